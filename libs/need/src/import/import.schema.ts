import { blindCol, sealedColumns, secretCol } from '#platform/crypto';
import { addColumn, col, createIndex, createTable } from '#platform/db';
import { postingCol } from '../posting.columns.js';
import { ImportAlias, ImportCorrection } from './import-corrections.entity.js';
import {
  ImportBatch,
  ImportBefore,
  ImportChunk,
  ImportEnterprise,
  ImportLeftOut,
  ImportMapping,
  ImportPart,
  ImportRow,
  ImportSheet,
} from './import.entity.js';

const nullable = { nullable: true };
const zero = { default: 0 };

sealedColumns.register({ table: 'import_part', columns: ['content'], chunk: 10 });
sealedColumns.register({ table: 'import_batch', clear: { fileName: { blank: '' }, columns: { blank: '[]', json: true } } });
sealedColumns.register({ table: 'import_chunk', clear: { rows: { blank: '[]', json: true } }, chunk: 20 });
sealedColumns.register({ table: 'import_sheet', clear: { beginning: { blank: '[]', json: true } }, chunk: 20 });
sealedColumns.register({ table: 'import_left_out', clear: { text: { blank: '' } } });
sealedColumns.register({ table: 'import_correction', clear: { text: { blank: '' } } });
sealedColumns.register({ table: 'import_alias', clear: { text: { blank: '' } } });
sealedColumns.register({
  table: 'import_row',
  clear: { contactName: { blank: null }, contactPhone: { blank: null }, reasons: { blank: '[]', json: true } },
  for: { table: 'need', key: 'needId' },
});
sealedColumns.register({
  table: 'import_before',
  clear: { contactName: { blank: null }, contactPhone: { blank: null } },
  for: { table: 'need', key: 'needId' },
});

export const importEntities = [
  ImportBatch,
  ImportPart,
  ImportChunk,
  ImportEnterprise,
  ImportRow,
  ImportMapping,
  ImportSheet,
  ImportLeftOut,
  ImportCorrection,
  ImportAlias,
  ImportBefore,
];

/** Fields that come later are added to the table as they are to rows. */
const LISTED_AT_FIRST = [
  ...(['title', 'occupationCode', 'skillLevel', 'short', 'wageFromFen', 'wageToFen', 'wageText', 'form', 'shift'] as const),
  ...(['startFrom', 'startBy', 'lodging', 'meals', 'licences', 'workplace', 'note', 'contactName', 'contactPhone'] as const),
];

export const importMigrations = [
  createTable('1790000040011', 'import_batch', {
    columns: [
      col.key(),
      col.ref('userId'),
      col.ref('nodeId'),
      col.str('nodePath', 400),
      col.str('fileName', 120),
      col.str('state', 12),
      col.json('columns'),
      col.str('signature', 43),
      col.int('rowsRead', zero),
      col.int('rowsNew', zero),
      col.int('rowsDraft', zero),
      col.int('rowsChanged', zero),
      col.int('rowsUnchanged', zero),
      col.int('rowsWrong', zero),
      col.int('done', zero),
      col.str('failure', 300, nullable),
      col.instant('createdAt'),
      col.instant('confirmedAt', nullable),
    ],
    indices: [
      { name: 'IX_import_batch_node', columns: ['nodePath', 'createdAt', 'id'] },
      { name: 'IX_import_batch_created', columns: ['createdAt', 'id'] },
    ],
  }),
  createTable('1790000040012', 'import_chunk', {
    columns: [col.key(), col.ref('batchId'), col.int('firstLine'), col.json('rows', { large: true })],
    uniques: [{ name: 'UQ_import_chunk_line', columns: ['batchId', 'firstLine'] }],
  }),
  createTable('1790000040013', 'import_enterprise', {
    columns: [
      col.key(),
      col.ref('batchId'),
      col.int('ref'),
      col.str('name', 120),
      col.str('creditCode', 18, nullable),
      col.ref('nodeId'),
      col.str('nodePath', 400),
      col.flag('agency'),
      col.ref('enterpriseId', nullable),
    ],
    uniques: [{ name: 'UQ_import_enterprise_ref', columns: ['batchId', 'ref'] }],
  }),
  createTable('1790000040014', 'import_row', {
    columns: [
      col.key(),
      col.ref('batchId'),
      col.int('line'),
      col.str('kind', 10),
      col.json('reasons'),
      col.ref('needId'),
      col.ref('entryId'),
      col.int('enterpriseRef', nullable),
      col.str('enterpriseName', 120, nullable),
      col.ref('nodeId', nullable),
      col.str('nodePath', 400, nullable),
      col.str('divisionCode', 6, nullable),
      col.str('title', 120),
      col.str('occupationCode', 16, nullable),
      col.int('skillLevel', zero),
      col.int('short', zero),
      col.int('wageFromFen', nullable),
      col.int('wageToFen', nullable),
      col.str('wageText', 60, nullable),
      col.str('form', 16, nullable),
      col.str('shift', 16, nullable),
      col.day('startFrom', nullable),
      col.day('startBy', nullable),
      col.flag('lodging'),
      col.flag('meals'),
      col.json('licences'),
      col.str('workplace', 120, nullable),
      col.txt('note', nullable),
      col.str('contactName', 60, nullable),
      col.str('contactPhone', 30, nullable),
      col.json('gaps'),
      col.str('state', 12),
      col.str('importKey', 43),
      col.str('importHash', 43),
    ],
    uniques: [{ name: 'UQ_import_row_line', columns: ['batchId', 'line'] }],
    indices: [{ name: 'IX_import_row_kind', columns: ['batchId', 'kind', 'line'] }],
  }),
  createTable('1790000040015', 'import_mapping', {
    columns: [col.key('signature'), col.json('mapping'), col.ref('userId'), col.instant('updatedAt')],
  }),
  createTable('1790000040051', 'import_part', {
    columns: [col.key(), col.ref('batchId'), col.int('seq'), col.txt('content', { large: true }), col.instant('createdAt')],
    uniques: [{ name: 'UQ_import_part_seq', columns: ['batchId', 'seq'] }],
    indices: [{ name: 'IX_import_part_created', columns: ['createdAt'] }],
  }),
  addColumn('1790000040052', 'import_batch', col.str('failureEn', 300, nullable)),
  addColumn('1790000040083', 'import_row', secretCol('contactNameSealed', nullable)),
  addColumn('1790000040084', 'import_row', secretCol('contactPhoneSealed', nullable)),
  addColumn('1790000040088', 'import_row', col.txt('reasonsSealed', nullable)),
  addColumn('1790000040085', 'import_batch', secretCol('fileNameSealed', nullable)),
  addColumn('1790000040086', 'import_batch', col.txt('columnsSealed', { nullable: true, large: true })),
  addColumn('1790000040087', 'import_chunk', col.txt('rowsSealed', { nullable: true, large: true })),
  createTable('1790000040101', 'import_sheet', {
    columns: [
      col.key(),
      col.ref('batchId'),
      col.int('at'),
      col.str('name', 120),
      col.flag('hidden'),
      col.str('leftOut', 16, nullable),
      col.json('headerLines'),
      col.int('linesBefore', zero),
      col.int('tableAt', nullable),
      col.json('beginning', { large: true }),
    ],
    uniques: [{ name: 'UQ_import_sheet_at', columns: ['batchId', 'at'] }],
  }),
  createTable('1790000040102', 'import_left_out', {
    columns: [col.key(), col.ref('batchId'), col.int('line'), col.str('reason', 16), col.str('text', 200)],
    uniques: [{ name: 'UQ_import_left_out_line', columns: ['batchId', 'line'] }],
  }),
  addColumn('1790000040103', 'import_batch', col.int('rowsLeftOut', zero)),
  addColumn('1790000040104', 'import_batch', col.json('choice', nullable)),
  addColumn('1790000040105', 'import_batch', col.json('notices', nullable)),
  addColumn('1790000040106', 'import_row', col.int('needVersion', nullable)),
  addColumn('1790000040111', 'import_sheet', col.txt('beginningSealed', { nullable: true, large: true })),
  addColumn('1790000040112', 'import_left_out', col.txt('textSealed', nullable)),
  addColumn('1790000040141', 'import_batch', col.int('savedLine', zero)),
  addColumn('1790000040142', 'import_batch', col.int('rowsConflict', zero)),
  addColumn('1790000040143', 'import_batch', col.ref('confirmedById', nullable)),
  createTable('1790000040201', 'import_correction', {
    columns: [
      col.key(),
      col.ref('batchId'),
      col.str('field', 12),
      col.str('target', 60),
      col.int('line'),
      col.txt('text'),
      col.txt('textSealed', nullable),
      col.json('value'),
      col.ref('userId'),
      col.instant('createdAt'),
    ],
    uniques: [{ name: 'UQ_import_correction_target', columns: ['batchId', 'field', 'target'] }],
  }),
  createTable('1790000040202', 'import_alias', {
    columns: [
      col.key(),
      col.ref('nodeId'),
      col.str('nodePath', 400),
      col.str('field', 12),
      blindCol('textKey'),
      col.txt('text'),
      col.txt('textSealed', nullable),
      col.json('value'),
      col.ref('userId'),
      col.instant('createdAt'),
    ],
    uniques: [{ name: 'UQ_import_alias_text', columns: ['nodeId', 'field', 'textKey'] }],
    indices: [{ name: 'IX_import_alias_node', columns: ['nodePath', 'createdAt', 'id'] }],
  }),
  ...['occupationRef', 'placeRef', 'skillLevelRef', 'peopleRef', 'wageRef', 'startByRef', 'nameRef'].map((name, i) =>
    addColumn(`179000004020${3 + i}`, 'import_row', col.int(name, nullable)),
  ),
  addColumn('1790000040345', 'import_row', col.json('doubts', nullable)),
  addColumn('1790000040355', 'import_row', col.flag('doubtful')),
  createIndex('1790000040365', 'import_row', 'IX_import_row_doubtful', ['batchId', 'doubtful', 'line']),
  addColumn('1790000040375', 'import_batch', col.int('rowsDoubtful', zero)),
  createTable('1790000040303', 'import_before', {
    columns: [
      col.key(),
      col.ref('batchId'),
      col.int('line'),
      col.ref('needId'),
      col.instant('keptUntil'),
      col.ref('nodeId'),
      col.str('nodePath', 400),
      col.str('divisionCode', 6, nullable),
      ...LISTED_AT_FIRST.map(postingCol),
      secretCol('contactNameSealed', nullable),
      secretCol('contactPhoneSealed', nullable),
      col.json('gaps'),
      col.json('doubts', nullable),
      col.instant('doubtsAt', nullable),
      col.ref('doubtsById', nullable),
      col.str('importHash', 43, nullable),
      col.str('state', 12),
      col.day('asOf'),
      ...['filled', 'promised', 'committed'].map((name) => col.int(name)),
      col.instant('publishedAt', nullable),
      col.instant('confirmedAt'),
      col.int('moves'),
      col.int('version'),
    ],
    uniques: [{ name: 'UQ_import_before_line', columns: ['batchId', 'line'] }],
    indices: [
      { name: 'IX_import_before_need', columns: ['needId'] },
      { name: 'IX_import_before_kept', columns: ['keptUntil', 'batchId'] },
    ],
  }),
  addColumn('1790000040313', 'import_batch', col.instant('takeBackUntil', nullable)),
  addColumn('1790000040323', 'import_batch', col.ref('takenBackById', nullable)),
  addColumn('1790000040333', 'import_batch', col.instant('takenBackAt', nullable)),
  addColumn('1790000040343', 'import_batch', col.int('takenBackLine', zero)),
  addColumn('1790000040353', 'import_batch', col.int('rowsTakenBack', zero)),
  addColumn('1790000040363', 'import_batch', col.int('rowsStay', zero)),
  addColumn('1790000040373', 'import_row', col.str('fate', 12, nullable)),
];
