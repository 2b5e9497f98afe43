import { Module, type DynamicModule } from '@nestjs/common';
import { OrgTree } from '#access';
import { EnterpriseRegistry } from '#enterprise';
import { FlowModule, schemaOf } from '#flow';
import type { NeedView } from '#need';
import { ConfigModule, type Settings } from '#platform/config';
import { CryptoModule } from '#platform/crypto';
import { DbModule, newId, UnitOfWork, type Clock } from '#platform/db';
import { HealthModule } from '#platform/health';
import { HttpModule, type Principal, type Role } from '#platform/http';
import { Events, JobsModule } from '#platform/jobs';
import type { BatchView } from '#supply';
import type { TestDatabase } from './databases.js';
import { HeardEvents } from './events.js';
import { startModule, type RunningApp } from './http.js';

const schema = schemaOf();

/** All libraries, whose background work waits until a spec does it. */
@Module({})
class StationsModule {
  static of(settings: Settings): DynamicModule {
    return {
      module: StationsModule,
      imports: [
        ConfigModule.of(settings),
        DbModule.of(schema),
        CryptoModule,
        JobsModule.of({ run: false }),
        HealthModule,
        HttpModule,
        FlowModule,
      ],
    };
  }
}

export interface Stations extends RunningApp {
  readonly events: HeardEvents;
  supplier(name?: string, more?: object): Promise<string>;
  enterprise(name?: string, nodeId?: string): Promise<string>;
  /** A published need. */
  need(enterpriseId: string, short: number, more?: Partial<NeedView>): Promise<string>;
  batch(supplierId: string, people: number, more?: Partial<BatchView>): Promise<string>;
  figures(needId: string): Promise<{ short: number; filled: number; promised: number; committed: number; shortage: number }>;
  people(batchId: string): Promise<{ people: number; promised: number; committed: number; used: number }>;
}

/** Somebody with one role, as a service sees them. */
export const person = (role: Role, on: { path?: string; enterpriseId?: string; supplierId?: string }): Principal => ({
  userId: newId(),
  name: 'Test person',
  sessionId: newId(),
  locale: 'zh',
  grants: [
    {
      role,
      nodeId: on.path?.split('/').at(-2) ?? null,
      path: on.path ?? null,
      enterpriseId: on.enterpriseId ?? null,
      supplierId: on.supplierId ?? null,
    },
  ],
});

/** Boots it on a migrated database with the tree of the city, and keeps what it says. */
export const startStations = async (database: TestDatabase, clock: Clock): Promise<Stations> => {
  await (await database.open(schema)).destroy();
  const events = new HeardEvents();
  const settings = await database.settings();
  const running = await startModule(StationsModule.of(settings), settings, { clock, replace: [[Events, events]] });
  const org = running.get(OrgTree);
  const city = await org.ensureCity();
  const uow = running.get(UnitOfWork);
  const insert = async (entity: string, row: Record<string, unknown> & { id: string }): Promise<string> => {
    await uow.run(() => uow.manager.insert(entity, { ...row }));
    return row.id;
  };
  let serial = 0;
  const supplier: Stations['supplier'] = (name = '劳务协作站', more = {}) =>
    insert('Supplier', {
      id: newId(),
      kind: 'station',
      level: 'branch',
      name,
      nodeId: city.id,
      nodePath: city.path,
      divisionCode: '230100',
      lngMicro: 126_642_464,
      latMicro: 45_756_967,
      licenceNo: null,
      peoplePerRun: null,
      contactName: null,
      contactPhone: null,
      active: true,
      createdAt: clock.now(),
      version: 1,
      ...more,
    });
  const enterprise: Stations['enterprise'] = async (name = '示例机械', nodeId = '370702') => {
    const node = (await org.byId(nodeId)) ?? city;
    serial += 1;
    const creditCode = `91370702MA3D${String(serial).padStart(5, '0')}X`;
    const [id = ''] = await uow.run(() =>
      running.get(EnterpriseRegistry).ensureUnclaimed([{ name: `${name}${serial}`, creditCode, nodeId: node.id, nodePath: node.path }]),
    );
    return id;
  };
  const need: Stations['need'] = async (enterpriseId, short, more = {}) => {
    const [home] = await uow.manager.query<{ nodeId: string; nodePath: string }[]>('SELECT nodeId, nodePath FROM enterprise WHERE id = ?', [
      enterpriseId,
    ]);
    const now = clock.now();
    return insert('Need', {
      id: newId(),
      enterpriseId,
      nodeId: home?.nodeId,
      nodePath: home?.nodePath,
      title: '电焊工',
      occupationCode: '6-18-02-04',
      skillLevel: 0,
      short,
      asOf: '2026-11-24',
      filled: 0,
      promised: 0,
      committed: 0,
      wageFromFen: 600_000,
      wageToFen: 800_000,
      form: 'direct',
      lodging: true,
      meals: false,
      trainable: true,
      minorsAllowed: false,
      licences: [],
      contactName: '王女士',
      contactPhone: '0536-8880000',
      priority: 0,
      gaps: [],
      countedFor: enterpriseId,
      state: 'published',
      publishedAt: now,
      confirmedAt: now,
      createdAt: now,
      updatedAt: now,
      moves: 0,
      version: 1,
      ...more,
    });
  };
  const batch: Stations['batch'] = (supplierId, people, more = {}) =>
    insert('SupplyBatch', {
      id: newId(),
      supplierId,
      occupationCode: '6-18-02-04',
      skillLevel: 3,
      people,
      promised: 0,
      committed: 0,
      used: 0,
      wageFen: 600_000,
      freeFrom: '2026-11-20',
      smallestGroup: 1,
      note: null,
      state: 'open',
      createdById: null,
      createdAt: clock.now(),
      version: 1,
      ...more,
    });
  const figures: Stations['figures'] = async (id) => {
    const { short, filled, promised, committed } = (await uow.manager.findOneByOrFail('Need', { id })) as NeedView;
    return { short, filled, promised, committed, shortage: Math.max(0, short - filled - committed) };
  };
  const people: Stations['people'] = async (id) => {
    const row = (await uow.manager.findOneByOrFail('SupplyBatch', { id })) as BatchView;
    return { people: row.people, promised: row.promised, committed: row.committed, used: row.used };
  };
  return Object.assign(running, { events, supplier, enterprise, need, batch, figures, people });
};
