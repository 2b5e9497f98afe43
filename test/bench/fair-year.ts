import { randomBytes } from 'node:crypto';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { OrgTree } from '#access';
import { EnterpriseRegistry, madeUpCreditCodes } from '#enterprise';
import { schemaOf } from '#flow';
import type { Settings } from '#platform/config';
import { addDays, insertRows, newId, UnitOfWork } from '#platform/db';
import { httpAdapter, prepareHttp } from '#platform/http';
import { AppModule } from '../../apps/api/src/app.module.js';
import { signedIn, type Client } from '../support/client.js';
import type { RunningApp } from '../support/http.js';
import { migrated } from './house.js';

export interface YearSize {
  fairs: number;
  booths: number;
  /** Booths that are booked, in all. */
  registrations: number;
  /** Enterprises that book one fair's booths at once. */
  atOnce: number;
}

const FIRST = '2027-01-02';
const p95 = (values: readonly number[]): number => {
  const sorted = [...values].sort((a, b) => a - b);
  return Math.round((sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * 0.95))] ?? 0) * 10) / 10;
};
const timed = async (work: () => Promise<unknown>): Promise<number> => {
  const begun = performance.now();
  await work();
  return performance.now() - begun;
};

/**
 * A year of fairs over HTTP: `yearViewP95Ms`, the year as it is shown;
 * `bookP95Ms`, how long each of 300 enterprises that book booths of one fair at once had to wait.
 */
export const fairYear = async (settings: Settings, size: YearSize): Promise<Record<string, number>> => {
  const app = await served(settings);
  try {
    const city = await app.get(UnitOfWork).run(() => app.get(OrgTree).ensureCity());
    const staff = await signedIn(app, [{ role: 'city-staff', nodeId: city.id }]);
    await fill(app, city, size);
    const views: number[] = [];
    for (let i = 0; i < 60; i += 1)
      views.push(
        await timed(async () => {
          const { status } = await staff.get(`/api/fair-year?year=${FIRST.slice(0, 4)}`);
          if (status !== 200) throw new Error(`the year answered ${status}`);
        }),
      );
    return { yearViewP95Ms: p95(views.slice(10)), bookP95Ms: p95(await booked(app, staff, city.id, size)) };
  } finally {
    await app.close();
  }
};

/** The whole product on a free port. */
export const served = async (settings: Settings): Promise<RunningApp> => {
  await migrated(settings, schemaOf());
  const app = await NestFactory.create<NestFastifyApplication>(AppModule.of(settings, true), httpAdapter(settings), { logger: false });
  await prepareHttp(app, settings);
  await app.listen(0, '127.0.0.1');
  const get: RunningApp['get'] = (token) => app.get(token, { strict: false });
  return { app, url: await app.getUrl(), get, close: () => app.close() } as unknown as RunningApp;
};

const fill = async (app: RunningApp, city: { id: string; path: string }, { fairs, booths, registrations }: YearSize): Promise<void> => {
  const uow = app.get(UnitOfWork);
  const entity = (name: string): new () => object => uow.manager.connection.getMetadata(name).target as new () => object;
  const each = Math.floor(registrations / fairs);
  const whole = (name: string, row: object): object =>
    Object.fromEntries(
      uow.manager.connection.getMetadata(name).columns.map(({ propertyName }) => [propertyName, (row as never)[propertyName] ?? null]),
    );
  for (let i = 0; i < fairs; i += 50)
    await uow.run(async () => {
      const some = Array.from({ length: Math.min(50, fairs - i) }, (_, k) => ({
        ...{ id: newId(), nodeId: city.id, nodePath: city.path, name: `第${i + k + 1}场招聘会`, theme: '装备制造', campaign: 'none' },
        ...{ day: addDays(FIRST, Math.floor(((i + k) * 360) / fairs)), opensAt: '09:00', closesAt: '11:30', place: '人力资源市场' },
        ...{ boothCount: booths, state: 'published', stage: 'open', createdAt: new Date(), version: 1 },
      }));
      await insertRows(
        uow.manager,
        entity('Fair'),
        some.map((row) => whole('Fair', row)),
      );
      await insertRows(
        uow.manager,
        entity('Booth'),
        some.flatMap(({ id: fairId }) =>
          Array.from({ length: booths }, (_, k) => {
            const taken = k < each ? { enterpriseId: newId(), bookedById: null, bookedAt: new Date() } : {};
            return whole('Booth', { id: newId(), fairId, number: `A${String(k + 1).padStart(3, '0')}`, ordinal: 1, ...taken });
          }),
        ),
      );
    });
};

/** Each enterprise signs in before; then all ask at the same moment. */
const booked = async (app: RunningApp, staff: Client, nodeId: string, { atOnce }: YearSize): Promise<number[]> => {
  const codes = madeUpCreditCodes(randomBytes(2).readUInt16LE());
  const node = await app.get(OrgTree).byId(nodeId);
  const firms = Array.from({ length: atOnce }, (_, i) => ({
    ...{ name: `抢订企业${i}`, creditCode: codes.next().value, nodeId, nodePath: node?.path ?? '' },
  }));
  const uow = app.get(UnitOfWork);
  const ids = await uow.run(() => app.get(EnterpriseRegistry).ensureUnclaimed(firms));
  await uow.run(() => uow.manager.query("UPDATE enterprise SET state = 'active'"));
  const clients: Client[] = [];
  for (const enterpriseId of ids) clients.push(await signedIn(app, [{ role: 'enterprise', enterpriseId }]));
  const plan = { nodeId, name: '抢订', theme: '综合', day: addDays(FIRST, 363), opensAt: '09:00', closesAt: '11:30', place: '市场' };
  const papers = { boothCount: atOnce, expectedAttendance: 500, dutyStaff: atOnce };
  const { id } = (await staff.post<{ id: string }>('/api/fairs', { ...plan, ...papers })).body;
  const { status } = await staff.post(`/api/fairs/${id}/publish`);
  if (status !== 200) throw new Error(`the fair cannot be booked: ${status}`);
  const waits: number[] = [];
  await Promise.all(
    clients.map(async (client) => {
      const begun = performance.now();
      const answer = await client.post(`/api/fairs/${id}/booths`, {});
      if (answer.status !== 201) throw new Error(`booking answered ${answer.status}: ${JSON.stringify(answer.body)}`);
      waits.push(performance.now() - begun);
    }),
  );
  return waits;
};
