export { DOCX, docxOf, type Paragraph } from './docx.js';
export { columnsOf, type ListColumn, type ListTable, type Locale, type Speech, type Words } from './list.js';
export { writeListWorkbook } from './list-workbook.js';
