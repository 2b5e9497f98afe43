import { request as httpRequest } from 'node:http';
import { connect } from 'node:net';
import { OrgTree } from '#access';
import { startApp } from '../support/app.js';
import { agreed, type Client, signedIn } from '../support/client.js';
import { eachDatabase, type RunningApp } from '../support/index.js';

interface Problem {
  code: string;
  detail: string;
  errors?: { path: string; code: string }[];
}

const supplier = { kind: 'station', level: 'branch', name: '黔东南劳务协作站', divisionCode: '522600', lng: 107.98, lat: 26.58 };
const offer = { occupationCode: '6-18-02-04', people: 30, wageYuan: 6000, freeFrom: '2026-12-01' };
const fair = {
  name: '春风行动',
  theme: '春风送岗',
  day: '2027-03-01',
  opensAt: '09:00',
  closesAt: '12:00',
  place: '人民广场',
  boothCount: 10,
};

eachDatabase((database) => {
  let city: RunningApp;
  let staff: Client;
  let nodeId: string;

  beforeAll(async () => {
    city = await startApp({ database, settings: { RATE_LOGIN: 1000, UPLOAD_MIB: 1 } });
    nodeId = (await city.get(OrgTree).ensureCity()).id;
    staff = await signedIn(city, [{ role: 'city-admin', nodeId }]);
  });

  const faultsOf = async (method: string, path: string, body: unknown, headers: Record<string, string> = {}): Promise<string[]> => {
    const answer = await staff.send<Problem>(method, path, body, { headers });
    expect([method, path, JSON.stringify(body)?.slice(0, 200), answer.status]).toEqual([
      method,
      path,
      JSON.stringify(body)?.slice(0, 200),
      422,
    ]);
    return answer.body.errors?.map(({ path: field, code }) => `${field} ${code}`) ?? [];
  };

  it('null is refused by name where a field has to have a value, and never becomes a zero', async () => {
    const { body: station } = await staff.post<{ id: string }>('/api/suppliers', supplier);
    expect(await faultsOf('POST', '/api/batches', { ...offer, supplierId: station.id, wageYuan: null })).toEqual(['wageYuan null']);
    const { body: batch } = await staff.post<{ id: string }>('/api/batches', { ...offer, supplierId: station.id });
    for (const field of ['wageYuan', 'people', 'freeFrom', 'occupationCode', 'smallestGroup', 'skillLevel'])
      expect(await faultsOf('PATCH', `/api/batches/${batch.id}`, { [field]: null }, { 'if-match': '"1"' })).toEqual([`${field} null`]);
    expect((await staff.get(`/api/batches/${batch.id}`)).body).toMatchObject({ wageYuan: 6000, people: 30, version: 1 });
    expect(await faultsOf('POST', '/api/fairs', { ...fair, nodeId, campaign: null })).toEqual(['campaign null']);
    expect(await faultsOf('POST', '/api/registrations', registration({ position: null, email: null }))).toEqual([
      'email null',
      'position null',
    ]);
  });

  it('null clears what may be without a value; what is left out stays', async () => {
    const { body: station } = await staff.post<{ id: string }>('/api/suppliers', {
      ...supplier,
      name: '清镇站',
      contactName: '马建国',
      licenceNo: 'A1',
    });
    const patch = await staff.patch(`/api/suppliers/${station.id}`, { contactName: null }, { headers: { 'if-match': '"1"' } });
    expect(patch).toMatchObject({ status: 200, body: { contactName: null, licenceNo: 'A1' } });
  });

  it('a list where an object belongs, an object where a value belongs, and a value where a list belongs are refused by name', async () => {
    const round = { quarter: '2027Q1', opensOn: '2027-01-01', closesOn: '2027-01-20' };
    expect(await faultsOf('POST', '/api/survey-rounds', { ...round, reminders: [] })).toEqual(['reminders isObject']);
    expect(await faultsOf('POST', '/api/survey-rounds', { ...round, reminders: [{ before: [1], on: true, after: [] }] })).toEqual([
      'reminders isObject',
    ]);
    expect(await faultsOf('POST', '/api/survey-rounds', { ...round, reminders: { before: 3, on: true, after: [] } })).toEqual([
      'reminders.before isArray',
    ]);
    expect(await faultsOf('POST', '/api/survey-rounds', { ...round, reminders: { before: [1e300], on: true, after: [] } })).toEqual([
      'reminders.before max',
    ]);
    const person = { name: '王磊', email: 'wang.lei@example.com' };
    expect(await faultsOf('POST', '/api/users', { ...person, grants: [[{ role: 'auditor' }]] })).toEqual(['grants isObject']);
    expect(await faultsOf('POST', '/api/users', { ...person, grants: [null, 1] })).toEqual(['grants.0 null', 'grants.1 nestedValidation']);
    expect(await faultsOf('POST', '/api/users', { ...person, grants: { 0: { role: 'auditor' } } })).toEqual(['grants isArray']);
    expect(await faultsOf('POST', '/api/users', { ...person, grants: [{ role: { $ne: '' } }] })).toEqual(['grants.0.role isIn']);
    for (const body of [[], [supplier], 'text', 7, true, null])
      expect(await faultsOf('POST', '/api/suppliers', body)).toEqual([' isObject']);
  });

  it('a date or an instant that nobody can read is refused by name', async () => {
    for (const day of ['2027-02-30', '0000-00-00', '+275760-09-13', '9999-12-31', '2027-13-01', '2027-1-1', 20270301, {}])
      expect(await faultsOf('POST', '/api/fairs', { ...fair, nodeId, day })).toEqual([expect.stringMatching(/^day (matches|isIso8601)$/)]);
    for (const from of [
      '2026-W05-1T00:00:00Z',
      '2026-11-27T23:59:60Z',
      '+275760-09-13T00:00:00Z',
      '0001-01-01T00:00:00Z',
      '2026-11-27T25:00:00Z',
    ])
      expect(await faultsOf('GET', `/api/audit-entries?from=${encodeURIComponent(from)}`, undefined)).toEqual([
        expect.stringMatching(/^from /),
      ]);
  });

  it('text that no database keeps is refused by the name of its field, wherever it stands', async () => {
    for (const text of ['a\0b', 'a\ud800b', '\udfff']) {
      expect(await faultsOf('POST', '/api/suppliers', { ...supplier, name: text })).toEqual(['name storable']);
      expect(await faultsOf('POST', '/api/users', { name: '王磊', grants: [{ role: 'auditor', nodeId: text }] })).toEqual([
        'grants.0.nodeId storable',
      ]);
      expect(await faultsOf('POST', '/api/matching-runs', { weights: { [text]: 1 } })).toEqual(['weights storable']);
    }
    expect(await faultsOf('GET', '/api/users?q=a%00b', undefined)).toEqual(['q storable']);
    expect(await faultsOf('GET', '/api/users/a%00b', undefined)).toEqual(['id storable']);
  });

  it('numbers beyond all numbers and bodies of endless depth are refused', async () => {
    const raw = (body: string): Promise<Response> =>
      fetch(`${city.url}/api/password-links`, { method: 'POST', body, headers: { 'content-type': 'application/json' } });
    expect((await raw('{"login":1e999}')).status).toBe(422);
    for (const body of [`{"login":${'['.repeat(200_000)}${']'.repeat(200_000)}}`, `${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}`])
      expect(((await (await raw(body)).json()) as Problem).errors?.[0]?.code).toBe('depth');
  });

  it('a long text is refused quickly, also by a field with a pattern', async () => {
    const begun = performance.now();
    expect(await faultsOf('POST', '/api/registrations', registration({ email: `a@${'.'.repeat(500_000)}` }))).toEqual(['email isLength']);
    expect(performance.now() - begun).toBeLessThan(2_000);
  });

  it('a list of more items than it may have is refused before its items are looked at', async () => {
    const columns = Array.from({ length: 20_000 }, () => ({ at: 'x', field: 5, more: {} }));
    expect(await faultsOf('PATCH', `/api/imports/${nodeId}/mapping`, { columns }, { 'if-match': '"1"' })).toEqual(['columns arrayMaxSize']);
  });

  it('the longest e-mail address, name and login that are allowed can be kept', async () => {
    const email = `${'a'.repeat(105)}@example.com.cn`;
    const person = { name: '长'.repeat(40), login: 'l'.repeat(40), email, phone: '13905361234', grants: [{ role: 'auditor', nodeId }] };
    expect((await staff.post('/api/users', person)).status).toBe(201);
    expect(await faultsOf('POST', '/api/users', { ...person, email: `a${email}` })).toEqual(['email isLength']);
  });

  it('an unknown filter is refused with its name and those there are, also where there are none', async () => {
    const unknown = await staff.get<Problem>('/api/needs?stat=published');
    expect(unknown).toMatchObject({
      status: 400,
      body: { code: 'request.unknown_filter', params: { name: 'stat', known: expect.stringContaining('state') } },
    });
    expect((await staff.get<Problem>('/api/board/summary?county=370702')).body).toMatchObject({
      code: 'request.unknown_filter',
      params: { known: '' },
    });
    expect((await staff.get('/api/needs?state=published&limit=3')).status).toBe(200);
  });

  it('an unknown field of a body is refused with its name, also where no body is read', async () => {
    expect(await faultsOf('POST', '/api/suppliers', { ...supplier, colour: 'red' })).toEqual(['colour whitelistValidation']);
    expect(await faultsOf('POST', '/api/messages/read-all', { all: true })).toEqual(['all whitelistValidation']);
  });

  describe('an upload', () => {
    const part = '--x\r\nContent-Disposition: form-data; name="file"; filename="list.csv"\r\n\r\n企业名称,岗位名称\r\n';
    const send = async (type: string, body: string): Promise<{ status: number; body: Problem }> => {
      const cookie = await sessionOf(city, nodeId);
      const answer = await fetch(`${city.url}/api/imports`, { method: 'POST', body, headers: { 'content-type': type, cookie } });
      return { status: answer.status, body: (await answer.json()) as Problem };
    };

    it('that is cut off, has no boundary or another one, is told so', async () => {
      for (const [type, body] of [
        ['multipart/form-data; boundary=x', part],
        ['multipart/form-data; boundary=x', part.slice(0, 40)],
        ['multipart/form-data; boundary=x', '--x'],
        ['multipart/form-data; boundary=x', `${part.replace('; filename="list.csv"', '')}--x--\r\n`],
        [
          'multipart/form-data; boundary=x',
          `${part.replace('; filename="list.csv"\r\n', '\r\nContent-Type: application/octet-stream\r\n')}--x--\r\n`,
        ],
        ['multipart/form-data; boundary=x', `${part.replace('list.csv', 'l'.repeat(300))}--x--\r\n`],
        ['multipart/form-data', `${part}--x--\r\n`],
        ['multipart/form-data; boundary=', `${part}--x--\r\n`],
        ['multipart/form-data; boundary=other', `${part}--x--\r\n`],
      ] as const) {
        const answer = await send(type, body);
        expect([type, body, [400, 406, 422].includes(answer.status), answer.body.code]).toEqual([
          type,
          body,
          true,
          expect.stringMatching(/^(request|not_acceptable)/),
        ]);
      }
    });

    it('whose sender goes away in the middle leaves the server as it was', async () => {
      const cookie = await sessionOf(city, nodeId);
      await new Promise<void>((resolve) => {
        const headers = { 'content-type': 'multipart/form-data; boundary=x', 'content-length': 100_000, cookie };
        const outgoing = httpRequest(`${city.url}/api/imports`, { method: 'POST', headers });
        outgoing.on('error', () => resolve()).on('close', () => resolve());
        outgoing.write(part, () => setTimeout(() => outgoing.destroy(), 100));
      });
      expect((await fetch(`${city.url}/health/live`)).status).toBe(200);
    });
  });

  describe('figures and health states', () => {
    const from = async (path: string, headers: Record<string, string> = {}): Promise<number> =>
      (await fetch(`${city.url}${path}`, { headers })).status;

    it('answer the inside', async () => {
      for (const path of ['/metrics', '/health/live', '/health/ready']) expect([path, await from(path)]).toEqual([path, 200]);
    });

    it('are not there for what a proxy passes on, whatever the address is spelled like', async () => {
      for (const path of ['/metrics', '/%6detrics', '/%6Detric%73', '/health/live', '/health/%6cive', '/%68ealth/ready', '/metrics?x=1'])
        for (const header of ['x-forwarded-for', 'forwarded', 'via', 'x-real-ip'])
          expect([path, header, await from(path, { [header]: '10.0.0.8' })]).toEqual([path, header, 404]);
    });
  });

  it('without PUBLIC_URL no name counts as the own site: any name can be pointed at the server', async () => {
    const port = new URL(city.url).port;
    const post = (host: string, origin: string): Promise<number> => statusOf(port, host, origin);
    expect(await post(`evil.example:${port}`, `http://evil.example:${port}`)).toBe(403);
    expect(await post(`127.0.0.1:${port}`, `http://evil.example:${port}`)).toBe(403);
    for (const own of [`127.0.0.1:${port}`, `localhost:${port}`, `[::1]:${port}`]) expect(await post(own, `http://${own}`)).toBe(202);
  });
});

const registration = (more: object): object => ({
  creditCode: '91370700MA3C4XXE9R',
  enterpriseName: '潍坊海岱机械有限公司',
  nodeId: 'n',
  name: '李静',
  phone: '13905361234',
  password: 'Ninety-nine looms 99',
  ...agreed,
  ...more,
});

const sessionOf = async (city: RunningApp, nodeId: string): Promise<string> => {
  const person = await signedIn(city, [{ role: 'city-staff', nodeId }]);
  return (person as unknown as { cookie: string }).cookie;
};

/** fetch sets the Host header itself. */
const statusOf = (port: string, host: string, origin: string): Promise<number> =>
  new Promise((resolve, reject) => {
    const socket = connect({ host: '127.0.0.1', port: Number(port) });
    const body = JSON.stringify({ login: 'nobody at all' });
    const head = `POST /api/password-links HTTP/1.1\r\nHost: ${host}\r\nOrigin: ${origin}\r\nContent-Type: application/json`;
    socket.on('error', reject).once('data', (chunk: Buffer) => {
      socket.destroy();
      resolve(Number(/^HTTP\/1\.1 (\d{3})/.exec(chunk.toString())?.[1]));
    });
    socket.write(`${head}\r\nContent-Length: ${body.length}\r\nConnection: close\r\n\r\n${body}`);
  });
