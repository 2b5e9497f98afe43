import XLSX from '@e965/xlsx';
import { seeded } from '../support/vacancy-list.js';
import { partsOf } from '../support/workbooks.js';
import { repeated, zipOf, type Part } from '../support/zip.js';

const MIB = 1_048_576;
const LIST = '岗位名称,企业名称,招聘人数\n';
const MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';
const HEADER_ROW = '<row r="1"><c r="A1" t="inlineStr"><is><t>姓名</t></is></c><c r="B1" t="inlineStr"><is><t>身份证号</t></is></c></row>';

/** A workbook of which one part is another: `content` instead of what stands there. */
const withPart = (name: string, content: Part['content'], claimedSize?: number): Buffer =>
  zipOf(
    partsOf({ sheets: [{ name: 'a', xml: `<sheetData>${HEADER_ROW}</sheetData>` }], shared: '<si><t>a</t></si>' }).map((part) =>
      part.name === name ? { name, content, ...(claimedSize === undefined ? {} : { claimedSize }) } : part,
    ),
  );
const sheetOf = (before: string, unit: string, times: number, after = ''): Promise<Part['content']> =>
  repeated(`<worksheet ${MAIN}>${before}`, unit, times, `${after}</worksheet>`);
const SHEET = 'xl/worksheets/sheet1.xml';
const SHARED = 'xl/sharedStrings.xml';
/** A row that uses the first of the shared texts. */
const usingShared = (content: Part['content'], claimedSize?: number): Buffer =>
  zipOf(
    partsOf({ sheets: [{ name: 'a', xml: '<sheetData><row><c t="s"><v>0</v></c></row></sheetData>' }], shared: '' }).map((part) =>
      part.name === SHARED ? { name: SHARED, content, ...(claimedSize === undefined ? {} : { claimedSize }) } : part,
    ),
  );

/** What somebody who means harm may upload, by what it is. Small files, most of them: what they become is the harm. */
export const hostileTables = async (): Promise<Map<string, Buffer>> => {
  const texts = (times: number): Promise<Part['content']> => repeated(`<sst ${MAIN}>`, '<si><t>ab</t></si>', times, '</sst>');
  const rows = Array.from({ length: 60_000 }, (_, i) => `<row r="${i + 2}"><c r="XFD${i + 2}" t="inlineStr"><is><t>x</t></is></c></row>`);
  const filled = Array.from({ length: 3_000 }, (_, i) => `<row r="${i + 2}"><c r="GR${i + 2}"><v>1</v></c></row>`).join('');
  const merged = `<row r="1"><c r="A1" t="inlineStr"><is><t>${'x'.repeat(30_000)}</t></is></c></row>`;
  const ods = [
    { name: 'mimetype', content: 'application/vnd.oasis.opendocument.spreadsheet', stored: true },
    { name: 'content.xml', content: await repeated('<office:document-content>', ' ', 300 * MIB, '</office:document-content>') },
  ];
  return new Map<string, Buffer>([
    ['cells in the last column', withPart(SHEET, `<worksheet ${MAIN}><sheetData>${HEADER_ROW}${rows.join('')}</sheetData></worksheet>`)],
    ['380 MiB of shared texts in 1 MB', usingShared(await texts((380 * MIB) / 18))],
    ['a directory that says 1 kB of 300 MiB', usingShared(await texts((300 * MIB) / 18), 1_024)],
    ['one text of 300 MiB', usingShared(await repeated(`<sst ${MAIN}><si><t>`, 'a', 300 * MIB, '</t></si></sst>'))],
    [
      'a million attributes',
      withPart(SHEET, `<worksheet ${MAIN}><sheetData><row ${Array.from({ length: 1_000_000 }, (_, i) => `a${i}=""`).join(' ')}/>`),
    ],
    ['a hundred million elements in each other', withPart(SHEET, await sheetOf('<sheetData>', '<row>', 20_000_000))],
    ['390 MiB of empty rows', withPart(SHEET, await sheetOf('<sheetData>', '<row/>', (390 * MIB) / 6, '</sheetData>'))],
    [
      'a text merged over the whole sheet',
      withPart(
        SHEET,
        `<worksheet ${MAIN}><sheetData>${merged}${filled}</sheetData><mergeCells><mergeCell ref="A1:GQ1048576"/></mergeCells></worksheet>`,
      ),
    ],
    ['65,000 parts', zipOf(Array.from({ length: 65_000 }, (_, i) => ({ name: `xl/${i}`, content: '' })))],
    ['an .ods of 300 MiB in 300 kB', zipOf(ods)],
    ['19 MB of quotes', Buffer.from(LIST + '"'.repeat(19 * MIB))],
    ['19 MB of quotes and commas', Buffer.from(LIST + '","'.repeat(6 * MIB))],
    ['19 MB in one line', Buffer.from(LIST + 'x'.repeat(19 * MIB))],
    ['19 MB of commas', Buffer.from(LIST + ','.repeat(19 * MIB))],
    ['19 MB of empty lines', Buffer.from(`${LIST}${'\n'.repeat(19 * MIB)}"`)],
    ['19 MB that is no text', Buffer.alloc(19 * MIB, 0xd0)],
  ]);
};

/** Readable workbooks with some bytes changed, as a bad disk or a bad will changes them. */
export const mutatedWorkbooks = (count: number, seed: number): Buffer[] => {
  const book = XLSX.utils.book_new();
  const rows = Array.from({ length: 60 }, (_, i) => [`焊工${i}`, `潍坊甲${i}机械有限公司`, i, 46_371 + i, `6000-${8000 + i}元/月`]);
  XLSX.utils.book_append_sheet(book, XLSX.utils.aoa_to_sheet([['岗位名称', '企业名称', '招聘人数', '到岗日期', '薪资'], ...rows]), '表');
  const originals = (['xlsx', 'xls', 'xlsb', 'ods', 'biff5', 'biff2'] as const).map(
    (bookType) => XLSX.write(book, { type: 'buffer', bookType, compression: true }) as Buffer,
  );
  const random = seeded(seed);
  const below = (n: number): number => Math.floor(random() * n);
  return Array.from({ length: count }, (_, i) => {
    const bytes = Buffer.from(originals[i % originals.length] ?? '');
    for (let change = 0; change <= below(12); change += 1) {
      const at = below(bytes.length);
      const kind = below(4);
      if (kind === 0) bytes[at] = below(256);
      else if (kind === 1) bytes[at] = (bytes[at] ?? 0) ^ (1 << below(8));
      else if (kind === 2) bytes.copyWithin(at, below(bytes.length), below(bytes.length));
      else bytes.fill(random() < 0.5 ? 0 : 255, at, at + below(8));
    }
    return bytes;
  });
};
