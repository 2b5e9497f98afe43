export interface Answer {
  status: number;
  body: any; // eslint-disable-line @typescript-eslint/no-explicit-any -- each test looks at its own part of it
}

/** Keeps all its cookies, each for its path. */
export class Browser {
  readonly cookies = new Map<string, { value: string; path: string }>();

  constructor(private readonly url: string) {}

  async send(method: string, path: string, body?: object): Promise<Answer> {
    const sent = [...this.cookies].filter(([, { path: below }]) => `/api/${path}`.startsWith(below));
    const response = await fetch(`${this.url}/api/${path}`, {
      method,
      headers: {
        cookie: sent.map(([name, { value }]) => `${name}=${value}`).join('; '),
        ...(body ? { 'content-type': 'application/json' } : {}),
        'accept-language': 'en',
      },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    for (const line of response.headers.getSetCookie()) this.keep(line);
    const text = await response.text();
    return { status: response.status, body: text === '' ? null : JSON.parse(text) };
  }

  post(path: string, body: object = {}): Promise<Answer> {
    return this.send('POST', path, body);
  }

  get(path: string): Promise<Answer> {
    return this.send('GET', path);
  }

  private keep(line: string): void {
    const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
    const path = /; Path=([^;]+)/.exec(line)?.[1] ?? '/';
    if (value === '' || /Expires=Thu, 01 Jan 1970/.test(line)) this.cookies.delete(name);
    else this.cookies.set(name, { value, path });
  }
}
