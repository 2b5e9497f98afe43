import { OrgTree } from '#access';
import { EnterpriseRegistry } from '#enterprise';
import type { LibraryName } from '#flow';
import { UnitOfWork, type Clock } from '#platform/db';
import type { TestDatabase } from './databases.js';
import type { HeardEvents } from './events.js';
import type { RunningApp } from './http.js';
import { startPart } from './start-part.js';

/** The part of the house that posts needs and shows them. */
const MARKET: readonly LibraryName[] = ['access', 'enterprise', 'need', 'board'];

export interface Market extends RunningApp {
  readonly events: HeardEvents;
  /** An enterprise of a county that somebody speaks for, with a code of its own. */
  enterprise(name: string, nodeId?: string, more?: { industryCode?: string }): Promise<string>;
}

/** Boots needs and board on a migrated database with the tree of the city, and keeps what they say.
 * @param options.jobs whether it does its background work, too */
export const startMarket = async (database: TestDatabase, clock?: Clock, { jobs = false } = {}): Promise<Market> => {
  const running = await startPart(database, MARKET, { ...(clock ? { clock } : {}), jobs });
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
  return Object.assign(running, { enterprise });
};
