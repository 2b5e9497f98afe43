import { cellsOf, readAll, refusalOf } from './testing/read.js';
import { inlineRows, partsOf, workbookOf } from '../../../../test/support/workbooks.js';
import { zipOf } from '../../../../test/support/zip.js';

const HEADER = ['岗位名称', '企业名称', '招聘人数'];
const LIST = [HEADER, ['焊工', '潍坊甲1机械有限公司', '5'], ['钳工', '潍坊甲2机械有限公司', '3']];
const list = (name = '表') => ({ name, xml: inlineRows(LIST) });
const cell = (ref: string, inside: string, attributes = ''): string => `<c r="${ref}"${attributes}>${inside}</c>`;
/** What the cells of one row show. */
const shown = async (cells: string, more: Partial<Parameters<typeof workbookOf>[0]> = {}) => {
  const { sheets } = await readAll(
    workbookOf({ ...more, sheets: [{ name: '表', xml: `<sheetData><row r="1">${cells}</row></sheetData>` }] }),
  );
  return sheets[0]?.rows[0];
};
/** Cells of the styles 1, 2, …, each with its own format. */
const styled = (...codes: string[]): string =>
  `<numFmts>${codes.map((code, i) => `<numFmt numFmtId="${170 + i}" formatCode="${code.replaceAll('"', '&quot;')}"/>`).join('')}</numFmts>
   <cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>
   <cellXfs><xf numFmtId="0"/>${codes.map((_, i) => `<xf numFmtId="${170 + i}"/>`).join('')}</cellXfs>`;

describe('a workbook', () => {
  it('is read the same in whatever order its parts stand in the file', async () => {
    const parts = partsOf({
      sheets: [
        { name: '表', xml: `<sheetData><row>${cell('A1', '<v>1</v>', ' t="s"')}${cell('B1', '<v>0</v>', ' t="s"')}</row></sheetData>` },
      ],
      shared: '<si><t>企业</t></si><si><t>岗位</t></si>',
    });
    for (let turn = 0; turn < parts.length; turn += 1)
      expect(await cellsOf(zipOf([...parts.slice(turn), ...parts.slice(0, turn)]))).toEqual([['岗位', '企业']]);
    expect(await cellsOf(zipOf([...parts].reverse()))).toEqual([['岗位', '企业']]);
  });

  it('is read with prefixes, in the strict namespace, and without what is optional', async () => {
    expect(await cellsOf(workbookOf({ sheets: [list()], prefix: 'x' }))).toEqual(LIST);
    expect(await cellsOf(workbookOf({ sheets: [list()], namespace: 'http://purl.oclc.org/ooxml/spreadsheetml/main' }))).toEqual(LIST);
    const foreign = `<extLst><y:row xmlns:y="urn:other"><y:c r="A1"><y:v>9</y:v></y:c></y:row></extLst>`;
    expect(await cellsOf(workbookOf({ sheets: [{ name: '表', xml: inlineRows(LIST) + foreign }] }))).toEqual(LIST);
  });

  it('shows its tabs in their order, with what is hidden', async () => {
    const { sheets } = await readAll(
      workbookOf({
        files: ['sheet2.xml', 'sheet1.xml', 'other/third.xml'],
        sheets: [
          { name: '2026年', xml: inlineRows([['今年', '1']]) },
          { name: '字典', state: 'veryHidden', xml: inlineRows([['初级工', '1']]) },
          {
            name: '去年',
            xml: `<cols><col min="2" max="3" hidden="1"/><col min="5" max="16384" width="0"/></cols><sheetData>
              <row r="2">${cell('A2', '<v>1</v>')}</row><row r="4" hidden="1">${cell('D4', '<v>2</v>')}</row></sheetData>`,
          },
        ],
      }),
    );
    expect(sheets.map(({ name, hidden }) => [name, hidden])).toEqual([
      ['2026年', false],
      ['字典', true],
      ['去年', false],
    ]);
    expect(sheets[2]?.hiddenColumns.slice(0, 4)).toEqual([1, 2, 4, 5]);
    expect(sheets[2]?.rows).toEqual([
      { line: 2, cells: ['1'] },
      { line: 4, cells: ['', '', '', '2'], hidden: true },
    ]);
  });

  it('shows rich texts joined, without phonetic guides and escapes', async () => {
    const shared = [
      '<si><r><rPr><b/></rPr><t>数控</t></r><r><t>车工</t></r></si>',
      '<si><t>焊工</t><rPh sb="0" eb="1"><t>han</t></rPh><phoneticPr fontId="0"/></si>',
      '<si><t xml:space="preserve"> 甲_x000D_\n厂 </t></si>',
      '<si><t>_x005F_x000D_ &lt;甲&amp;乙&gt; <![CDATA[<丙>]]></t></si>',
    ];
    const cells = ['A1', 'B1', 'C1', 'D1'].map((ref, i) => cell(ref, `<v>${i}</v>`, ' t="s"')).join('');
    expect((await shown(cells, { shared: shared.join('') }))?.cells).toEqual(['数控车工', '焊工', ' 甲\n厂 ', '_x000D_ <甲&乙> <丙>']);
  });

  it('shows days by their format, in the calendar of 1900 or 1904', async () => {
    const styles = styled('yyyy-mm-dd', 'm"月"d"日"', '[$-804]yyyy/m/d h:mm', 'yyyy"年"m"月"', 'h:mm');
    const cells = [
      cell('A1', '<v>46371</v>', ' s="1"'),
      cell('B1', '<v>46371</v>', ' s="2"'),
      cell('C1', '<v>46371.5</v>', ' s="3"'),
      cell('D1', '<v>46371</v>', ' s="4"'),
      cell('E1', '<v>0.75</v>', ' s="5"'),
      cell('F1', '<v>2026-12-15T00:00:00Z</v>', ' t="d"'),
      cell('G1', '<v>46371</v>'),
    ].join('');
    const days = ['2026-12-15', '2026-12-15', '2026-12-15 12:00', '2026年12月', '18:00', '2026-12-15', '46371'];
    expect((await shown(cells, { styles }))?.cells).toEqual(days);
    expect((await shown(cell('A1', '<v>44909</v>', ' s="1"'), { styles, date1904: true }))?.cells).toEqual(['2026-12-15']);
  });

  it('shows numbers as their cells do', async () => {
    const styles = styled('0%', '0.0%', '000000', '#,##0.00', '0"人"', '@');
    const values = [0.5, 0.125, 536, 6000.5, 12, 13853600001];
    const cells = values.map((value, i) => cell(`${'ABCDEF'[i]}1`, `<v>${value}</v>`, ` s="${i + 1}"`)).join('');
    expect((await shown(cells, { styles }))?.cells).toEqual(['50%', '12.5%', '000536', '6,000.50', '12人', '13853600001']);
    const plain = ['11.999999999999998', '1E3', '-3', '13853600001'].map((value, i) => cell(`${'ABCD'[i]}1`, `<v>${value}</v>`)).join('');
    expect((await shown(plain))?.cells).toEqual(['12', '1000', '-3', '13853600001']);
  });

  it('shows true and false, and tells errors and formulas that nobody has calculated', async () => {
    const cells = [
      cell('A1', '<v>1</v>', ' t="b"'),
      cell('B1', '<f>VLOOKUP(9,X:Y,2,0)</f><v>#N/A</v>', ' t="e"'),
      cell('C1', '<f>D1+D2</f>'),
      cell('D1', '<f>D1</f><v></v>'),
      cell('E1', '<f>""</f><v></v>', ' t="str"'),
      cell('F1', '<f>A1&amp;"x"</f><v>焊工</v>', ' t="str"'),
      cell('G1', '<f t="shared" si="0"/><v>4</v>'),
    ].join('');
    expect(await shown(cells)).toEqual({
      line: 1,
      cells: ['TRUE', '#N/A', '', '', '', '焊工', '4'],
      faults: [
        { column: 1, kind: 'error', shown: '#N/A' },
        { column: 2, kind: 'uncalculated', shown: '' },
        { column: 3, kind: 'uncalculated', shown: '' },
      ],
    });
  });

  it('tells numbers of which digits are lost, and no others', async () => {
    const cells = [
      cell('A1', '<v>370702199001011000</v>'),
      cell('B1', '<v>3.70702199001011E+17</v>'),
      cell('C1', '<v>999999999999999</v>'),
      cell('D1', '<v>0.30000000000000004</v>'),
    ].join('');
    expect(await shown(cells)).toEqual({
      line: 1,
      cells: ['370702199001011000', '370702199001011000', '999999999999999', '0.3'],
      faults: [
        { column: 0, kind: 'lost_digits', shown: '370702199001011000' },
        { column: 1, kind: 'lost_digits', shown: '370702199001011000' },
      ],
    });
  });

  it('fills merged cells across and down, and says where', async () => {
    const xml = `<sheetData>
      <row r="1">${cell('A1', '<is><t>用工需求汇总表</t></is>', ' t="inlineStr"')}<c r="B1"/><c r="C1"/></row>
      <row r="2">${cell('A2', '<v>1</v>')}${cell('B2', '<v>2</v>')}${cell('C2', '<v>3</v>')}</row>
      <row r="3"><c r="A3"/>${cell('B3', '<v>5</v>')}</row>
      <row r="4"><c r="A4"/></row>
      <row r="5">${cell('B5', '<v>6</v>')}</row></sheetData>
      <mergeCells count="3"><mergeCell ref="A1:C1"/><mergeCell ref="A2:A4"/><mergeCell ref="C2:D3"/></mergeCells>`;
    const { sheets } = await readAll(workbookOf({ sheets: [{ name: '表', xml }] }));
    expect(sheets[0]?.rows).toEqual([
      { line: 1, cells: ['用工需求汇总表', '用工需求汇总表', '用工需求汇总表'], across: [1, 2] },
      { line: 2, cells: ['1', '2', '3', '3'], across: [3] },
      { line: 3, cells: ['1', '5', '3', '3'], across: [3], down: [0, 2, 3] },
      { line: 5, cells: ['', '6'] },
    ]);
  });

  it('is refused by the cell whose text is missing, rather than read as empty', async () => {
    const xml = `<sheetData><row r="3">${cell('B3', '<v>7</v>', ' t="s"')}</row></sheetData>`;
    expect(await refusalOf(workbookOf({ sheets: [{ name: '表', xml }], shared: '<si><t>甲</t></si>' }))).toContain(
      'text of cell B3 is missing',
    );
    expect(await refusalOf(workbookOf({ sheets: [{ name: '表', xml }] }))).toContain('text of cell B3 is missing');
  });

  it('is refused as damaged when bytes of it changed', async () => {
    const parts = partsOf({ sheets: [list()] }).map((part) => ({ ...part, stored: true }));
    const book = zipOf(parts);
    book.writeUInt8(0x41, book.indexOf('潍坊甲1'));
    expect(await refusalOf(book)).toContain('damaged');
    expect(await refusalOf(zipOf([...parts, ...parts.slice(-1)]))).toContain('twice');
    expect(await refusalOf(book.subarray(0, book.length - 30))).toContain('damaged');
  });
});
