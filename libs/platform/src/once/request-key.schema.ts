import { In, LessThan } from 'typeorm';
import { sealedColumns } from '#platform/crypto';
import { col, createTable, defineRetention, type SchemaPart } from '#platform/db';
import { RequestKeyRow } from './request-key.entity.js';

sealedColumns.register({ table: 'request_key', columns: ['answer'], chunk: 50 });

export const onceSchema: SchemaPart = {
  entities: [RequestKeyRow],
  migrations: [
    createTable('1790000004001', 'request_key', {
      columns: [
        col.key(),
        col.ref('userId'),
        col.str('key', 64),
        col.str('digest', 43),
        col.txt('answer', { nullable: true, large: true }),
        col.instant('at'),
      ],
      uniques: [{ name: 'UQ_request_key', columns: ['userId', 'key'] }],
      indices: [{ name: 'IX_request_key_at', columns: ['at'] }],
    }),
  ],
};

export const onceRetention = [
  defineRetention({
    name: 'request_key',
    keepDays: 2,
    source: 'whoever repeats a step after a broken network does it within the day; a day more covers a closed laptop',
    sweep: async (uow, before, limit) => {
      const rows = await uow.manager.find(RequestKeyRow, { select: { id: true }, where: { at: LessThan(before) }, take: limit });
      if (rows.length > 0) await uow.manager.delete(RequestKeyRow, { id: In(rows.map(({ id }) => id)) });
      return rows.length;
    },
  }),
];
