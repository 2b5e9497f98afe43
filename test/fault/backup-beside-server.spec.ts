import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Settings } from '#platform/config';
import { runCli, startProcess, testSettings, type RunningProcess } from '../support/index.js';

/** As an installation has it: no keys in the environment, so that a key file is made. */
const settingsFor = (directory: string): Partial<Settings> => {
  const { RATE_LOGIN, RATE_WRITE } = testSettings();
  return { RATE_LOGIN, RATE_WRITE, GANGQIAO_DATA: directory };
};

describe('the command line beside a server on the embedded database', () => {
  const directory = mkdtempSync(join(tmpdir(), 'beside-'));
  const [data, other] = [join(directory, 'data'), join(directory, 'other')];
  const file = join(directory, 'city.gqb');
  const settings = settingsFor(data);
  const PASSWORD = '春风十里不如今日招工顺';
  let server: RunningProcess;
  let cookie = '';

  const signIn = async (url: string): Promise<Response> => {
    const response = await fetch(`${url}/api/sessions`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: url },
      body: JSON.stringify({ login: 'boss', password: PASSWORD }),
    });
    cookie = response.headers.get('set-cookie')?.split(';')[0] ?? '';
    return response;
  };
  const add = (url: string, name: string): Promise<Response> =>
    fetch(`${url}/api/org-nodes`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: url, cookie },
      body: JSON.stringify({ parentId: '370702', kind: 'town', name }),
    });

  beforeAll(async () => {
    const made = await runCli(['create-admin', '--login', 'boss', '--name', '王局', '--password-stdin'], {
      settings,
      input: `${PASSWORD}\n`,
    });
    expect(made).toMatchObject({ status: 0, stdout: expect.stringContaining('潍坊市') });
    server = await startProcess('api', { settings });
    expect((await signIn(server.url)).status).toBe(201);
  }, 180_000);
  afterAll(async () => {
    await server.kill('SIGKILL');
    rmSync(directory, { recursive: true, force: true });
  });

  it('refuses whatever would write, and says who has the database', async () => {
    for (const args of [
      ['keys', 'rotate'],
      ['import', 'needs', '-'],
    ]) {
      const { status, stderr } = await runCli(args, { settings, input: 'x' });
      expect([args[0], status, stderr]).toEqual([args[0], 1, expect.stringContaining(`in use by process ${server.pid}`)]);
      expect(stderr.trim().split('\n')).toHaveLength(1);
    }
    const { stdout } = await runCli(['doctor'], { settings });
    expect(stdout).toContain('a server uses it at this moment');
  }, 180_000);

  it('backs up all that the server had acknowledged, while it goes on answering', async () => {
    const towns: string[] = [];
    let going = true;
    const writing = (async () => {
      for (let i = 0; going; i += 1) if ((await add(server.url, `街道${i}`)).status === 201) towns.push(`街道${i}`);
    })();
    while (towns.length < 50) await new Promise((resolve) => setTimeout(resolve, 10));
    const acknowledged = [...towns];
    expect(await runCli(['backup', file], { settings })).toMatchObject({ status: 0, stderr: '' });
    going = false;
    await writing;

    const refused = await runCli(['restore', file], { settings: settingsFor(other) });
    expect(refused).toMatchObject({ status: 1, stderr: expect.stringContaining('There are no keys') });
    await runCli(['migrate'], { settings: settingsFor(other) });
    writeFileSync(join(other, 'keys.json'), readFileSync(join(data, 'keys.json')));
    expect(await runCli(['restore', file], { settings: settingsFor(other) })).toMatchObject({ status: 0 });

    const restored = await startProcess('api', { settings: settingsFor(other) });
    expect((await signIn(restored.url)).status).toBe(201);
    const names = ((await (await fetch(`${restored.url}/api/org-nodes?parent=370702`)).json()) as { name: string }[]).map(
      ({ name }) => name,
    );
    expect(acknowledged.filter((name) => !names.includes(name))).toEqual([]);
    await restored.kill();
  }, 180_000);

  it('rotates the keys after the server was killed, and the next start reads with them', async () => {
    await server.kill('SIGKILL');
    const { status, stdout } = await runCli(['keys', 'rotate', '--drop-old'], { settings });
    expect([status, stdout]).toEqual([0, expect.stringMatching(/[1-9]\d* value\(s\) sealed anew with key k\d{8}\./)]);
    server = await startProcess('api', { settings });
    expect(await (await signIn(server.url)).json()).toMatchObject({ name: '王局' });
  }, 180_000);

  it('ends with 2 for what it cannot use, and touches nothing', async () => {
    const before = readdirSync(directory);
    expect((await runCli(['import', 'needs', join(directory, 'none.csv')], { settings: settingsFor(other) })).status).toBe(2);
    expect((await runCli(['solve', '-'], { input: 'p min 2 x' })).status).toBe(2);
    expect((await runCli(['solve', '-'], { input: 'p min 2 1\nn 1 5\nn 2 -5\na 1 2 0 3 1\n' })).status).toBe(3);
    expect((await runCli(['nonsense'], {})).status).toBe(2);
    expect((await runCli(['restore', join(directory, 'none')], { settings: settingsFor(other) })).status).toBe(1);
    expect(readdirSync(directory)).toEqual(before);
  }, 180_000);
});
