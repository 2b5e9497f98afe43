import { sealedColumns } from '#platform/crypto';
import { addColumn, col, createIndex, createTable, keepWithoutRule, seedRows, type MigrationClass } from '#platform/db';

sealedColumns.register({ table: 'message_reminder', columns: ['params'] });
keepWithoutRule('how the office sends messages; no people', 'message_rule', 'message_policy');
keepWithoutRule('gone when its day comes, with the message that it becomes', 'message_reminder');

const set = [col.str('source', 300), col.ref('setById', { nullable: true }), col.instant('setAt')];

export const ruleMigrations: MigrationClass[] = [
  createTable('1790000020257', 'message_rule', {
    columns: [
      col.key(),
      col.str('template', 40),
      col.day('validFrom'),
      col.json('channels'),
      col.str('way', 8),
      col.int('unreadMinutes', { nullable: true }),
      col.str('timing', 8),
      col.str('goHour', 5, { nullable: true }),
      col.int('remindDays', { nullable: true }),
      col.int('validMinutes', { nullable: true }),
      col.str('quiet', 12),
      col.flag('must'),
      ...set,
    ],
    uniques: [{ name: 'UQ_message_rule_day', columns: ['template', 'validFrom'] }],
  }),
  createTable('1790000020267', 'message_policy', {
    columns: [
      col.key(),
      col.day('validFrom'),
      col.str('quietFrom', 5),
      col.str('quietTo', 5),
      col.json('quietChannels'),
      col.int('approveAbove'),
      col.int('partPrice', { nullable: true }),
      ...set,
    ],
    uniques: [{ name: 'UQ_message_policy_day', columns: ['validFrom'] }],
  }),
  seedRows('1790000020277', 'message_policy', [
    {
      id: 'message-policy-2026-01-01',
      validFrom: '2026-01-01',
      quietFrom: '21:00',
      quietTo: '08:00',
      quietChannels: '["sms","wecom"]',
      approveAbove: 500,
      source: '系统默认（自定规则）',
      setAt: '2026-11-01 00:00:00.000',
    },
  ]),
  createTable('1790000020287', 'message_reminder', {
    columns: [
      col.key(),
      col.str('thing', 80),
      col.ref('userId'),
      col.str('template', 40),
      col.txt('params'),
      col.str('locale', 2),
      col.instant('dueAt'),
    ],
    uniques: [{ name: 'UQ_message_reminder', columns: ['thing', 'userId'] }],
    indices: [{ name: 'IX_message_reminder_due', columns: ['dueAt', 'id'] }],
  }),
  addColumn('1790000020297', 'message', col.str('thing', 80, { nullable: true })),
  createIndex('1790000020307', 'message', 'IX_message_thing', ['thing', 'userId']),
  addColumn('1790000020317', 'delivery', col.int('step', { default: 0 })),
  addColumn('1790000020327', 'delivery', col.instant('goAt', { nullable: true })),
  addColumn('1790000020337', 'delivery', col.instant('lateAt', { nullable: true })),
  addColumn('1790000020347', 'delivery', col.ref('nodeId', { nullable: true })),
  addColumn('1790000020357', 'delivery', col.ref('massId', { nullable: true })),
  createIndex('1790000020387', 'delivery', 'IX_delivery_mass', ['massId', 'id']),
];
