import type { INestApplicationContext } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Accounts, OrgTree } from '#access';
import { Settings } from '#platform/config';
import { Clock, isDemoDatabase, isDemoDirectory, markDemoDatabase, markDemoDirectory, pendingMigrations, UnitOfWork } from '#platform/db';
import { demoAccounts, emailOf } from './accounts.js';

/** Thrown when demo data would go live, or a demonstration would be shown on real data. Says what to do instead. */
export class WrongDataError extends Error {}

export interface DataKind {
  /** Demo data was put there, whatever came to it since. */
  demo: boolean;
  empty: boolean;
}

const otherPlace = ({ DATABASE_URL, GANGQIAO_DATA }: Settings): { here: string; elsewhere: string } =>
  DATABASE_URL
    ? { here: 'The database of DATABASE_URL', elsewhere: 'let DATABASE_URL name an empty database' }
    : { here: `The data directory ${GANGQIAO_DATA}`, elsewhere: 'let GANGQIAO_DATA name an empty directory' };

/** Demo data stays a demonstration, and real data is never shown as one.
 * @throws WrongDataError with the way out */
export const requireRightKind = (settings: Settings, { demo, empty }: DataKind): void => {
  const { here, elsewhere } = otherPlace(settings);
  if (!settings.GANGQIAO_DEMO && demo) {
    throw new WrongDataError(
      `${here} was filled with the made-up demo city, whose passwords everybody knows: it cannot become a real installation. ` +
        `For a real one ${elsewhere}; to go on with the demonstration add --demo, or set GANGQIAO_DEMO=true.`,
    );
  }
  if (settings.GANGQIAO_DEMO && !demo && !empty) {
    throw new WrongDataError(
      `${here} holds a real installation: it is not shown as a demonstration. ` +
        `For the demonstration ${elsewhere}; ` +
        'to start the real installation leave --demo out (npm start -- --empty) and do not set GANGQIAO_DEMO.',
    );
  }
};

/** Looks at the data directory alone, before anything is changed in it. @throws WrongDataError */
export const requireRightDirectory = (settings: Settings): void => {
  if (!settings.DATABASE_URL && isDemoDirectory(settings.GANGQIAO_DATA)) requireRightKind(settings, { demo: true, empty: false });
};

/** Before the application is let loose on its data: refuses what does not belong together, and marks what becomes a demonstration.
 * @throws WrongDataError */
export const admitToData = async (app: INestApplicationContext): Promise<void> => {
  const settings = app.get(Settings);
  const kind = await kindOf(app, settings);
  requireRightKind(settings, kind);
  if (!settings.GANGQIAO_DEMO) return;
  if (!settings.DATABASE_URL) markDemoDirectory(settings.GANGQIAO_DATA);
  if (!kind.demo) await mark(app, 'seeded');
};

/** What the data is. A demonstration of a release that set no mark yet is known by its accounts, and marked. */
export const kindOf = async (app: INestApplicationContext, settings: Settings): Promise<DataKind> => {
  const pending = await pendingMigrations(app.get(DataSource));
  const has = (table: string): boolean => !pending.some((name) => name.startsWith(`Create${table}`));
  const marked = has('DataMark') && (await isDemoDatabase(app.get(UnitOfWork).manager));
  const recognised = !marked && has('UserAccount') && (await app.get(Accounts).anyWithEmail(demoAccounts.map(emailOf)));
  if (recognised && has('DataMark')) await mark(app, 'recognised');
  const inDirectory = !settings.DATABASE_URL && isDemoDirectory(settings.GANGQIAO_DATA);
  return { demo: marked || recognised || inDirectory, empty: !has('OrgNode') || (await app.get(OrgTree).countiesAndZones()).length === 0 };
};

const mark = (app: INestApplicationContext, reason: 'seeded' | 'recognised'): Promise<void> => {
  const uow = app.get(UnitOfWork);
  return uow.run(() => markDemoDatabase(uow.manager, reason, app.get(Clock).now()));
};
