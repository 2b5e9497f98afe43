import { addColumn, col, createIndex, createTable, type SchemaPart } from '#platform/db';
import { FairFeed, FairInvitation, FairInvitationStop, FairReminder, FairSeries, FairTarget } from './year.entity.js';

const nullable = { nullable: true };

const fairs = [
  addColumn('1790000080261', 'fair', col.str('themeOccupation', 16, nullable)),
  addColumn('1790000080262', 'fair', col.str('themeIndustry', 8, nullable)),
  addColumn('1790000080263', 'fair', col.str('audience', 12, nullable)),
  addColumn('1790000080264', 'fair', col.ref('seriesId', nullable)),
  addColumn('1790000080265', 'fair', col.instant('openedAt', nullable)),
  addColumn('1790000080266', 'venue', col.txt('wayThere', nullable)),
  addColumn('1790000080267', 'fair_rule', col.int('remindDays', { default: 7 })),
  addColumn('1790000080268', 'fair_rule', col.int('resultsDays', { default: 7 })),
  addColumn('1790000080269', 'fair_rule', col.int('seriesMost', { default: 60 })),
  createIndex('1790000080270', 'fair', 'IX_fair_calendar', ['day', 'id']),
];

const tables = [
  createTable('1790000080271', 'fair_target', {
    columns: [
      ...[col.key(), col.int('year'), col.ref('nodeId'), col.day('validFrom'), col.int('fairs'), col.str('source', 300)],
      ...[col.ref('setById', nullable), col.instant('setAt')],
    ],
    uniques: [{ name: 'UQ_fair_target', columns: ['year', 'nodeId', 'validFrom'] }],
  }),
  createTable('1790000080272', 'fair_feed', {
    columns: [...[col.key(), col.ref('userId'), col.str('tokenHash', 43), col.instant('createdAt'), col.instant('readAt', nullable)]],
    uniques: [{ name: 'UQ_fair_feed_token', columns: ['tokenHash'] }],
    indices: [{ name: 'IX_fair_feed_user', columns: ['userId', 'id'] }],
  }),
  createTable('1790000080273', 'fair_invitation', {
    columns: [col.key(), col.ref('fairId'), col.ref('enterpriseId'), col.instant('at')],
    uniques: [{ name: 'UQ_fair_invitation', columns: ['fairId', 'enterpriseId'] }],
    indices: [{ name: 'IX_fair_invitation_enterprise', columns: ['enterpriseId', 'id'] }],
  }),
  createTable('1790000080274', 'fair_invitation_stop', {
    columns: [col.key(), col.ref('enterpriseId'), col.ref('byId'), col.instant('at')],
    uniques: [{ name: 'UQ_fair_invitation_stop', columns: ['enterpriseId'] }],
  }),
  createTable('1790000080275', 'fair_reminder', {
    columns: [col.key(), col.ref('fairId'), col.str('kind', 12), col.day('due'), col.instant('at')],
    uniques: [{ name: 'UQ_fair_reminder', columns: ['fairId', 'kind', 'due'] }],
  }),
  createTable('1790000080276', 'fair_series', {
    columns: [
      ...[col.key(), col.ref('nodeId'), col.str('nodePath', 400), col.str('name', 120), col.int('everyWeeks')],
      ...[col.day('firstDay'), col.day('lastDay'), col.int('fairs'), col.ref('plannedById'), col.instant('createdAt')],
    ],
    indices: [{ name: 'IX_fair_series_node', columns: ['nodePath', 'id'] }],
  }),
];

export const yearSchema: SchemaPart = {
  entities: [FairTarget, FairFeed, FairInvitation, FairInvitationStop, FairReminder, FairSeries],
  migrations: [...fairs, ...tables],
};
