import type { TableLimits } from '../limits.js';
import { damaged, NotATableError } from '../not-a-table.js';
import { columnOf, lettersOf } from '../reading/columns.js';
import { FinishedRows } from '../reading/finished-rows.js';
import { blockOf, type Block } from '../reading/merges.js';
import { Meter } from '../reading/meter.js';
import type { NumberFormat, Shower } from '../reading/number-format.js';
import type { TableRow } from '../rows.js';
import type { Archive } from './archive.js';
import { CellReader } from './cell.js';
import { withoutRows } from './outline.js';
import type { TextPool } from './texts.js';
import { decoded, isTrue, readXml, XmlReader, type XmlElement, type XmlListener } from './xml.js';

/** What all sheets of a workbook share. */
export interface SheetContext {
  readonly archive: Archive;
  readonly limits: TableLimits;
  readonly formats: readonly NumberFormat[];
  readonly shower: Shower;
  shared(): Promise<TextPool>;
}

/** What is said of a sheet around its rows. */
class Outline implements XmlListener {
  readonly hiddenColumns: number[] = [];
  readonly blocks: Block[] = [];

  constructor(private readonly limits: TableLimits) {}

  open(element: XmlElement): void {
    if (element.name === 'col' && (isTrue(element.attribute('hidden')) || Number(element.attribute('width') ?? 1) === 0))
      this.hide(Number(element.attribute('min')) - 1, Number(element.attribute('max')) - 1);
    const block = element.name === 'mergeCell' ? blockOf(element.attribute('ref') ?? '') : null;
    if (!block) return;
    if (this.blocks.length >= this.limits.rows) throw damaged('it merges more cells than it may have lines');
    this.blocks.push(block);
  }

  /** "All the rest" is often hidden as well. */
  private hide(from: number, to: number): void {
    for (let column = from; column <= Math.min(to, this.limits.columns - 1); column += 1) this.hiddenColumns.push(column);
  }
}

/** @throws NotATableError */
export const outlineOf = async (
  archive: Archive,
  part: string,
  limits: TableLimits,
): Promise<Pick<Outline, 'hiddenColumns' | 'blocks'>> => {
  const outline = new Outline(limits);
  await readXml(withoutRows(decoded(archive.bytes(part))), outline, limits.lineChars);
  return outline;
};

/** The rows of a sheet. @throws NotATableError */
export async function* readRows(context: SheetContext, part: string, { blocks }: Pick<Outline, 'blocks'>): AsyncGenerator<TableRow> {
  const { archive, limits } = context;
  const meter = new Meter(limits);
  const rows = new RowReader(new CellReader(context.formats, context.shower, await context.shared()), meter);
  const finished = new FinishedRows(meter, blocks);
  const xml = new XmlReader(rows, limits.lineChars);
  for await (const text of decoded(archive.bytes(part))) {
    xml.write(text);
    for (const row of rows.take()) {
      const done = finished.finish(row);
      if (done) yield done;
    }
  }
  xml.end();
}

/** Puts rows together from the elements of `sheetData`. */
class RowReader implements XmlListener {
  private ready: TableRow[] = [];
  private row: TableRow = { line: 0, cells: [] };
  private column = -1;

  constructor(
    private readonly cell: CellReader,
    private readonly meter: Meter,
  ) {}

  /** Rows that are complete since it was called last. */
  take(): TableRow[] {
    const ready = this.ready;
    this.ready = [];
    return ready;
  }

  open(element: XmlElement): void {
    if (element.name === 'row') this.openRow(element);
    else if (element.name === 'c') this.openCell(element);
    else this.cell.open(element.name);
  }

  text(text: string): void {
    this.cell.text(text);
  }

  close(name: string): void {
    if (name === 'c') this.closeCell();
    else if (name === 'row') this.ready.push(this.row);
    else this.cell.close(name);
  }

  private openRow(element: XmlElement): void {
    const line = Number(element.attribute('r') ?? this.row.line + 1);
    if (!(Number.isInteger(line) && line > this.row.line)) throw damaged(`line ${line} stands behind line ${this.row.line}`);
    const hidden = isTrue(element.attribute('hidden')) || Number(element.attribute('ht') ?? 1) === 0;
    this.row = { line, cells: [], ...(hidden ? { hidden } : {}) };
    this.column = -1;
  }

  private openCell(element: XmlElement): void {
    const reference = element.attribute('r');
    this.column = reference === undefined ? this.column + 1 : columnOf(reference);
    if (this.column < 0 || this.row.cells[this.column] !== undefined) throw damaged(`cell ${reference ?? ''} is there twice`);
    this.cell.begin(element.attribute('t') ?? 'n', Number(element.attribute('s') ?? 0));
  }

  private closeCell(): void {
    const { column } = this;
    const { text, fault } = this.cell.end();
    if (text === null) {
      const where = `${lettersOf(column)}${this.row.line}`;
      throw new NotATableError(
        `单元格 ${where} 的文字在文件中找不到，请在 Excel 或 WPS 中打开并另存为 .xlsx`,
        `the text of cell ${where} is missing from the file: open it in Excel or WPS and save it as .xlsx`,
      );
    }
    if (fault) (this.row.faults ??= []).push({ column, kind: fault, shown: text });
    if (fault || text.trim() !== '') this.meter.cell(this.row.line, column, text);
    else if (column >= this.meter.limits.columns) return;
    this.row.cells[column] = text;
  }
}
