import { Module, type DynamicModule } from '@nestjs/common';
import { AccessModule, accessSchema, OrgTree } from '#access';
import { BoardModule } from '#board';
import { CatalogueModule, catalogueSchema } from '#catalogue';
import { EnterpriseModule, EnterpriseRegistry, enterpriseSchema } from '#enterprise';
import { NeedModule, needSchema } from '#need';
import { ConfigModule, type Settings } from '#platform/config';
import { CryptoModule, cryptoSchema } from '#platform/crypto';
import { DbModule, UnitOfWork, type Clock } from '#platform/db';
import { HttpModule } from '#platform/http';
import { Events, JobsModule, jobsSchema } from '#platform/jobs';
import type { TestDatabase } from './databases.js';
import { HeardEvents } from './events.js';
import { startModule, type RunningApp } from './http.js';

const schema = [jobsSchema, cryptoSchema, accessSchema, enterpriseSchema, needSchema, catalogueSchema];

/** The part of the house that posts needs and shows them: access, enterprises, needs and the board. */
@Module({})
class MarketModule {
  static of(settings: Settings, run: boolean): DynamicModule {
    return {
      module: MarketModule,
      imports: [
        ConfigModule.of(settings),
        DbModule.of(schema),
        CryptoModule,
        JobsModule.of({ run }),
        HttpModule,
        AccessModule,
        EnterpriseModule,
        NeedModule,
        BoardModule,
        CatalogueModule,
      ],
    };
  }
}

export interface Market extends RunningApp {
  readonly events: HeardEvents;
  /** An enterprise of a county that somebody speaks for, with a code of its own. */
  enterprise(name: string, nodeId?: string, more?: { industryCode?: string }): Promise<string>;
}

/** Boots needs and board on a migrated database with the tree of the city, and keeps what they say.
 * @param options.jobs whether it does its background work, too */
export const startMarket = async (database: TestDatabase, clock?: Clock, { jobs = false }: { jobs?: boolean } = {}): Promise<Market> => {
  await (await database.open(schema)).destroy();
  const events = new HeardEvents();
  const settings = await database.settings();
  const running = await startModule(MarketModule.of(settings, jobs), settings, {
    ...(clock ? { clock } : {}),
    replace: [[Events, events]],
  });
  const org = running.get(OrgTree);
  const city = await org.ensureCity();
  let serial = 0;
  const enterprise: Market['enterprise'] = async (name, nodeId = '370702', more = {}) => {
    const node = (await org.byId(nodeId)) ?? city;
    serial += 1;
    const creditCode = `91370702MA3C${String(serial).padStart(5, '0')}X`;
    const uow = running.get(UnitOfWork);
    const [id = ''] = await uow.run(() =>
      running.get(EnterpriseRegistry).ensureUnclaimed([{ name, creditCode, nodeId: node.id, nodePath: node.path }]),
    );
    await uow.run(() =>
      uow.manager.query('UPDATE enterprise SET state = ?, industryCode = ? WHERE id = ?', ['active', more.industryCode ?? null, id]),
    );
    return id;
  };
  return Object.assign(running, { events, enterprise });
};
