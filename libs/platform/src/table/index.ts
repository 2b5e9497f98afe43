export { defaultLimits, tableLimits, type TableLimits } from './limits.js';
export { NotATableError, ReaderDiedError } from './not-a-table.js';
export { openTableFile, type OpenOptions } from './open-table-file.js';
export { TABLE_FORMATS, type CellFault, type TableFile, type TableFormat, type TableRow, type TableSheet } from './rows.js';
export { readerIsThere, streamWorkbook, type StreamedWorkbook } from './stream-workbook.js';
export { answerFile, answerWorkbook, XLSX } from './workbook-answer.js';
export { lookAtTable, withTable, type Table } from './with-table.js';
