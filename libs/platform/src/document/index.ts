export { DOCX, docxOf, type Paragraph } from './docx.js';
export { DrawingThread } from './drawing-thread.js';
export { writeListWorkbook } from './list-workbook.js';
export { columnsOf, type ListColumn, type ListTable, type Locale, type Speech, type Words } from './list.js';
