import type { Cell, CellKind } from './list.js';

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';

/** '@' keeps a text a text also when somebody edits its cell: "=1+1" never becomes a formula. */
const FORMATS: Record<CellKind, string> = {
  text: '@',
  count: '#,##0',
  yuan: '#,##0',
  number: '0.######',
  day: 'yyyy-mm-dd',
  moment: 'yyyy-mm-dd hh:mm',
};
const KINDS = Object.keys(FORMATS) as CellKind[];
/** Ids below belong to the program that shows the sheet. */
const FIRST_FORMAT = 164;
/** More a cell cannot hold. */
const MOST_SIGNS = 32_767;
const DAY_MS = 86_400_000;
/** 1 January 1970 as workbooks count days. */
const EPOCH = 25_569;

/** What XML has no place for. */
const NO_XML =
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;
const SIGNS: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

export const xmlText = (text: string): string => text.replace(NO_XML, '').replace(/[&<>"]/g, (sign) => SIGNS[sign] ?? sign);
/** "_x0041_" is how a workbook writes a sign that XML does not know: a text that says so itself stays what it is. */
const cellText = (text: string): string => xmlText(text.slice(0, MOST_SIGNS)).replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_');

export const letterOf = (at: number): string => (at < 26 ? '' : letterOf(Math.floor(at / 26) - 1)) + String.fromCharCode(65 + (at % 26));

const styleOf = (kind: CellKind, bold: boolean): number => 1 + KINDS.indexOf(kind) + (bold ? KINDS.length : 0);

export interface Formula {
  formula: string;
  result: number;
}

/** Writes the lines of one sheet, whose columns are of these kinds. */
export const lineWriter = (kinds: readonly CellKind[]) => {
  const letters = kinds.map((_, at) => letterOf(at));
  const styles = [false, true].map((bold) => kinds.map((kind) => styleOf(kind, bold)));
  return (line: number, cells: readonly (Cell | Formula)[], bold = false): string => {
    const style = styles[bold ? 1 : 0] ?? [];
    let xml = `<row r="${line}">`;
    for (let at = 0; at < cells.length; at += 1) {
      const cell = cells[at];
      if (cell === null || cell === undefined) continue;
      const begin = `<c r="${letters[at]}${line}" s="${style[at]}"`;
      if (typeof cell === 'string') xml += `${begin} t="inlineStr"><is><t xml:space="preserve">${cellText(cell)}</t></is></c>`;
      else if (typeof cell === 'number') xml += `${begin}><v>${cell}</v></c>`;
      else if (cell instanceof Date) xml += `${begin}><v>${cell.getTime() / DAY_MS + EPOCH}</v></c>`;
      else xml += `${begin}><f>${xmlText(cell.formula)}</f><v>${cell.result}</v></c>`;
    }
    return `${xml}</row>`;
  };
};

/** What stands before the lines: a frozen first line, and how wide columns are in signs. */
export const sheetHead = (kinds: readonly CellKind[], widths: readonly number[]): string => {
  const columns = widths.map((width, at) => {
    const style = styleOf(kinds[at] ?? 'text', false);
    return `<col min="${at + 1}" max="${at + 1}" width="${width}" style="${style}" customWidth="1"/>`;
  });
  return (
    `${HEAD}<worksheet xmlns="${MAIN}"><sheetViews><sheetView workbookViewId="0" tabSelected="1">` +
    '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>' +
    `<cols>${columns.join('')}</cols><sheetData>`
  );
};

/** What stands behind them. @param filtered cells whose lines can be filtered, 'A1:C9' */
export const sheetFoot = (filtered: string): string => `</sheetData><autoFilter ref="${filtered}"/></worksheet>`;

const APPLIED = 'applyNumberFormat="1" applyFont="1"';
const xfs = (bold: boolean): string =>
  KINDS.map((_, at) => `<xf numFmtId="${FIRST_FORMAT + at}" fontId="${bold ? 1 : 0}" fillId="0" borderId="0" xfId="0" ${APPLIED}/>`).join(
    '',
  );
const font = (inside: string): string => `<font>${inside}<sz val="11"/><name val="Calibri"/></font>`;
const fill = (kind: string): string => `<fill><patternFill patternType="${kind}"/></fill>`;
const PLAIN = '<xf numFmtId="0" fontId="0" fillId="0" borderId="0"';

const styles = (): string =>
  [
    `${HEAD}<styleSheet xmlns="${MAIN}"><numFmts count="${KINDS.length}">`,
    ...KINDS.map((kind, at) => `<numFmt numFmtId="${FIRST_FORMAT + at}" formatCode="${FORMATS[kind]}"/>`),
    `</numFmts><fonts count="2">${font('')}${font('<b/>')}</fonts>`,
    `<fills count="2">${fill('none')}${fill('gray125')}</fills>`,
    '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>',
    `<cellStyleXfs count="1">${PLAIN}/></cellStyleXfs>`,
    `<cellXfs count="${2 * KINDS.length + 1}">${PLAIN} xfId="0"/>${xfs(false)}${xfs(true)}</cellXfs>`,
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>',
  ].join('');

const SHEETS = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
const override = (part: string, what: string): string => `<Override PartName="/xl/${part}.xml" ContentType="${SHEETS}.${what}+xml"/>`;
const typeOf = (ending: string, type: string): string => `<Default Extension="${ending}" ContentType="${type}"/>`;

const contentTypes = (): string =>
  [
    `${HEAD}<Types xmlns="${PACKAGE}/content-types">`,
    typeOf('rels', 'application/vnd.openxmlformats-package.relationships+xml'),
    typeOf('xml', 'application/xml'),
    override('workbook', 'sheet.main'),
    override('worksheets/sheet1', 'worksheet'),
    override('styles', 'styles'),
    '</Types>',
  ].join('');

const relations = (...targets: [type: string, target: string][]): string =>
  [
    `${HEAD}<Relationships xmlns="${PACKAGE}/relationships">`,
    ...targets.map(([type, target], at) => `<Relationship Id="rId${at + 1}" Type="${RELATIONS}/${type}" Target="${target}"/>`),
    '</Relationships>',
  ].join('');

const workbook = (sheet: string): string =>
  `${HEAD}<workbook xmlns="${MAIN}" xmlns:r="${RELATIONS}"><bookViews><workbookView/></bookViews>` +
  `<sheets><sheet name="${xmlText(sheet)}" sheetId="1" r:id="rId1"/></sheets></workbook>`;

/** The parts of a workbook of one sheet besides `xl/worksheets/sheet1.xml` (ECMA-376, part 1). */
export const partsBeside = (sheet: string): [name: string, xml: string][] => [
  ['[Content_Types].xml', contentTypes()],
  ['_rels/.rels', relations(['officeDocument', 'xl/workbook.xml'])],
  ['xl/workbook.xml', workbook(sheet)],
  ['xl/_rels/workbook.xml.rels', relations(['worksheet', 'worksheets/sheet1.xml'], ['styles', 'styles.xml'])],
  ['xl/styles.xml', styles()],
];
