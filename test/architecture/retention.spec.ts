import type { DataSource, EntityMetadata } from 'typeorm';
import { sealedColumns } from '#platform/crypto';
import { keptTables, newId, retentionRules, UnitOfWork, type RetentionRule } from '#platform/db';
import { schema } from '../support/app.js';
import { eachDatabase } from '../support/databases.js';

const DAY_MS = 86_400_000;
const NOW = Date.UTC(2035, 5, 15, 4);

type Row = Record<string, unknown>;

/** What the rows of a rule are like beside their age: a rule that is not named here takes rows of any kind. */
const LIKE: Record<string, Row> = {
  'audit_entry.address': { address: '203.0.113.9' },
  'delivery.address': { address: 'sealed' },
  'job.cancelled': { state: 'cancelled' },
  'job.done': { state: 'done' },
  'job.failed': { state: 'failed' },
  matching_run: { activeKey: null },
  'membership.left': { state: 'left' },
  'membership.pending': { state: 'pending' },
  'membership.refused': { state: 'refused' },
  'hand_over.received_by': { receivedBy: 'sealed' },
  'need.contact': { contactPhoneSealed: 'sealed' },
  'stored_file.refused': { state: 'refused', licenceFileId: 'a', letterFileId: 'b' },
  'supplier.contact': { active: false, contactNameSealed: 'sealed' },
  'trip.received_by': { receivedBySealed: 'sealed' },
  'user_account.newcomer': { disabledAt: null },
};
/** The table that a rule looks at, where it is not the one that it is named after. */
const OF: Record<string, string> = { 'stored_file.refused': 'membership' };

/** What goes with older rows of another table: matching.spec has it. */
const ELSEWHERE = new Set(['matching_run.detail']);

/** What vouchers of subsidies rest on: who was brought when, at whose cost, who signed and stayed. */
const VOUCHERS = [
  ...['promise', 'trip_stop', 'trip_leg', 'trip_pickup', 'trip_cost', 'retention_check', 'insurance_month', 'promise_tally'],
];

const AT_ONCE = 25;

/** A row of which everything is as old as `at`. */
const rowOf = ({ columns }: EntityMetadata, at: Date, like: Row): Row =>
  Object.fromEntries(
    columns.flatMap(({ propertyName: name, type, isNullable, isGenerated, length, isPrimary, transformer }) => {
      if (name in like) return [[name, like[name]]];
      if (isGenerated) return [];
      const sort = String(type);
      if (/date|time/.test(sort)) return [[name, sort === 'date' ? at.toISOString().slice(0, 10) : at]];
      if (isNullable) return [[name, null]];
      if (length === '10' && isPrimary) return [[name, at.toISOString().slice(0, 10)]];
      if (/int|bool|double|decimal|float/.test(sort)) return [[name, 0]];
      if (sort === 'text') return [[name, transformer ? [] : '']];
      return [[name, newId().slice(-Number(length || 36))]];
    }),
  );

eachDatabase((database) => {
  let source: DataSource;
  let uow: UnitOfWork;
  beforeAll(async () => {
    source = await database.open(schema);
    uow = new UnitOfWork(source);
  }, 120_000);

  const tableOf = ({ name }: RetentionRule): EntityMetadata => {
    const table = OF[name] ?? name.split('.')[0];
    return source.entityMetadatas.find(({ tableName }) => tableName === table)!;
  };
  const sweep = (rule: RetentionRule): Promise<number> => uow.run(() => rule.sweep(uow, new Date(NOW - rule.keepDays * DAY_MS), AT_ONCE));

  it.each(
    retentionRules()
      .filter(({ name }) => !ELSEWHERE.has(name))
      .map((rule) => [rule.name, rule.keepDays, rule] as const),
  )('of %s what is older than %d days goes, and what is younger stays', async (name, keepDays, rule) => {
    const entity = tableOf(rule);
    const table = source.driver.escape(entity.tableName);
    const all = (): Promise<Row[]> => uow.manager.query(`SELECT * FROM ${table}`);
    const insert = (days: number) => uow.manager.insert(entity.target, rowOf(entity, new Date(NOW - days * DAY_MS), LIKE[name] ?? {}));
    await uow.manager.query(`DELETE FROM ${table}`);
    await insert(keepDays - 2);
    const [young] = await all();
    for (const more of [2, 3, 4]) await insert(keepDays + more);
    const before = JSON.stringify(await all());
    expect(await sweep(rule)).toBe(3);
    const after = await all();
    expect(after).toContainEqual(young);
    expect(JSON.stringify(after)).not.toBe(before);
    expect(await sweep(rule)).toBe(0);
  });
});

it.each(VOUCHERS)('keeps %s, which vouchers rest on, on a stated ground and without anybody’s name', (table) => {
  expect(keptTables().get(table)).toMatch(/nobody is named/);
  expect(sealedColumns.all().filter((one) => one.table === table)).toEqual([]);
});
