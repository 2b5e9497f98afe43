import { col, createTable, keepWithoutRule, seedRows, type SchemaPart } from '#platform/db';
import { WatchAlarm, WatchRule } from './watch.entity.js';

keepWithoutRule('two rows: when administrators are told', 'watch_rule');
keepWithoutRule('one row a rule and queue: whether it was told', 'watch_alarm');

export const watchSchema: SchemaPart = {
  entities: [WatchRule, WatchAlarm],
  migrations: [
    createTable('1790000021001', 'watch_rule', { columns: [col.key(), col.int('most'), col.int('version', { default: 1 })] }),
    seedRows('1790000021002', 'watch_rule', [
      { id: 'late', most: 10, version: 1 },
      { id: 'failing', most: 20, version: 1 },
    ]),
    createTable('1790000021003', 'watch_alarm', {
      columns: [
        col.key(),
        col.str('queue', 16),
        col.str('rule', 8),
        col.instant('since'),
        col.instant('endedAt', { nullable: true }),
        col.int('figure'),
      ],
    }),
  ],
};
