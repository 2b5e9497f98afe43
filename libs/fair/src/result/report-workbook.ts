import { PassThrough } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { streamWorkbook } from '#platform/table';
import type { ReportDocument } from './report-words.js';

/** A sheet for each table, and one that says how it was counted. */
export const reportWorkbook = async ({ title, about, asOf, tables, how }: ReportDocument): Promise<Buffer> => {
  const stream = new PassThrough();
  const whole = buffer(stream);
  const workbook = await streamWorkbook(stream, { useStyles: true });
  for (const table of tables) {
    const sheet = workbook.addWorksheet(table.title, { views: [{ state: 'frozen', ySplit: 1 }] });
    sheet.columns = table.head.map((header, i) => ({ header, width: i === 0 ? 30 : Math.max(12, header.length * 2) }));
    sheet.getRow(1).font = { bold: true };
    for (const row of table.rows) sheet.addRow(row).commit();
    sheet.commit();
  }
  const notes = workbook.addWorksheet('说明');
  notes.columns = [{ header: title, width: 100 }];
  for (const text of [about, asOf, ...how]) notes.addRow([text]).commit();
  notes.commit();
  await workbook.commit();
  return whole;
};
