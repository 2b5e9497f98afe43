export { DOCX, docxOf, type Paragraph } from './docx.js';
