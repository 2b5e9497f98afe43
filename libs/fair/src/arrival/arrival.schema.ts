import { addColumn, col, createTable, type SchemaPart } from '#platform/db';
import { BoothArrival } from './arrival.entity.js';

/** Who came to their booth, and how long the others are waited for. */
export const arrivalSchema: SchemaPart = {
  entities: [BoothArrival],
  migrations: [
    createTable('1790000086011', 'booth_arrival', {
      columns: [col.key(), col.ref('fairId'), col.ref('enterpriseId'), col.instant('at'), col.ref('markedById', { nullable: true })],
      uniques: [{ name: 'UQ_booth_arrival', columns: ['fairId', 'enterpriseId'] }],
    }),
    addColumn('1790000086012', 'booth_rule', col.int('claimMinutes', { default: 30 })),
    addColumn('1790000086013', 'booth_rule', col.int('dayOfferMinutes', { default: 15 })),
  ],
};
