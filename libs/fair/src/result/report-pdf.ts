import type { Content, TableCell } from 'pdfmake/interfaces.js';
import type { ReportDocument, ReportTable } from './report-words.js';

/** Columns from which on a table begins a page. */
const WIDE = 9;
const FAINT = '#5b6775';

const tableOf = ({ title, head, rows }: ReportTable): Content[] => {
  const wide = head.length > 4;
  const size = wide ? 8 : 11;
  const cell = (value: string | number): TableCell => ({
    text: String(value),
    fontSize: size,
    ...(typeof value === 'number' ? { alignment: 'right' } : {}),
  });
  return [
    { text: title, fontSize: 13, bold: true, margin: [0, 14, 0, 6], ...(head.length > WIDE ? { pageBreak: 'before' as const } : {}) },
    {
      layout: 'lightHorizontalLines',
      table: {
        headerRows: 1,
        widths: head.map((_, i) => (i === 0 ? '*' : 'auto')),
        body: [
          head.map((text, i): TableCell => ({ text, fontSize: size, bold: true, ...(i > 0 && wide ? { alignment: 'right' } : {}) })),
          ...rows.map((row) => row.map(cell)),
        ],
      },
    },
  ];
};

/** What stands in the PDF of a report; it is drawn in a thread of its own. */
export const reportContent = ({ title, about, asOf, tables, how }: ReportDocument): Content => [
  { text: title, fontSize: 18, bold: true, alignment: 'center', margin: [0, 0, 0, 6] },
  { text: about, alignment: 'center', color: FAINT, fontSize: 10 },
  { text: asOf, alignment: 'center', color: FAINT, fontSize: 10 },
  ...tables.flatMap(tableOf),
  ...how.map((text): Content => ({ text, fontSize: 8, color: FAINT, margin: [0, 8, 0, 0] })),
];
