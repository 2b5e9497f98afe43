export type { CellFault, TableFile, TableRow, TableSheet } from './rows.js';
