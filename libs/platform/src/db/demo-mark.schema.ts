import { DataMark } from './demo-mark.entity.js';
import { col, createTable, type SchemaPart } from './migrations.js';

export const markSchema: SchemaPart = {
  entities: [DataMark],
  migrations: [
    createTable('1790000003001', 'data_mark', {
      columns: [() => ({ name: 'kind', type: 'varchar', length: '20', isPrimary: true }), col.str('reason', 80), col.instant('markedAt')],
    }),
  ],
};
