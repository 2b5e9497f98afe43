import { refusalOf } from './testing/read.js';
import { inlineRows, partsOf, workbookOf } from '../../../../test/support/workbooks.js';
import { zipOf } from '../../../../test/support/zip.js';

const one = (xml: string): Buffer => workbookOf({ sheets: [{ name: '表', xml }] });
const text = (ref: string, value: string): string => `<c r="${ref}" t="inlineStr"><is><t>${value}</t></is></c>`;

describe('a table', () => {
  it('has no text beyond its last column, but may have empty cells there', async () => {
    const far = (value: string): Buffer => one(`<sheetData><row r="1">${text('A1', '姓名')}${text('XFD1', value)}</row></sheetData>`);
    expect(await refusalOf(far('x'))).toContain('cell XFD1 has a text, but a table may have 200 columns');
    expect(await refusalOf(far(' '))).toBe('read');
    expect(await refusalOf(`a,b${','.repeat(300)}x\n`)).toContain('cell KP1');
    expect(await refusalOf(`a,b${','.repeat(300)}\n`)).toBe('read');
  });

  it('has so many lines, cells and characters at most', async () => {
    const rows = Array.from({ length: 30 }, () => ['焊工', '5']);
    expect(await refusalOf(one(inlineRows(rows)), { rows: 29 })).toContain('more than 29 lines');
    expect(await refusalOf(one(inlineRows(rows)), { cells: 59 })).toContain('more than 59 cells');
    expect(await refusalOf(one(inlineRows(rows)), { cells: 60, rows: 30 })).toBe('read');
    expect(await refusalOf(one(`<sheetData><row>${text('A1', 'x'.repeat(32_768))}</row></sheetData>`))).toContain('cell A1 has more than');
    expect(await refusalOf(`a,b\n${'x'.repeat(300_000)}`)).toContain('line 2 has more than 200000 characters');
  });

  it('is not larger unpacked than it may be, whatever its directory says', async () => {
    const sheet = inlineRows(Array.from({ length: 3_000 }, () => ['焊'.repeat(300), '5']));
    const honest = partsOf({ sheets: [{ name: '表', xml: sheet }] });
    expect(await refusalOf(zipOf(honest), { expandedBytes: 1_000_000 })).toContain('larger than 1 MB when unpacked');
    const lying = honest.map((part) => (part.name.endsWith('sheet1.xml') ? { ...part, claimedSize: 1_000 } : part));
    expect(await refusalOf(zipOf(lying))).toContain('damaged');
  });

  it('does not grow by merged cells that repeat a text', async () => {
    const rows = Array.from(
      { length: 2_000 },
      (_, i) => `<row>${i === 0 ? text('A1', 'x'.repeat(5_000)) : ''}${text(`GR${i + 1}`, 'y')}</row>`,
    );
    const book = one(`<sheetData>${rows.join('')}</sheetData><mergeCells><mergeCell ref="A1:XFC1048576"/></mergeCells>`);
    expect(await refusalOf(book)).toContain('line 1 has more than 200000 characters');
    expect(await refusalOf(book, { lineChars: 2_000_000, expandedBytes: 20_000_000 })).toContain('larger than 19 MB when unpacked');
  });

  it('has a workbook of few parts, of which each is well formed', async () => {
    const many = Array.from({ length: 2_001 }, (_, i) => ({ name: `xl/${i}`, content: '' }));
    expect(await refusalOf(zipOf(many))).toContain('more than 2000 parts');
    expect(await refusalOf(one(`<sheetData>${'<row><c>'.repeat(60)}`))).toContain('damaged');
    expect(await refusalOf(one(`${'<a>'.repeat(200_000)}`))).toContain('100 deep');
    expect(
      await refusalOf(one(`<sheetData><row>${text('A1', 'x').replace('<c ', `<c ${'y'.repeat(400_000)}="" `)}</row></sheetData>`)),
    ).toContain('without an end');
    const doctype = partsOf({ sheets: [{ name: '表', xml: inlineRows([['a', 'b']]) }] }).map((part) =>
      part.name.endsWith('sheet1.xml')
        ? {
            ...part,
            content: (part.content as string).replace('?>', '?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]>'),
          }
        : part,
    );
    expect(await refusalOf(zipOf(doctype))).toContain('no DOCTYPE');
  });
});
