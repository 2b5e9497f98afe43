import XLSX from '@e965/xlsx';
import { containers } from './reading/sheetjs.js';
import { cellsOf, readAll, refusalOf } from './testing/read.js';
import { zipOf } from '../../../../test/support/zip.js';

const LIST = [
  ['岗位名称', '企业名称', '招聘人数'],
  ['焊工', '潍坊甲1机械有限公司', '5'],
];
const book = (): XLSX.WorkBook => {
  const made = XLSX.utils.book_new();
  XLSX.utils.book_append_sheet(made, XLSX.utils.aoa_to_sheet([['字典', '1']]), '字典');
  const sheet = XLSX.utils.aoa_to_sheet(LIST.map(([a, b, c]) => [a, b, Number.isNaN(Number(c)) ? c : Number(c)]));
  sheet['!merges'] = [{ s: { r: 2, c: 0 }, e: { r: 3, c: 0 } }];
  XLSX.utils.sheet_add_aoa(
    sheet,
    [
      ['钳工', '甲', 370702199001011000],
      [null, '乙', 0.5],
    ],
    { origin: 2 },
  );
  (sheet.C4 as XLSX.CellObject).z = '0%';
  XLSX.utils.book_append_sheet(made, sheet, '表');
  made.Workbook = { Sheets: [{ Hidden: 1 }, { Hidden: 0 }] };
  return made;
};

describe('a file', () => {
  it.each(['xls', 'xlsb', 'ods', 'xlsx'] as const)('of the kind .%s is read like any other, whatever its name says', async (bookType) => {
    const { format, sheets } = await readAll(XLSX.write(book(), { type: 'buffer', bookType }) as Buffer);
    expect(format).toBe(bookType);
    expect(sheets.map(({ name, hidden }) => [name, hidden])).toEqual([
      ['字典', bookType !== 'ods'],
      ['表', false],
    ]);
    expect(sheets[1]?.rows).toEqual([
      { line: 1, cells: LIST[0] },
      { line: 2, cells: LIST[1] },
      { line: 3, cells: ['钳工', '甲', '370702199001011000'], faults: [{ column: 2, kind: 'lost_digits', shown: '370702199001011000' }] },
      { line: 4, cells: ['钳工', '乙', '50%'], down: [0] },
    ]);
  });

  it('that is no table is named as what it is', async () => {
    const ole = (name: string): Buffer => {
      const container = containers().utils.cfb_new();
      containers().utils.cfb_add(container, `/${name}`, Buffer.alloc(5_000, 1));
      return containers().write(container, { type: 'buffer' });
    };
    const parts = (...names: string[]): Buffer => zipOf(names.map((name) => ({ name, content: '<x/>' })));
    const named: [Buffer | string, string][] = [
      [ole('EncryptedPackage'), 'protected by a password: take the password off'],
      [ole('WordDocument'), 'a text document'],
      [ole('其他'), 'a file of an old Office program'],
      [ole('Workbook').subarray(0, 700), 'the workbook is damaged'],
      ['<html><head><meta charset="utf-8"></head><body><table><tr><td>岗位</td></tr></table>', 'a web page (HTML)'],
      ['\uFEFF <table border=1><tr><td>岗位', 'a web page (HTML)'],
      ['<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook/>', 'an XML spreadsheet of 2003'],
      ['<style>td{}</style><div><table><tr><td>岗位', 'a web page (HTML)'],
      ['<!-- list --><table><tr><td>岗位', 'a web page (HTML)'],
      ['\uFEFF[{"岗位":"焊工","人数":5}]', 'JSON data'],
      ['ID;PWXL;N;E\nC;Y1;X1;K"岗位"\n', 'a table in an old format'],
      ['%PDF-1.7\n', 'a PDF document'],
      [Buffer.from('89504e470d0a1a0a0000000d', 'hex'), 'a picture'],
      [Buffer.from('ffd8ffe000104a464946', 'hex'), 'a picture'],
      [Buffer.from('000000186674797068656963000000006d69663168656963', 'hex'), 'a picture'],
      ['<?xml version="1.0"?>\n<svg xmlns="http://www.w3.org/2000/svg"/>', 'a picture'],
      [parts('word/document.xml', '[Content_Types].xml'), 'a text document'],
      [parts('ppt/presentation.xml'), 'a presentation'],
      [parts('a.txt', 'b.txt'), 'an archive'],
      [Buffer.from('Rar!\x1a\x07\x00', 'latin1'), 'an archive'],
      [Buffer.from([1, 2, 0, 0, 3]), 'neither a table as text nor a workbook'],
    ];
    for (const [content, what] of named) expect(await refusalOf(content)).toContain(what);
    expect(await refusalOf(named[3]![0])).toContain('save it as .xlsx');
  });

  it('with a password is named as that, whichever program put it on', async () => {
    const record = (type: number, data: Buffer): Buffer => {
      const head = Buffer.alloc(4);
      head.writeUInt16LE(type, 0);
      head.writeUInt16LE(data.length, 2);
      return Buffer.concat([head, data]);
    };
    /** The workbook of an .xls or .et file, whose records are encrypted behind the second. */
    const old = (cipher: Buffer): Buffer => {
      const plain = XLSX.write(book(), { type: 'buffer', bookType: 'xls' }) as Buffer;
      const { FileIndex } = containers().read(plain, { type: 'buffer' });
      const stream = Buffer.from(FileIndex.find(({ name }) => name === 'Workbook')?.content ?? []);
      const begun = 4 + stream.readUInt16LE(2);
      const locked = Buffer.concat([stream.subarray(0, begun), record(0x2f, cipher), stream.subarray(begun).map((byte) => byte ^ 0x5a)]);
      const made = containers().utils.cfb_new();
      containers().utils.cfb_add(made, '/Workbook', locked);
      return containers().write(made, { type: 'buffer' });
    };
    const ods = (...parts: (readonly [string, string])[]): Buffer =>
      zipOf(
        [['mimetype', 'application/vnd.oasis.opendocument.spreadsheet'] as const, ...parts].map(([name, content]) => ({ name, content })),
      );
    const list =
      '<manifest:manifest><manifest:file-entry manifest:full-path="content.xml"><manifest:encryption-data/></manifest:file-entry>';
    const marked = XLSX.write(book(), { type: 'buffer', bookType: 'xlsx', compression: true }) as Buffer;
    // Each entry of the directory says that it is encrypted.
    for (let at = marked.indexOf('PK\x01\x02', 0, 'latin1'); at >= 0; at = marked.indexOf('PK\x01\x02', at + 4, 'latin1'))
      marked.writeUInt8(marked.readUInt8(at + 8) | 1, at + 8);
    const locked: Record<string, Buffer> = {
      xor: old(Buffer.from([0, 0, 1, 2, 3, 4])),
      rc4: old(Buffer.concat([Buffer.from([1, 0, 1, 0, 1, 0]), Buffer.alloc(48, 7)])),
      'crypto api': old(Buffer.concat([Buffer.from([1, 0, 2, 0, 2, 0]), Buffer.alloc(160, 7)])),
      ods: ods(['META-INF/manifest.xml', list], ['content.xml', '\u0001\u0002 nothing of it can be read']),
      'ods of one part': ods(['META-INF/manifest.xml', '<manifest:manifest/>'], ['encrypted-package', '\u0001\u0002']),
      zip: marked,
    };
    for (const [how, content] of Object.entries(locked))
      expect([how, await refusalOf(content)]).toEqual([how, expect.stringContaining('take the password off')]);
  });

  it('whose text begins like a picture is still a text', async () => {
    expect(await cellsOf('BM编号,岗位\n1,焊工\n')).toEqual([
      ['BM编号', '岗位'],
      ['1', '焊工'],
    ]);
  });
});
