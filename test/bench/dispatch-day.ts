import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { OrgTree } from '#access';
import { TallyService } from '#dispatch';
import { schemaOf } from '#flow';
import type { Settings } from '#platform/config';
import { migrate, openDatabase, UnitOfWork } from '#platform/db';
import { httpAdapter, prepareHttp } from '#platform/http';
import { AppModule } from '../../apps/api/src/app.module.js';
import { signedIn, type Client } from '../support/client.js';
import type { RunningApp } from '../support/http.js';
import { Phone } from '../support/phone.js';
import { DispatchFill, type DispatchSize, type Filled } from './dispatch-fill.js';

export interface DaySize extends DispatchSize {
  manifest: number;
  devices: number;
  marks: number;
  looks: number;
}

const PER_SYNC = 600;
const p95 = (values: readonly number[]): number => {
  const sorted = [...values].sort((a, b) => a - b);
  return Math.round((sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * 0.95))] ?? 0) * 10) / 10;
};
const timed = async (work: () => Promise<unknown>): Promise<number> => {
  const begun = performance.now();
  await work();
  return performance.now() - begun;
};
const seconds = (ms: number): number => Math.round(ms) / 1000;

const idNumber = (n: number): string => {
  const whole = `6211${10 + Math.floor(n / 999)}19900${1 + (n % 9)}01${String(1 + (n % 999)).padStart(3, '0')}`;
  const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
  return whole + '10X98765432'[weights.reduce((sum, weight, i) => sum + weight * Number(whole[i]), 0) % 11];
};

/** A day at the desk and on the road, over HTTP, in a city with years of trips. */
export const dispatchDay = async (settings: Settings, size: DaySize): Promise<Record<string, number>> => {
  const source = await openDatabase(settings, schemaOf());
  await migrate(source);
  await source.destroy();
  const app = await served(settings);
  try {
    const city = await app.get(UnitOfWork).run(() => app.get(OrgTree).ensureCity());
    const filled = await new DispatchFill(app, city).run(size);
    const tallySeconds = seconds(
      await timed(async () => {
        for (let after: string | null = ''; after !== null;) after = await app.get(TallyService).count(after, 300);
      }),
    );
    const staff = await signedIn(app, [{ role: 'city-staff', nodeId: city.id }]);
    const station = await signedIn(app, [{ role: 'supplier', supplierId: filled.supplierId }]);
    const factory = await signedIn(app, [{ role: 'enterprise', enterpriseId: filled.enterpriseId }]);
    const { slowest, all } = await pages({ staff, station, factory }, filled, size.looks);
    const road = await onTheRoad(app, { station, factory }, filled, size);
    return { pageP95Ms: slowest, pagesTogetherP95Ms: p95(all), tallySeconds, ...road };
  } finally {
    await app.close();
  }
};

const served = async (settings: Settings): Promise<RunningApp> => {
  const app = await NestFactory.create<NestFastifyApplication>(AppModule.of(settings, true), httpAdapter(settings), { logger: false });
  await prepareHttp(app, settings);
  await app.listen(0, '127.0.0.1');
  const get: RunningApp['get'] = (token) => app.get(token, { strict: false });
  return { app, url: await app.getUrl(), get, close: () => app.close() } as unknown as RunningApp;
};

const today = new Date().toISOString().slice(0, 10);
const PAGES = [
  ...['/api/trips?limit=25', '/api/trips?state=planned&limit=25', '/api/trips?state=under_way&limit=25', '/api/arrivals', '/api/absences'],
  ...['/api/arrivals/summary', '/api/absences?open=true&limit=25', '/api/promises?limit=25', '/api/promises?warned=true&limit=25'],
  ...['/api/promises?state=held&order=expiry&limit=25', '/api/batches?limit=25', '/api/batches?state=open&free=true&limit=25'],
  ...['/api/retention?limit=25', '/api/retention?late=true&limit=25', '/api/late-follow-ups?limit=25'],
  ...[`/api/retention/count?open=true&dueBy=${today}`, `/api/retention?open=true&dueBy=${today}&limit=25`],
  ...['/api/performance?by=supplier&limit=50', '/api/performance?by=enterprise&limit=50', '/api/needs?limit=25'],
  ...['/api/performance/retention?by=cohort', '/api/performance/retention?by=supplier', '/api/performance/retention?by=enterprise'],
  ...['/api/performance/provinces'],
];

/** The p95 of the slowest request of any page of anybody, and all looks together. */
const pages = async (
  { staff, station, factory }: Record<'staff' | 'station' | 'factory', Client>,
  { tripId, batchId, needId, supplierId }: Filled,
  looks: number,
): Promise<{ slowest: number; all: number[] }> => {
  const everybodys = [...PAGES, ...['', '/manifest', '/travel', '/hand-overs'].map((part) => `/api/trips/${tripId}${part}`)];
  const stations = ['/api/workers?limit=25', '/api/workers?stage=accepted&limit=25', `/api/workers?batch=${batchId}&limit=25`];
  const asked: [Client, string][] = [
    ...[staff, station, factory].flatMap((who) =>
      [...everybodys, `/api/promises?need=${needId}`].map((path): [Client, string] => [who, path]),
    ),
    ...[staff, station].flatMap((who) =>
      [...stations, `/api/suppliers/${supplierId}`, `/api/workers/named?batches=${batchId}`].map((path): [Client, string] => [who, path]),
    ),
    ...[`/api/batches/${batchId}`, `/api/batches/${batchId}/fitting-needs`].map((path): [Client, string] => [station, path]),
    ...['/api/suppliers?limit=25', '/api/suppliers/by-province'].map((path): [Client, string] => [staff, path]),
  ];
  const names = new Map([staff, station, factory].map((who, n) => [who, ['bureau', 'station', 'enterprise'][n]]));
  let slowest = 0;
  const all: number[] = [];
  for (const [who, path] of asked) {
    // Not every page is everybody's.
    if ((await who.get(path)).status === 403) continue;
    const took: number[] = [];
    let before = process.cpuUsage();
    for (let i = 0; i < looks + 3; i += 1) {
      const ms = await timed(async () => {
        const { status, body } = await who.get(path);
        if (status !== 200) throw new Error(`${path} answered ${status}: ${JSON.stringify(body)}`);
      });
      // The first looks find the program not compiled yet.
      if (i >= 3) took.push(ms);
      else before = process.cpuUsage();
    }
    // Of the processor: this program's, which is the server as well; on a machine that others use one waits for them too.
    const { user, system } = process.cpuUsage(before);
    const processor = Math.round((user + system) / 1000 / looks);
    if (p95(took) > slowest || processor > 40) console.error(`${names.get(who)} ${path} ${p95(took)} ms, of the processor ${processor} ms`);
    slowest = Math.max(slowest, p95(took));
    all.push(...took);
  }
  return { slowest, all };
};

/** A manifest of many people read and checked, and phones that come back from the road together. */
const onTheRoad = async (
  app: RunningApp,
  { station, factory }: Record<'station' | 'factory', Client>,
  { needId, batchId }: Filled,
  { manifest, devices, marks }: DaySize,
): Promise<Record<string, number>> => {
  const done = async <T>(who: Client, path: string, body: object, method = 'POST'): Promise<T> => {
    const answer = await who.send<T>(method, path, body);
    if (answer.status >= 300) throw new Error(`${path} answered ${answer.status}: ${JSON.stringify(answer.body)}`);
    return answer.body;
  };
  const people = Math.max(manifest, devices * marks);
  const uow = app.get(UnitOfWork);
  await uow.run(() => uow.manager.query('UPDATE need SET short = ? WHERE id = ?', [people, needId]));
  await uow.run(() =>
    uow.manager.query("UPDATE supply_batch SET people = ?, committed = 0, state = 'open' WHERE id = ?", [people, batchId]),
  );
  const { id: promiseId } = await done<{ id: string }>(station, '/api/promises', { needId, batchId, people });
  await done(factory, `/api/promises/${promiseId}/accept`, {});
  const hours = (n: number): string => new Date(Date.now() + n * 3_600_000).toISOString();
  const way = { mode: 'train', departAt: hours(1), arriveAt: hours(30), fromPlace: '昭通站', toPlace: '潍坊站' };
  const trip = await done<{ id: string; version: number }>(station, '/api/trips', { promiseIds: [promiseId], ...way });
  const list = (from: number, to: number): string =>
    `姓名,身份证号,手机\n${Array.from({ length: to - from }, (_, n) => `王建国,${idNumber(from + n)},138${10_000_000 + from + n}`).join('\n')}\n`;
  const importMs = await timed(async () => {
    const { status, body } = await station.upload<{ good: number }>(
      `/api/trips/${trip.id}/manifest/preview`,
      '花名册.csv',
      list(0, manifest),
    );
    if (status !== 200 || body.good !== manifest) throw new Error(`the manifest answered ${status}: ${JSON.stringify(body).slice(0, 400)}`);
  });
  for (let from = 0; from < people; from += 1_200) {
    const { status, body } = await station.upload(
      `/api/trips/${trip.id}/manifest/file`,
      '花名册.csv',
      list(from, Math.min(people, from + 1_200)),
    );
    if (status !== 201) throw new Error(`the manifest answered ${status}: ${JSON.stringify(body).slice(0, 400)}`);
  }
  return { importSeconds: seconds(importMs), syncSeconds: await synced(app, station, { trip, way, devices, marks }) };
};

const synced = async (
  { url }: RunningApp,
  station: Client,
  { trip, way, devices, marks }: { trip: { id: string; version: number }; way: object; devices: number; marks: number },
): Promise<number> => {
  const said = async <T>(answer: Promise<{ status: number; body: T }>): Promise<T> => {
    const { status, body } = await answer;
    if (status >= 300) throw new Error(`answered ${status}: ${JSON.stringify(body).slice(0, 400)}`);
    return body;
  };
  const { version } = await said(station.get<{ version: number }>(`/api/trips/${trip.id}`));
  const coaches = Array.from({ length: devices }, (_, n) => ({
    number: n + 1,
    vehicle: null,
    seats: marks,
    leaderName: null,
    leaderPhone: null,
  }));
  const plan = { legs: [{ ...way, vehicle: null }], pickups: [], costs: [], coaches };
  const travel = await said(
    station.send<{ coaches: { id: string }[] }>('PUT', `/api/trips/${trip.id}/travel`, plan, { headers: { 'if-match': `"${version}"` } }),
  );
  const lines = await said(station.get<{ id: string }[]>(`/api/trips/${trip.id}/manifest`));
  const phones: Phone[] = [];
  for (const [n, coach] of travel.coaches.entries()) {
    const { code } = await said(
      station.post<{ code: string }>('/api/field-devices', { name: `${n + 1} 号车`, dutyKind: 'trip_coach', dutyId: coach.id }),
    );
    const phone = Phone.make(url, () => Date.now());
    const enrolled = await phone.enrol(code);
    if (enrolled.status !== 200) throw new Error(`the phone was answered ${enrolled.status}: ${JSON.stringify(enrolled.body)}`);
    for (const line of lines.slice(n * marks, (n + 1) * marks)) phone.mark('board', line.id, { says: 'here' });
    phones.push(phone);
  }
  return seconds(
    await timed(() =>
      Promise.all(
        phones.map(async (phone) => {
          while (phone.waits > 0) {
            const { status, body } = await phone.sync(phone.batch(0, PER_SYNC));
            if (status !== 200) throw new Error(`the sync was answered ${status}: ${JSON.stringify(body).slice(0, 400)}`);
          }
        }),
      ),
    ),
  );
};
