import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Settings } from '#platform/config';
import { agreed, Client } from '../support/client.js';
import { runCli, startProcess, type RunningProcess } from '../support/index.js';

export const PASSWORD = 'Ninety-nine looms 99';
export const county = '370702';

const orThrow = <T>({ status, body }: { status: number; body: T }): T => {
  if (status >= 300) throw new Error(`answered ${status}: ${JSON.stringify(body)}`);
  return body;
};

/** The built product on an empty database, with an administrator, a county officer and a station in another province. */
export class Installation {
  private readonly data = mkdtempSync(join(tmpdir(), 'gangqiao-browser-'));
  private server: RunningProcess | undefined;

  constructor(private readonly more: Partial<Settings> = {}) {}

  get url(): string {
    return this.server?.url ?? '';
  }

  /** With the administrator alone. */
  async startAlone(): Promise<void> {
    const settings = { GANGQIAO_DATA: this.data, RATE_LOGIN: 100_000, RATE_WRITE: 1_000_000, RATE_READ: 1_000_000, ...this.more };
    const made = await runCli(
      ['create-admin', '--login', 'admin', '--name', '周明', '--email', 'admin@bureau.example', '--password-stdin'],
      { settings, input: PASSWORD },
    );
    if (made.status !== 0) throw new Error(`create-admin ended with ${made.status}: ${made.stderr}`);
    this.server = await startProcess('api', { settings, args: ['--empty'] });
  }

  async start(): Promise<void> {
    await this.startAlone();
    const admin = await new Client(this.url).signIn('admin', PASSWORD);
    await this.invite('county', '王磊', 'county-staff');
    const station = {
      kind: 'station',
      level: 'branch',
      name: '昭通劳务协作站',
      divisionCode: '530600',
      lng: 103.717,
      lat: 27.338,
      peoplePerRun: 400,
    };
    const { id } = orThrow(await admin.post<{ id: string }>('/api/suppliers', station));
    const person = { name: '马建国', email: 'station@zhaotong.example' };
    const { link } = orThrow(await admin.post<{ link: string }>(`/api/suppliers/${id}/accounts`, person));
    orThrow(await new Client(this.url).post('/api/password-links/redeem', { token: link.split('#')[1], password: PASSWORD }));
  }

  /** Somebody of an approved enterprise, who signs in with the phone number. */
  async firm(enterpriseName: string, serial: number): Promise<string> {
    const { phone, id } = await this.registration(enterpriseName, serial);
    orThrow(await (await new Client(this.url).signIn('county', PASSWORD)).post(`/api/registrations/${id}/approve`));
    return phone;
  }

  /** Somebody who asks to act for an enterprise, at this or another server of the installation. */
  async registration(enterpriseName: string, serial: number, url = this.url): Promise<{ phone: string; id: string }> {
    const phone = `138053${String(60_000 + serial)}`;
    const hr = new Client(url);
    const paper = async (kind: string): Promise<string> =>
      orThrow(await hr.upload<{ id: string }>(`/api/files?kind=${kind}`, `${kind}.pdf`, '%PDF-1.4\n%%EOF\n')).id;
    const { id } = orThrow(
      await hr.post<{ id: string }>('/api/registrations', {
        creditCode: creditCode(serial),
        enterpriseName,
        nodeId: county,
        licenceFileId: await paper('licence'),
        letterFileId: await paper('letter'),
        name: '张敏',
        phone,
        password: PASSWORD,
        ...agreed,
      }),
    );
    return { phone, id };
  }

  /** Somebody of the bureau. */
  async invite(login: string, name: string, role: string, nodeId = county): Promise<void> {
    const admin = await new Client(this.url).signIn('admin', PASSWORD);
    const { link } = orThrow(await admin.post<{ link: string }>('/api/users', { name, login, grants: [{ role, nodeId }] }));
    orThrow(await new Client(this.url).post('/api/password-links/redeem', { token: link.split('#')[1], password: PASSWORD }));
  }

  async stop(): Promise<void> {
    await this.server?.kill();
    rmSync(this.data, { recursive: true, force: true });
  }
}

const SIGNS = '0123456789ABCDEFGHJKLMNPQRTUWXY';

/** A made-up unified social credit code, both check signs right (GB 32100-2015, GB 11714). */
export const creditCode = (serial: number): string => {
  const body = `MA${String(300_000 + serial)}`;
  const weights = [3, 7, 9, 10, 5, 8, 4, 2];
  const rest =
    11 - (weights.reduce((sum, weight, at) => sum + weight * '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ'.indexOf(body[at] ?? '0'), 0) % 11);
  const inner = rest === 10 ? 'X' : rest === 11 ? '0' : String(rest);
  const start = `91${county}${body}${inner}`;
  const sum = [...start].reduce((total, sign, at) => total + SIGNS.indexOf(sign) * (3 ** at % 31), 0);
  return start + (SIGNS[(31 - (sum % 31)) % 31] ?? '');
};

/** A made-up citizen identification number of somebody born in 1990 (GB 11643). */
const idNumber = (serial: number): string => {
  const start = `53060219900${1 + (serial % 9)}1${1 + (serial % 8)}${String(serial).padStart(3, '0')}`.slice(0, 17);
  const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
  const sum = weights.reduce((total, weight, at) => total + weight * Number(start[at]), 0);
  return start + ('10X98765432'[sum % 11] ?? '');
};

const surnames = '赵钱孙李周吴郑王冯陈';
const givenNames = ['明华', '秀英', '建国', '玉兰'];

/** `count` people as they stand in a spreadsheet: name, ID number, telephone, a line each. */
export const people = (count: number, from: number): string =>
  Array.from(
    { length: count },
    (_, at) =>
      `${surnames[at % 10] ?? ''}${givenNames[Math.floor(at / 10) % 4] ?? ''}\t` +
      `${idNumber(from + at)}\t138${String(10_000_000 + from + at)}`,
  ).join('\n');
