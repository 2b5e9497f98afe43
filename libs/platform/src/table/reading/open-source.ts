import { open, readFile } from 'node:fs/promises';
import type { TableLimits } from '../limits.js';
import { damaged, NotATableError, protectedByPassword } from '../not-a-table.js';
import type { Archive } from '../xlsx/archive.js';
import { openCsv } from './csv.js';
import { kindByHead, kindByParts, notRead } from './kinds.js';
import type { TableSource } from './source.js';

/** What reads workbooks is loaded with the first of them: a text is read before that were done. */
const xlsx = () => import('../xlsx/workbook.js');
const archives = () => import('../xlsx/archive.js');
const sheetJs = () => import('./sheetjs.js');

const SNIFFED = 65_536;
/** What is read as a whole takes ten times its size in memory. */
const WHOLE = 64 * 1_048_576;

/** Opens a file as what it is by its own bytes, whatever its name says. @throws NotATableError */
export const openSource = async (file: string, limits: TableLimits): Promise<TableSource> => {
  const head = await firstBytes(file);
  if (head.length === 0) throw new NotATableError('文件是空的', 'it is empty');
  const kind = kindByHead(head);
  if (kind === 'zip') return openZipped(file, limits);
  if (kind === 'ole') return openOle(await readFile(file), limits);
  if (kind === 'biff') return (await sheetJs()).openWithSheetJs(await readFile(file), 'xls', limits);
  if (kind === 'text') return openCsv(file, head, limits);
  throw notRead(kind);
};

const openZipped = async (file: string, limits: TableLimits): Promise<TableSource> => {
  const archive = await (await archives()).Archive.open(file, limits);
  try {
    const kind = kindByParts(archive.names);
    if (kind !== 'packed' && (archive.encrypted || (kind === 'ods' && (await isEncrypted(archive, limits))))) throw protectedByPassword();
    if (kind === 'xlsx') return await (await xlsx()).openXlsx(archive, limits);
    if (kind !== 'xlsb' && kind !== 'ods') throw notRead(kind);
    const source = (await sheetJs()).openWithSheetJs(await repacked(archive, limits), kind, limits);
    archive.close();
    return source;
  } catch (error) {
    archive.close();
    throw error;
  }
};

const ODS_LIST = 'meta-inf/manifest.xml';

/** OpenDocument tables with a password list their parts as encrypted, or hold nothing but one part that is. */
const isEncrypted = async (archive: Archive, limits: TableLimits): Promise<boolean> =>
  archive.has('encrypted-package') ||
  (archive.has(ODS_LIST) && (await archive.whole(ODS_LIST, limits.expandedBytes)).includes('encryption-data'));

/** The archive as one that needs no unpacking: each byte of it was counted, and no second reader of its directory is trusted. */
const repacked = async (archive: Archive, limits: TableLimits): Promise<Buffer> => {
  const zip = (await sheetJs()).containers();
  const copy = zip.utils.cfb_new();
  let left = Math.min(WHOLE, limits.expandedBytes);
  for (const name of archive.names) {
    const content = await archive.whole(name, left);
    left -= content.length;
    zip.utils.cfb_add(copy, `/${archive.givenName(name)}`, content);
  }
  return zip.write(copy, { fileType: 'zip', type: 'buffer' });
};

/** Programs of before 2007 and WPS's own formats keep their files in a container of this kind, and so do workbooks with a password. */
const openOle = async (content: Buffer, limits: TableLimits): Promise<TableSource> => {
  const { containers, openWithSheetJs } = await sheetJs();
  const has = (paths: string[], name: string): boolean => paths.some((path) => path.split('/').at(-1) === name);
  let paths: string[];
  try {
    paths = containers().read(content, { type: 'buffer' }).FullPaths;
  } catch {
    throw damaged('its container cannot be read');
  }
  if (has(paths, 'EncryptedPackage')) throw protectedByPassword();
  if (has(paths, 'Workbook') || has(paths, 'Book')) return openWithSheetJs(content, 'xls', limits);
  throw notRead(has(paths, 'WordDocument') ? 'word' : has(paths, 'PowerPoint Document') ? 'slides' : 'ole');
};

const firstBytes = async (file: string): Promise<Buffer> => {
  const handle = await open(file, 'r');
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(SNIFFED), 0, SNIFFED, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
};
