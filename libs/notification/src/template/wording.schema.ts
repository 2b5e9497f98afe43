import { col, createTable, keepWithoutRule, type MigrationClass } from '#platform/db';

keepWithoutRule('the words of messages; no people', 'message_wording');

export const wordingMigrations: MigrationClass[] = [
  createTable('1790000020427', 'message_wording', {
    columns: [
      col.key(),
      col.str('template', 40),
      col.int('number'),
      col.str('subjectZh', 120),
      col.txt('textZh'),
      col.str('subjectEn', 240),
      col.txt('textEn'),
      col.str('source', 300),
      col.ref('setById'),
      col.instant('setAt'),
    ],
    uniques: [{ name: 'UQ_message_wording', columns: ['template', 'number'] }],
  }),
];
