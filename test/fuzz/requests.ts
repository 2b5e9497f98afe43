import type { Contract, Operation, Parameter, Schema } from './contract.js';
import { makeFile, multipart } from './files.js';
import { collectionOf, type Pool, type Thing } from './pool.js';
import { Random } from './random.js';
import { damaged, hostile, hostileTexts, namesFor, Values } from './values.js';

/** One request as it goes out. */
export interface FuzzRequest {
  index: number;
  role: string;
  /** `GET /api/needs/{id}`, for the coverage; other words for what no route describes. */
  route: string;
  method: string;
  target: string;
  headers: Record<string, string>;
  body?: Buffer;
  /** Bytes for the socket, in place of all that. */
  raw?: Buffer;
}

export interface Role {
  name: string;
  permissions: ReadonlySet<string>;
}

const STRANGER: Role = { name: 'stranger', permissions: new Set() };

/** Makes the same request for the same seed and number, as long as the server gives out the same things in the same order. */
export class Requests {
  private readonly values: Values;

  constructor(
    private readonly contract: Contract,
    private readonly pool: Pool,
    private readonly roles: readonly Role[],
    private readonly seed: number,
    private readonly template: Buffer | undefined,
  ) {
    this.values = new Values(contract, pool);
  }

  async make(index: number): Promise<FuzzRequest> {
    const random = new Random(Math.imul(this.seed, 0x9e3779b1) ^ Math.imul(index + 1, 0x85ebca6b));
    random.next();
    const operation = random.pick(this.contract.operations);
    const role = this.roleFor(random, operation);
    const request = await this.ordinary(random, index, operation, role);
    const kind = random.next();
    if (kind < 0.04) return { ...request, route: 'raw bytes', raw: rawBytes(random, request) };
    return kind < 0.08 ? odd(random, request) : request;
  }

  /** Mostly somebody who may do it: what is refused at the door tries little. */
  private roleFor(random: Random, { permission, path }: Operation): Role {
    // Wrong passwords lock an account, so only one of them tries any.
    if (path === '/api/me/password') return this.roles.at(-1) ?? STRANGER;
    const everybody = [STRANGER, ...this.roles];
    const may = everybody.filter(
      ({ name, permissions }) =>
        permission === 'public' || (permission === 'signed-in' ? name !== 'stranger' : permissions.has(permission)),
    );
    return random.pick(may.length > 0 && random.chance(0.85) ? may : everybody);
  }

  private async ordinary(random: Random, index: number, operation: Operation, role: Role): Promise<FuzzRequest> {
    const damage = random.chance(0.35);
    const headers: Record<string, string> = { 'accept-language': random.pick(['zh', 'en', 'xx']) };
    const [collection = ''] = operation.path.split('/{');
    const subject = random.chance(0.8) ? this.pool.thing(random, role.name, collectionOf(collection)) : undefined;
    const { path, id } = this.path(random, role.name, operation.path, subject);
    if (operation.method !== 'GET' && random.chance(0.7)) headers['if-match'] = this.version(random, id);
    const request = {
      index,
      role: role.name,
      route: `${operation.method} ${operation.path}`,
      method: operation.method,
      target: path + this.query(random, role.name, operation, damage),
      headers,
    };
    if (operation.upload) {
      const { type, body } = multipart(random, await makeFile(random, operation, this.template), random.chance(0.8));
      return { ...request, headers: { ...headers, 'content-type': type }, body };
    }
    if (!operation.body && !(operation.method !== 'GET' && random.chance(0.05))) return request;
    const good = operation.body ? this.goodBody(random, role.name, operation.body, subject) : { reason: '试一试' };
    return {
      ...request,
      headers: { ...headers, 'content-type': 'application/json' },
      body: damage ? badBody(random, good) : bytesOf(good),
    };
  }

  /** An address with things that are there, the same for the same path as long as nothing is added. */
  fill(role: string, path: string): string {
    const random = new Random(path.length);
    return this.path(random, role, path, this.pool.thing(random, role, collectionOf(path.split('/{')[0] ?? ''))).path;
  }

  private version(random: Random, id: string | undefined): string {
    const known = id === undefined ? undefined : this.pool.versionOf(id);
    if (random.chance(0.85)) return `"${known ?? random.int(0, 4)}"`;
    return random.pick(['*', '"x"', 'W/"99999999999999999999"', '""', '-1', '"2147483648"', '"1"']);
  }

  private path(random: Random, role: string, template: string, subject: Thing | undefined): { path: string; id?: string } {
    let id: string | undefined;
    const path = template.replace(/\{(\w+)\}/g, (_, name: string, at: number) => {
      const collection = collectionOf(template.slice(0, at));
      const chosen = random.next();
      if (chosen >= 0.95) return encoded(random.pick(hostileTexts).slice(0, 300));
      if (chosen >= 0.9) return this.pool.anyId(random);
      const own = id === undefined ? subject?.[name] : undefined;
      const singular = collection.replace(/s$/, '');
      const names = [`${collection}#${name}`, `${collection}#${singular}`, `${collection}#id`, ...namesFor(name)];
      const value = typeof own === 'string' ? own : String(this.pool.value(random, role, ...names) ?? this.pool.anyId(random));
      id ??= value;
      return encoded(value);
    });
    return { path, ...(id === undefined ? {} : { id }) };
  }

  private query(random: Random, role: string, operation: Operation, damage: boolean): string {
    const share = operation.method === 'GET' ? 0.25 : 0.6;
    const asked = operation.parameters.filter((one) => one.in === 'query' && (one.required || random.chance(share)));
    const parts = asked.map(
      (one) => `${one.name}=${encoded(inWords(this.asked(random, role, operation, one, damage && random.chance(0.3))))}`,
    );
    if (damage && random.chance(0.1)) parts.push(random.pick(ODD_FILTERS));
    return parts.length ? `?${parts.join('&')}` : '';
  }

  private asked(random: Random, role: string, { path }: Operation, { name, schema = {} }: Parameter, damage: boolean): unknown {
    if (name === 'cursor') return forged(random, this.pool.cursor(random, path));
    if (damage) return hostile(random);
    const known = random.chance(0.6) ? this.pool.value(random, role, ...namesFor(name)) : undefined;
    return known ?? this.values.of(random, role, schema, name);
  }

  /** A body that may well be taken: partly as the thing it is about is now, for its fields belong together. */
  private goodBody(random: Random, role: string, schema: Schema, subject: Thing | undefined): unknown {
    const body = this.values.of(random, role, schema, 'body') as Thing;
    const { properties = {} } = this.contract.resolve(schema);
    if (!subject || random.chance(0.3)) return body;
    const kept = Object.keys(properties).filter((name) => subject[name] !== undefined && random.chance(0.85));
    return { ...body, ...Object.fromEntries(kept.map((name) => [name, subject[name]])) };
  }
}

const bytesOf = (body: unknown): Buffer => Buffer.from(JSON.stringify(body));

const badBody = (random: Random, good: unknown): Buffer => {
  if (random.chance(0.02)) return bytesOf({ ...(good as object), note: '工'.repeat(random.pick([100_000, 400_000])) });
  const text = JSON.stringify(random.chance(0.85) ? damaged(random, good) : good) ?? '';
  return random.chance(0.12) ? brokenJson(random, text) : Buffer.from(text);
};

const inWords = (value: unknown): string => (typeof value === 'string' ? value : (JSON.stringify(value) ?? ''));

const ODD_FILTERS = ['extra=1', 'id[]=1', '__proto__=x', 'a[b][c]=1', '=', '&&', '%', '%ff=%ff', 'limit=1&limit=2', '%ED%A0%80=1'];

/** Percent-encoding of any text: half a character, which has none, becomes what a careless program sends. */
const encoded = (text: string): string => (/\p{Surrogate}/u.test(text) ? '%ED%A0%80' : encodeURIComponent(text));

const forged = (random: Random, cursor: string | undefined): string => {
  if (cursor && random.chance(0.5)) return cursor;
  if (cursor && random.chance(0.5)) return cursor.slice(0, -3) + random.pick(['AAA', '', '%00', 'zzzzzz']);
  const keys = [random.pick([[{}], [[]], [null, null], [1, 'a'], ['a', 'b'], [{ at: {} }], [true], [1e308], 'x', {}] as unknown[])].flat();
  return random.pick([Buffer.from(JSON.stringify(keys)).toString('base64url'), '', 'x', 'A'.repeat(1_900), JSON.stringify(keys)]);
};

const brokenJson = (random: Random, text: string): Buffer =>
  random.pick([
    Buffer.from(text.slice(0, random.int(0, text.length))),
    Buffer.from(`\ufeff${text}`),
    Buffer.from(`${text}${text}`),
    Buffer.from(text.replace('{', '{"__proto__":{"a":1},')),
    Buffer.from(text.replace('{', '{"constructor":{"prototype":{"a":1}},')),
    Buffer.from(text.replace(/:\d+/, ':1e999')),
    Buffer.from(text.replace(/:"[^"]*"/, ':"\\ud800"')),
    Buffer.from(text.replace(/:"[^"]*"/, ':"\\u0000"')),
    Buffer.concat([Buffer.from(text.slice(0, 20)), Buffer.from([0xff, 0xfe, 0xc0]), Buffer.from(text.slice(20))]),
    Buffer.from(`${'['.repeat(100_000)}${']'.repeat(100_000)}`),
    Buffer.from(`${'{"a":'.repeat(50_000)}1${'}'.repeat(50_000)}`),
    Buffer.from(text, 'utf16le'),
    Buffer.alloc(0),
    Buffer.from('null'),
    Buffer.from('[]'),
    Buffer.from('"text"'),
  ]);

/** Another method, another spelling of the address, headers that nobody sends. */
const odd = (random: Random, request: FuzzRequest): FuzzRequest => {
  const { target, headers } = request;
  const spelled = random.pick([
    target,
    target.replace('/api', '/%61pi'),
    target.replace('/api/', '/api//'),
    target.replace('/api', '/API'),
    `${target}/`,
    `${target}/..;/`,
    target.replace('/api', '/./api/../api'),
    `${target.split('?')[0]}%00`,
    `${target.split('?')[0]}%2e%2e%2f`,
    '/%6detrics',
    '/health/%6cive',
    '/console/%2e%2e/%2e%2e/package.json',
    '/assets/..%5c..%5cpackage.json',
    '/post/%ED%A0%80',
    '/board/%E0%A4%A',
    `/${'a'.repeat(10_000)}`,
    '/post/' + encodeURIComponent('<script>'),
    '*',
  ]);
  const more: Record<string, string> = random.pick<Record<string, string>>([
    {},
    { 'content-type': 'text/xml' },
    { 'content-type': 'application/json; charset=utf-7' },
    { 'content-type': 'x' },
    { 'content-type': '' },
    { accept: 'text/html' },
    { origin: 'https://elsewhere.example' },
    { 'sec-fetch-site': 'cross-site' },
    { cookie: `gq_session=${'x'.repeat(4_000)}` },
    { cookie: 'gq_session=%ED%A0%80; gq_session=; =; ;' },
    { 'if-none-match': '*' },
    { 'content-encoding': 'gzip' },
    { 'accept-encoding': 'br;q=NaN, *;q=2' },
    { 'x-forwarded-for': '::::, 1.2.3.4, "' },
    { 'x-request-id': '../../etc' },
    { range: 'bytes=9-1' },
    { expect: '100-continue' },
    { 'user-agent': '\u00ff'.repeat(2_000) },
    { 'accept-language': `en;q=${'9'.repeat(5_000)}` },
    { 'if-match': '9'.repeat(5_000) },
  ]);
  const method = random.chance(0.5)
    ? request.method
    : random.pick(['GET', 'HEAD', 'OPTIONS', 'PUT', 'PATCH', 'DELETE', 'POST', 'TRACE', 'PROPFIND', 'SEARCH']);
  return { ...request, route: 'odd spelling', method, target: spelled, headers: { ...headers, ...more } };
};

/** What is no HTTP, or nearly. */
const rawBytes = (random: Random, { method, target, body }: FuzzRequest): Buffer => {
  const line = `${method} ${target.slice(0, 500)} HTTP/1.1\r\nHost: x\r\n`;
  const bytes = body?.subarray(0, 2_000) ?? Buffer.from('{}');
  const withBody = (headers: string, end = ''): Buffer =>
    Buffer.concat([Buffer.from(line + headers), Buffer.from('\r\n'), bytes, Buffer.from(end)]);
  return random.pick([
    Buffer.from('\r\n\r\n'),
    Buffer.from('GET\r\n\r\n'),
    Buffer.from('\x16\x03\x01\x02\x00\x01\x00\x01\xfc', 'latin1'),
    Buffer.from(`GET / HTTP/9.9\r\n\r\n`),
    Buffer.from(`${line}${'A: b\r\n'.repeat(3_000)}\r\n`),
    Buffer.from(`${line}X: ${'y'.repeat(100_000)}\r\n\r\n`),
    Buffer.from(`${line}Bad Header\r\n\r\n`),
    Buffer.from(`${line}X: a\0b\r\n\r\n`, 'latin1'),
    Buffer.from(line.replace('Host: x\r\n', '\r\n')),
    withBody('Content-Type: application/json\r\nContent-Length: 99999\r\n'),
    withBody('Content-Type: application/json\r\nContent-Length: -1\r\n'),
    withBody('Content-Length: 2\r\nContent-Length: 9\r\n'),
    withBody('Content-Length: 5\r\nTransfer-Encoding: chunked\r\n', '0\r\n\r\n'),
    withBody('Transfer-Encoding: chunked\r\nContent-Type: application/json\r\n', 'zz\r\n'),
    withBody('Content-Type: multipart/form-data; boundary=x\r\nContent-Length: 5000\r\n'),
    withBody('Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Key: x\r\n'),
    withBody('Expect: 100-continue\r\nContent-Length: 10\r\n'),
    Buffer.concat([Buffer.from(line.replace(' HTTP', '\xff\xfe HTTP'), 'latin1'), Buffer.from('\r\n')]),
  ]);
};
