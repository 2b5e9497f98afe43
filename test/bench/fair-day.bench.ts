import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { join } from 'node:path';
import { Accounts, OrgTree } from '#access';
import { schemaOf } from '#flow';
import { FieldCipher } from '#platform/crypto';
import { UnitOfWork } from '#platform/db';
import { httpAdapter, prepareHttp } from '#platform/http';
import { privacyNotices } from '#reference';
import { AppModule } from '../../apps/api/src/app.module.js';
import { serveWeb } from '../../apps/api/src/web.js';
import { Client } from '../support/client.js';
import { GatesToday } from '../support/gates-today.js';
import { Phone } from '../support/phone.js';
import { onPhones } from './fair-day-phone.js';
import { benchSettings, databaseOn, migrated } from './house.js';
import type { Bench } from './measure.js';

const PASSWORD = 'Ninety-nine looms 99';
const BATCH = 2_000;
const HOUR = 3_600_000;

interface Size {
  tickets: number;
  devices: number;
  scans: number;
  visitors: number;
}

/**
 * `-- fair-day`: the largest day of a fair. An hour with 30 scans a second by 8 phones, 20,000 tickets, sent in batches of 2,000 and
 * some of them twice; then visitors who ask for a ticket and take it, 20 at a time.
 *
 * `scansPerSecond` that were taken; `syncP95Ms` for one batch; `lost` and `doubled` of the scans; `ticketsPerSecond` from the code that is
 * asked for to the ticket that is there, which are two requests each. With the word `phones`, of
 * phones in a browser: `scanMs`, `ticketPageMs`.
 */
export const bench: Bench = {
  about: 'the largest day of a fair: scans taken, batches synced, tickets given out',
  run: async ({ scratch, quick, mariadb, args }) => {
    const phones = args.includes('phones');
    const size = quick
      ? { tickets: 400, devices: 4, scans: 4_000, visitors: 20 }
      : { tickets: 20_000, devices: 8, scans: 108_000, visitors: 600 };
    const embedded = await day(join(scratch, 'embedded'), size, phones);
    const server = await mariadb();
    if (!server) return embedded;
    const other = await day(join(scratch, 'mariadb'), size, phones, await databaseOn(server, 'bench_fair_day'));
    return { ...embedded, ...Object.fromEntries(Object.entries(other).map(([name, value]) => [`mariadb.${name}`, value])) };
  },
};

const day = async (folder: string, size: Size, phones: boolean, database?: string): Promise<Record<string, number>> => {
  const settings = Object.assign(benchSettings(folder, database), { RATE_LOGIN: 1_000_000 });
  await migrated(settings, schemaOf());
  const app = await NestFactory.create<NestFastifyApplication>(AppModule.of(settings, false), httpAdapter(settings), {
    ...{ logger: false, rawBody: true },
  });
  await prepareHttp(app, settings);
  await serveWeb(app.getHttpAdapter().getInstance(), settings);
  await app.listen(0, '127.0.0.1');
  try {
    const url = await app.getUrl();
    const city = await app.get(UnitOfWork, { strict: false }).run(() => app.get(OrgTree, { strict: false }).ensureCity());
    const accounts = app.get(Accounts, { strict: false });
    const userId = await accounts.create({ name: '周明', login: 'admin', email: 'admin@bureau.example', password: PASSWORD });
    await accounts.grant(userId, { role: 'city-admin', nodeId: city.id });
    const today = await GatesToday.open(await new Client(url).signIn('admin', PASSWORD), size.tickets);
    const [scans, { link, ...tickets }] = [await scanned(app, url, today, size), await given(app, url, today.fairId, size.visitors)];
    return { ...scans, ...tickets, ...(phones && (await onPhones(url, today, link))) };
  } finally {
    await app.close();
  }
};

const p95 = (times: number[]): number => [...times].sort((a, b) => a - b)[Math.floor(times.length * 0.95)] ?? 0;

/** Every ticket goes in and out by turns, each time at another phone, which tells of it in a batch of its own. */
const scanned = async (app: NestFastifyApplication, url: string, today: GatesToday, size: Size): Promise<Record<string, number>> => {
  const { manager } = app.get(UnitOfWork, { strict: false });
  const phones: Phone[] = [];
  for (let i = 0; i < size.devices; i += 1) {
    const phone = Phone.make(url, () => Date.now());
    await phone.enrol((await today.invitation(i % 2, `手机${i}`)).path.split('#')[1] ?? '');
    phones.push(phone);
  }
  await manager.query('UPDATE field_device SET enrolledAt = ?', [
    new Date(Date.now() - 2 * HOUR).toISOString().replace('T', ' ').replace('Z', ''),
  ]);
  const begun = Date.now() - HOUR;
  for (let k = 0; k < size.scans; k += 1) {
    const round = Math.floor(k / size.tickets);
    const number = today.tickets[k % size.tickets]?.number ?? '';
    phones[(k + round) % size.devices]?.mark(round % 2 === 0 ? 'in' : 'out', number, null, begun + Math.floor((k / size.scans) * HOUR));
  }
  const times: number[] = [];
  const start = performance.now();
  while (phones.some(({ waits }) => waits > 0))
    for (const [i, phone] of phones.entries()) {
      const message = phone.batch(0, BATCH);
      const at = performance.now();
      await phone.sync(message);
      times.push(performance.now() - at);
      if ((times.length + i) % 10 === 0) await phone.sync(message); // the answer was lost
    }
  const seconds = (performance.now() - start) / 1_000;
  const count = async (sql: string): Promise<number> => Number((await manager.query<{ n: number | string }[]>(sql))[0]?.n);
  const [entries, counting] = [
    await count('SELECT COUNT(*) AS n FROM field_entry'),
    await count("SELECT COUNT(*) AS n FROM fair_pass WHERE standing = 'counts'"),
  ];
  return {
    ...{ scans: size.scans, scansPerSecond: size.scans / seconds, syncP95Ms: p95(times) },
    ...{ lost: Math.max(0, size.scans - Math.min(entries, counting)), doubled: Math.max(0, Math.max(entries, counting) - size.scans) },
  };
};

/** Twenty at a time. */
const together = async <T>(all: readonly T[], work: (one: T) => Promise<void>): Promise<number> => {
  const [left, start] = [[...all], performance.now()];
  const one = async (): Promise<void> => {
    for (let next = left.pop(); next !== undefined; next = left.pop()) await work(next);
  };
  await Promise.all(Array.from({ length: 20 }, one));
  return (performance.now() - start) / 1_000;
};

const given = async (
  app: NestFastifyApplication,
  url: string,
  fairId: string,
  visitors: number,
): Promise<{ link: string; tickets: number; ticketsPerSecond: number }> => {
  const addresses = Array.from({ length: visitors }, (_, i) => `visitor${i}@example.com`);
  const asking = await together(addresses, async (email) => {
    await new Client(url).post(`/api/fairs/${fairId}/ticket-codes`, { email });
  });
  const cipher = app.get(FieldCipher, { strict: false });
  const { manager } = app.get(UnitOfWork, { strict: false });
  const sent = await manager.query<{ id: string; params: string; deliveryId: string; address: string }[]>(
    'SELECT m.id, m.params, d.id AS deliveryId, d.address FROM message m ' +
      "JOIN delivery d ON d.messageId = m.id WHERE m.template = 'ticket.code'",
  );
  const codes = new Map(
    sent.map(({ id, params, deliveryId, address }) => [
      cipher.open('delivery', 'address', deliveryId, address),
      (JSON.parse(cipher.open('message', 'params', id, params)) as { code: string }).code,
    ]),
  );
  const { version: privacyVersion } = privacyNotices.inForce(new Date().toISOString().slice(0, 10));
  let [taken, link] = [0, ''];
  const taking = await together(addresses, async (email) => {
    const body = { email, code: codes.get(email), name: '李娜', consents: ['name'], privacyVersion };
    const { status, body: ticket } = await new Client(url).post<{ link: string }>(`/api/fairs/${fairId}/tickets`, body);
    if (status !== 201) return;
    taken += 1;
    link = ticket.link;
  });
  return { link, tickets: taken, ticketsPerSecond: taken / (asking + taking) };
};
