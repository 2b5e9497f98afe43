import ExcelJS from 'exceljs';
import type { Operation } from './contract.js';
import { hostileTexts } from './values.js';
import type { Random } from './random.js';

export interface MadeFile {
  name: string;
  type: string;
  content: Buffer;
}

const tables: Record<string, string[][]> = {
  imports: [
    ['企业名称', '统一社会信用代码', '岗位名称', '缺工人数', '月工资', '工作地点', '联系人', '联系电话'],
    ['潍坊海岱机械有限公司', '91370700MA3C4XXE9R', '焊工', '12', '6000-8000', '潍坊·奎文区', '李静', '13905361234'],
    ['潍坊金利纺织有限公司', '', '缝纫工', '30', '5-9千', '高密', '', ''],
  ],
  'seeker-registers': [
    ['职业编码', '职业名称', '技能等级', '求职人数'],
    ['6-18-02-04', '焊工', '初级工', '21'],
    ['', '缝纫工', '', '8'],
  ],
  manifest: [
    ['姓名', '身份证号', '手机号', '企业', '是否返岗', '保险'],
    ['王小明', '370783199001011234', '13905361234', '潍坊海岱机械有限公司', '否', '是'],
    ['张丽', '37078319920202123X', '', '', '是', ''],
  ],
};

const rowsFor = ({ path }: Operation): string[][] =>
  Object.entries(tables).find(([part]) => path.includes(part))?.[1] ?? tables['imports']!;

const csv = (rows: string[][]): Buffer => Buffer.from(`\ufeff${rows.map((row) => row.join(',')).join('\r\n')}\r\n`);

const workbook = async (rows: string[][]): Promise<Buffer> => {
  const book = new ExcelJS.Workbook();
  book.created = book.modified = new Date(0);
  book.addWorksheet('Sheet1').addRows(rows);
  return Buffer.from(await book.xlsx.writeBuffer());
};

const pdf = Buffer.from('%PDF-1.4\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer << /Root 1 0 R >>\n%%EOF\n');

/** A file that the route may take, whole or damaged; some are of another kind than their name says. */
export const makeFile = async (random: Random, operation: Operation, template: Buffer | undefined): Promise<MadeFile> => {
  const rows = rowsFor(operation).map((row) => row.map((cell) => (random.chance(0.08) ? random.pick(hostileTexts).slice(0, 300) : cell)));
  const kind =
    operation.path === '/api/files' ? random.pick(['pdf', 'pdf', 'csv']) : random.pick(['csv', 'xlsx', 'template', 'csv', 'pdf']);
  const content = kind === 'pdf' ? pdf : kind === 'csv' ? csv(rows) : (kind === 'template' && template) || (await workbook(rows));
  const name = random.chance(0.9) ? `名单.${kind === 'template' ? 'xlsx' : kind}` : random.pick(hostileTexts).replace(/[\r\n"\0]/g, '');
  return { name, type: 'application/octet-stream', content: random.chance(0.6) ? content : damagedBytes(random, content) };
};

/** Some bytes changed, a part cut out, doubled or put elsewhere, or the end missing. */
const damagedBytes = (random: Random, content: Buffer): Buffer => {
  const bytes = Buffer.from(content);
  const [from, to] = [random.int(0, bytes.length), random.int(0, bytes.length)].sort((a, b) => a - b) as [number, number];
  switch (random.int(0, 5)) {
    case 0:
      for (let n = random.int(1, 20); n > 0; n -= 1) bytes[random.int(0, bytes.length - 1)] = random.int(0, 255);
      return bytes;
    case 1:
      return bytes.subarray(0, to);
    case 2:
      return Buffer.concat([bytes.subarray(0, from), bytes.subarray(to)]);
    case 3:
      return Buffer.concat([bytes.subarray(0, to), bytes.subarray(from)]);
    case 4:
      return Buffer.concat([bytes, Buffer.alloc(random.pick([1, 1_000, 200_000]), random.pick([0, 44, 10, 34, 255]))]);
    default:
      return random.chance(0.5) ? Buffer.alloc(0) : bytes.fill(random.int(0, 255), from, to);
  }
};

/** One file as multipart/form-data; damaged ones lack an end, a boundary, a name, or are more than one. */
export const multipart = (random: Random, file: MadeFile, whole: boolean): { type: string; body: Buffer } => {
  const boundary = '----gangqiaofuzz';
  const field = whole || random.chance(0.7) ? 'file' : random.pick(['files', '', 'file[]', '__proto__']);
  const named = whole || random.chance(0.8) ? `; filename="${file.name}"` : '';
  const part = Buffer.concat([
    Buffer.from(`--${boundary}\r\nContent-Disposition: form-data; name="${field}"${named}\r\nContent-Type: ${file.type}\r\n\r\n`),
    file.content,
    Buffer.from('\r\n'),
  ]);
  const end = Buffer.from(`--${boundary}--\r\n`);
  const type = `multipart/form-data; boundary=${boundary}`;
  if (whole) return { type, body: Buffer.concat([part, end]) };
  const all = Buffer.concat([part, end]);
  return random.pick([
    { type, body: all.subarray(0, random.int(0, all.length)) },
    { type, body: part },
    { type, body: Buffer.concat([part, part, end]) },
    { type: 'multipart/form-data', body: all },
    { type: 'multipart/form-data; boundary=', body: all },
    { type: 'multipart/form-data; boundary=other', body: all },
    { type, body: end },
    { type, body: Buffer.concat([all.subarray(0, 40), Buffer.from('\0\xff', 'latin1'), all.subarray(40)]) },
  ]);
};
