export { FAINT, INK, pdfOf } from './pdf-of.js';
