import { cellsOf, readAll, refusalOf } from './testing/read.js';

const gb = (text: string): Buffer =>
  // 岗位,人数 and 焊工 in GB18030
  Buffer.concat(
    [...text].map((sign) => {
      const known: Record<string, number[]> = {
        岗: [0xb8, 0xda],
        位: [0xce, 0xbb],
        人: [0xc8, 0xcb],
        数: [0xca, 0xfd],
        焊: [0xba, 0xb8],
        工: [0xb9, 0xa4],
      };
      return Buffer.from(known[sign] ?? sign);
    }),
  );

describe('a CSV file', () => {
  it('is read in UTF-8, UTF-16 and GB18030, with and without a byte order mark', async () => {
    const text = '岗位,人数\n焊工,3\n';
    const read = [
      ['岗位', '人数'],
      ['焊工', '3'],
    ];
    const swapped = Buffer.from(`\uFEFF${text}`, 'utf16le').swap16();
    for (const content of [text, `\uFEFF${text}`, Buffer.from(`\uFEFF${text}`, 'utf16le'), swapped, gb(text)])
      expect(await cellsOf(content)).toEqual(read);
  });

  it('is split by the separator that its lines have, or that its first line names', async () => {
    const read = [
      ['岗位', '工资, 元'],
      ['焊工', '6,000'],
    ];
    expect(await cellsOf('岗位;"工资, 元"\n焊工;6,000\n')).toEqual(read);
    expect(await cellsOf('岗位\t工资, 元\r\n焊工\t6,000\r\n')).toEqual(read);
    expect(await cellsOf('岗位,"工资, 元"\r焊工,"6,000"\r')).toEqual(read);
    expect((await readAll('sep=;\r\n岗位;"工资, 元"\r\n焊工;6,000\r\n')).sheets[0]?.rows.map(({ line }) => line)).toEqual([2, 3]);
    expect(await cellsOf('岗位|"工资, 元"\n焊工|"6,000"\n')).toEqual(read);
    expect(await cellsOf('岗位，人数\n焊工，3\n')).toEqual([
      ['岗位', '人数'],
      ['焊工', '3'],
    ]);
    expect(await cellsOf('\uFEFF"sep=|"\n岗位|工资, 元\n焊工|6,000')).toEqual(read);
    expect(await cellsOf('潍坊市用工需求汇总表\n岗位;"工资, 元"\n焊工;6,000\n')).toEqual([['潍坊市用工需求汇总表'], ...read]);
  });

  it('keeps quotes that belong to the text, and breaks inside quoted cells', async () => {
    expect(await cellsOf('岗位,备注\n12"管工,"甲"厂\n"说""是""","一\r\n二\n三"\n')).toEqual([
      ['岗位', '备注'],
      ['12"管工', '"甲"厂'],
      ['说"是"', '一\r\n二\n三'],
    ]);
  });

  it('numbers its lines as an editor does: the line where the record begins', async () => {
    const { sheets } = await readAll('a,b\n\n"一\n二\n三",1\n,\nc,d');
    expect(sheets[0]?.rows.map(({ line }) => line)).toEqual([1, 3, 7]);
  });

  it('is refused by the line in which a quote opens that never closes', async () => {
    const lines = Array.from({ length: 400 }, (_, i) => `钳工${i},5\n`).join('');
    expect(await refusalOf(`岗位,人数\n焊工,5\n"焊工,5\n${lines}`)).toContain('quote in line 3');
    expect(await refusalOf(`岗位,人数\n"焊\n工",5\n"焊\n工","5\n${lines}`)).toContain('quote in line 5');
    expect(await refusalOf(`岗位,人数\n焊工,"5\n${lines.repeat(100)}`)).toContain('quote in line 2');
  });

  it('is read the same however its bytes come in pieces', async () => {
    const rows = Array.from({ length: 20_000 }, (_, i) => [`焊工${i}`, `说"${i}"\n二`, '', `${i}`]);
    const text = rows.map((cells) => cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',')).join('\r\n');
    expect(await cellsOf(text)).toEqual(rows);
  });

  it('is refused when it is no text', async () => {
    expect(await refusalOf('')).toContain('empty');
    expect(await refusalOf(`${'岗位,人数\n'.repeat(20_000)}\0`)).toContain('neither text nor a workbook');
  });
});
