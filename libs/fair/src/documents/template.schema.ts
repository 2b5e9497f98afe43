import { col, createTable, seedRows } from '#platform/db';
import { FairTemplate } from './template.entity.js';
import { seededTemplates } from './template-seeds.js';

export const templateEntities = [FairTemplate];
export const templateMigrations = [
  createTable('1790000081061', 'fair_template', {
    columns: [
      col.key(),
      col.str('kind', 16),
      col.str('locale', 2),
      col.int('version'),
      col.txt('body'),
      col.ref('setById', { nullable: true }),
      col.instant('setAt'),
    ],
    uniques: [{ name: 'UQ_fair_template_version', columns: ['kind', 'locale', 'version'] }],
  }),
  seedRows('1790000081071', 'fair_template', seededTemplates),
];
