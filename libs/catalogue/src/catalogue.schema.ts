import { col, createTable, type SchemaPart } from '#platform/db';
import { ShortageCatalogue, ShortageDocument, ShortageLine } from './catalogue.entity.js';
import { SeekerRegister } from './seekers.entity.js';

const large = { large: true };

const catalogue = createTable('1790000110001', 'shortage_catalogue', {
  columns: [
    col.key(),
    col.ref('roundId'),
    col.str('quarter', 6),
    col.int('version'),
    col.str('state', 12),
    col.instant('asOf'),
    col.instant('publishedAt'),
    col.str('digest', 64),
    col.str('seal', 64),
    col.json('head', large),
    col.json('places', large),
    col.int('occupations'),
    col.instant('madeAt'),
  ],
  uniques: [{ name: 'UQ_shortage_catalogue', columns: ['roundId', 'version'] }],
  indices: [
    { name: 'IX_shortage_catalogue_quarter', columns: ['state', 'quarter'] },
    { name: 'IX_shortage_catalogue_list', columns: ['quarter', 'version', 'id'] },
  ],
});

const line = createTable('1790000110002', 'shortage_line', {
  columns: [
    col.key(),
    col.ref('catalogueId'),
    col.str('quarter', 6),
    col.str('state', 12),
    col.str('code', 16),
    col.txt('line'),
    col.txt('cells', large),
  ],
  uniques: [{ name: 'UQ_shortage_line', columns: ['catalogueId', 'code'] }],
  indices: [{ name: 'IX_shortage_line_code', columns: ['code', 'state', 'quarter'] }],
});

const document = createTable('1790000110003', 'shortage_document', {
  columns: [col.key(), col.ref('catalogueId'), col.str('format', 4), col.str('etag', 64), col.int('bytes'), col.txt('content', large)],
  uniques: [{ name: 'UQ_shortage_document', columns: ['catalogueId', 'format'] }],
});

const seekers = createTable('1790000110004', 'seeker_register', {
  columns: [col.key(), col.str('quarter', 6), col.int('version'), col.json('rows', large), col.int('people'), col.instant('savedAt')],
  uniques: [{ name: 'UQ_seeker_register', columns: ['quarter'] }],
});

export const catalogueSchema: SchemaPart = {
  entities: [ShortageCatalogue, ShortageLine, ShortageDocument, SeekerRegister],
  migrations: [catalogue, line, document, seekers],
};
