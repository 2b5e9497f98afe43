import { NotATableError } from '../not-a-table.js';

/** What a file is that holds no table which is read here, in both languages. */
const OTHERS = {
  pdf: ['PDF 文档', 'a PDF document'],
  picture: ['图片', 'a picture'],
  html: ['网页（HTML），只是扩展名像表格', 'a web page (HTML) whose name looks like a table'],
  xml: ['XML 表格（2003）', 'an XML spreadsheet of 2003'],
  json: ['JSON 数据', 'JSON data'],
  exchange: ['旧式交换格式（SYLK、DIF）的表格', 'a table in an old format for exchange (SYLK, DIF)'],
  rtf: ['RTF 文档', 'an RTF document'],
  word: ['Word 或 WPS 文字文档', 'a text document'],
  slides: ['演示文稿', 'a presentation'],
  numbers: ['苹果 Numbers 表格', 'an Apple Numbers table'],
  packed: ['压缩包', 'an archive'],
  ole: ['旧版 Office 文件，但不是表格', 'a file of an old Office program, but no workbook'],
  binary: ['既不是文本表格，也不是 Excel 文件', 'neither a table as text nor a workbook'],
} as const;
export type OtherKind = keyof typeof OTHERS;

/** Says what the file is and what to do. */
export const notRead = (kind: OtherKind): NotATableError => {
  const [zh, en] = OTHERS[kind];
  return new NotATableError(
    `这是${zh.startsWith('既') ? `${zh}的文件` : zh}，请用 Excel 或 WPS 打开其中的表格，另存为 .xlsx 后上传`,
    `it is ${en}: open its table in Excel or WPS and save it as .xlsx`,
  );
};

/** What the phones of some makers take pictures in; videos are in the same container. */
const HEIF = /^.{8}66747970(?:6865|6d696631|6d736631|61766966)/;

const MAGIC: readonly [kind: OtherKind | 'zip' | 'ole' | 'biff', ...starts: string[]][] = [
  ['zip', '504b0304', '504b0506', '504b0708'],
  ['ole', 'd0cf11e0a1b11ae1'],
  ['biff', '09000400', '09020600', '09040600', '09080800', '09081000'],
  ['pdf', '25504446'],
  ['picture', '89504e47', 'ffd8ff', '47494638', '424d', '49492a00', '4d4d002a', '52494646'],
  ['packed', '526172211a07', '377abcaf271c', '1f8b', '425a68', 'fd377a585a00'],
  ['rtf', '7b5c727466'],
];

/** By the first bytes: no name is believed. */
export const kindByHead = (head: Buffer): OtherKind | 'zip' | 'ole' | 'biff' | 'text' => {
  const start = head.toString('hex', 0, 16);
  if (HEIF.test(start)) return 'picture';
  const found = MAGIC.find(([, ...starts]) => starts.some((one) => start.startsWith(one)));
  if (found && (found[0] !== 'picture' || head.includes(0))) return found[0];
  const wide = start.startsWith('fffe') || start.startsWith('feff');
  const text = (wide ? new TextDecoder(start.startsWith('fffe') ? 'utf-16le' : 'utf-16be').decode(head) : head.toString('latin1')).slice(
    0,
    2_048,
  );
  if (/^\W*<(?:\?xml[^>]*>\s*<)?(?:!doctype\s+)?svg\b/i.test(text)) return 'picture';
  if (/^\W*<\?(xml|mso-application)\b/i.test(text)) return /<html\b/i.test(text) ? 'html' : 'xml';
  if (/^\W*<(!doctype html|!--|[a-z][a-z\d]*[\s/>])/i.test(text) || /^mime-version:/i.test(text)) return 'html';
  // Behind a byte order mark, as it looks in one byte a character.
  const said = text.replace(/^(?:\uFEFF|\u00EF\u00BB\u00BF)/, '');
  if (/^\s*(?:\[\s*)?\{\s*"/.test(said)) return 'json';
  if (/^ID;P|^TABLE\r?\n0,1/.test(said)) return 'exchange';
  return !wide && head.includes(0) ? 'binary' : 'text';
};

/** By the parts of a zip file. */
export const kindByParts = (names: readonly string[]): 'xlsx' | 'xlsb' | 'ods' | OtherKind => {
  const has = (...starts: string[]): boolean => names.some((name) => starts.some((start) => name.startsWith(start)));
  if (has('xl/workbook.bin')) return 'xlsb';
  if (has('xl/')) return 'xlsx';
  if (has('word/')) return 'word';
  if (has('ppt/')) return 'slides';
  if (has('index/document.iwa', 'index.zip')) return 'numbers';
  if (has('content.xml', 'encrypted-package') && has('mimetype', 'meta-inf/manifest.xml')) return 'ods';
  return has('[content_types].xml') ? 'xlsx' : 'packed';
};
