import { damaged } from '../not-a-table.js';
import type { TableLimits } from '../limits.js';
import { Shower, type NumberFormat } from '../reading/number-format.js';
import { loadShowByCode } from '../reading/sheetjs.js';
import type { SheetSource, TableSource } from '../reading/source.js';
import type { Archive } from './archive.js';
import { relationsOf, type Relation } from './relations.js';
import { outlineOf, readRows, type SheetContext } from './sheet.js';
import { Styles } from './styles.js';
import { SharedTexts, type TextPool } from './texts.js';
import { decoded, isTrue, readXml, RELATIONS, type XmlElement, type XmlListener } from './xml.js';

/** What the list of contents says: the tabs in their order, and which calendar the dates count in. */
class Contents implements XmlListener {
  readonly tabs: { name: string; hidden: boolean; relation: string }[] = [];
  date1904 = false;

  open(element: XmlElement): void {
    if (element.name === 'workbookPr') this.date1904 = isTrue(element.attribute('date1904'));
    if (element.name !== 'sheet') return;
    this.tabs.push({
      name: element.attribute('name') ?? '',
      hidden: (element.attribute('state') ?? 'visible') !== 'visible',
      relation: element.attributeIn(RELATIONS, 'id') ?? '',
    });
  }
}

/** Opens an .xlsx workbook: its parts are found by name and read in the order in which they are needed. @throws NotATableError */
export const openXlsx = async (archive: Archive, limits: TableLimits): Promise<TableSource> => {
  const most = limits.lineChars;
  const root = await relationsOf(archive, '', most);
  const path = root.find(({ kind }) => kind === 'officeDocument')?.target ?? 'xl/workbook.xml';
  const contents = new Contents();
  await readXml(decoded(archive.bytes(path)), contents, most);
  const relations = await relationsOf(archive, path, most);
  const formats = await formatsOf(archive, relations, most);
  const byCode = formats.some(({ kind }) => kind === 'other') ? loadShowByCode() : null;
  const shared = lazily(() => sharedTexts(archive, relations, limits));
  const context: SheetContext = { archive, limits, formats, shared, shower: new Shower(contents.date1904, byCode) };
  const sheets: SheetSource[] = [];
  for (const { name, hidden, relation } of contents.tabs) {
    const found = relations.find(({ id }) => id === relation);
    if (found?.kind !== 'worksheet') continue;
    const outline = await outlineOf(archive, found.target, limits);
    sheets.push({ name, hidden, hiddenColumns: outline.hiddenColumns, rows: () => readRows(context, found.target, outline) });
  }
  if (sheets.length === 0) throw damaged('it has no sheet');
  return { format: 'xlsx', sheets, close: () => archive.close() };
};

const formatsOf = async (archive: Archive, relations: readonly Relation[], most: number): Promise<NumberFormat[]> => {
  const part = relations.find(({ kind }) => kind === 'styles')?.target;
  const styles = new Styles();
  if (part && archive.has(part)) await readXml(decoded(archive.bytes(part)), styles, most);
  return styles.formats;
};

const sharedTexts = async (archive: Archive, relations: readonly Relation[], limits: TableLimits): Promise<TextPool> => {
  const part = relations.find(({ kind }) => kind === 'sharedStrings')?.target;
  const texts = new SharedTexts(limits.cells, limits.cellChars);
  if (part && archive.has(part)) await readXml(decoded(archive.bytes(part)), texts, limits.lineChars);
  return texts.pool;
};

/** Made when it is asked for, once. */
const lazily = <T>(make: () => Promise<T>): (() => Promise<T>) => {
  let made: Promise<T> | undefined;
  return () => (made ??= make());
};
