import { setTimeout as sleep } from 'node:timers/promises';
import type { Settings } from '#platform/config';
import { migrate, openDatabase } from '#platform/db';
import { schema } from '../support/app.js';
import { Client } from '../support/client.js';
import { eachDatabase } from '../support/databases.js';
import { GatesToday } from '../support/gates-today.js';
import { runCli, startProcess, type RunningProcess } from '../support/index.js';
import { Phone } from '../support/phone.js';

const PASSWORD = 'Ninety-nine looms 99';
const ENTRIES = 2_000;
/** When the server is killed after the batch was sent, in milliseconds. */
const MOMENTS = [20, 60, 110, 170, 240, 320];

eachDatabase((database) => {
  let settings: Settings;
  let server: RunningProcess;

  const start = async (): Promise<void> => {
    server = await startProcess('api', { settings, args: ['--empty'] });
  };
  const count = async (from: string): Promise<number> => {
    const source = await openDatabase(settings, []);
    try {
      return Number((await source.query<{ n: number | string }[]>(`SELECT COUNT(*) AS n FROM ${from}`))[0]?.n);
    } finally {
      await source.destroy();
    }
  };

  it(`a batch of ${ENTRIES} entries whose taking is killed again and again is taken whole and once in the end`, async () => {
    settings = await database.settings({ RATE_LOGIN: 100_000, RATE_WRITE: 100_000 });
    const source = await openDatabase(settings, schema);
    await migrate(source);
    await source.destroy();
    const person = ['--login', 'admin', '--name', '周明', '--email', 'admin@bureau.example', '--password-stdin'];
    expect((await runCli(['create-admin', ...person], { settings, input: PASSWORD })).status).toBe(0);
    await start();
    const today = await GatesToday.open(await new Client(server.url).signIn('admin', PASSWORD), ENTRIES);
    const phone = Phone.make(server.url, () => Date.now());
    expect((await phone.enrol((await today.invitation(0, '手机')).path.split('#')[1] ?? '')).status).toBe(200);
    for (const { number } of today.tickets) phone.mark('in', number);

    const left: number[] = [];
    for (const moment of MOMENTS) {
      const answer = phone.sync(phone.batch()).catch(() => null);
      await sleep(moment);
      await server.kill('SIGKILL');
      await answer;
      left.push(await count('field_entry'), await count('fair_pass'));
      await start();
      phone.url = server.url;
    }
    // All of it or nothing, whenever it was.
    expect(left.filter((n) => n !== 0 && n !== ENTRIES)).toEqual([]);
    await phone.sync();
    expect([phone.waits, (await phone.sync()).body.added]).toEqual([0, 0]);
    const desk = await new Client(server.url).signIn('admin', PASSWORD);
    const { body } = await desk.get<{ gates: { inside: number; entered: number }[] }>(`/api/fairs/${today.fairId}/gates`);
    await server.kill();
    expect([await count('field_entry'), await count('fair_pass'), body.gates[0]]).toMatchObject([
      ...[ENTRIES, ENTRIES],
      { inside: ENTRIES, entered: ENTRIES },
    ]);
  }, 240_000);
});
