import { zipOf, type Part } from './zip.js';

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const REL = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006/relationships';

export const escaped = (text: string): string =>
  text.replace(/[&<>"]/g, (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[sign] ?? sign);

export interface HandSheet {
  readonly name: string;
  readonly state?: string;
  /** What stands inside `worksheet`; prefixes are put in afterwards. */
  readonly xml: string;
}

export interface HandWorkbook {
  readonly sheets: readonly HandSheet[];
  /** `<si>` elements. */
  readonly shared?: string;
  /** What stands inside `styleSheet`. */
  readonly styles?: string;
  readonly date1904?: boolean;
  readonly prefix?: string;
  readonly namespace?: string;
  /** Names of the sheets' parts, in the order of the tabs. */
  readonly files?: readonly string[];
}

/** Parts of a workbook that is written by hand, as other programs write it: in any order, with prefixes, without what is optional. */
export const partsOf = (book: HandWorkbook): Part[] => {
  const { prefix = '', namespace = MAIN } = book;
  const root = (name: string, inside: string): string => {
    const declared = prefix ? `xmlns:${prefix}="${namespace}"` : `xmlns="${namespace}"`;
    const whole = `<${name} ${declared} xmlns:r="${REL}">${inside}</${name}>`;
    return `<?xml version="1.0" encoding="UTF-8"?>${prefix ? whole.replace(/(<\/?)([A-Za-z])/g, `$1${prefix}:$2`) : whole}`;
  };
  const files = book.files ?? book.sheets.map((_, i) => `sheet${i + 1}.xml`);
  const tabs = book.sheets.map(
    ({ name, state }, i) => `<sheet name="${escaped(name)}" sheetId="${i + 1}"${state ? ` state="${state}"` : ''} r:id="rId${i + 1}"/>`,
  );
  const relation = (id: string, kind: string, target: string): string =>
    `<Relationship Id="${id}" Type="${REL}/${kind}" Target="${target}"/>`;
  const relations = [
    ...files.map((file, i) => relation(`rId${i + 1}`, 'worksheet', `worksheets/${file}`)),
    ...(book.shared === undefined ? [] : [relation('rIdS', 'sharedStrings', 'sharedStrings.xml')]),
    ...(book.styles === undefined ? [] : [relation('rIdT', 'styles', 'styles.xml')]),
  ];
  return [
    { name: '[Content_Types].xml', content: '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>' },
    {
      name: '_rels/.rels',
      content: `<Relationships xmlns="${PACKAGE}">${relation('rId1', 'officeDocument', 'xl/workbook.xml')}</Relationships>`,
    },
    {
      name: 'xl/workbook.xml',
      content: root('workbook', `<workbookPr${book.date1904 ? ' date1904="1"' : ''}/><sheets>${tabs.join('')}</sheets>`),
    },
    { name: 'xl/_rels/workbook.xml.rels', content: `<Relationships xmlns="${PACKAGE}">${relations.join('')}</Relationships>` },
    ...book.sheets.map(({ xml }, i) => ({ name: `xl/worksheets/${files[i]}`, content: root('worksheet', xml) })),
    ...(book.styles === undefined ? [] : [{ name: 'xl/styles.xml', content: root('styleSheet', book.styles) }]),
    ...(book.shared === undefined ? [] : [{ name: 'xl/sharedStrings.xml', content: root('sst', book.shared) }]),
  ];
};

export const workbookOf = (book: HandWorkbook): Buffer => zipOf(partsOf(book));

/** Rows of texts as a sheet's data, each text in its cell. */
export const inlineRows = (rows: readonly (readonly string[])[]): string =>
  `<sheetData>${rows
    .map(
      (cells) => `<row>${cells.map((text) => `<c t="inlineStr"><is><t xml:space="preserve">${escaped(text)}</t></is></c>`).join('')}</row>`,
    )
    .join('')}</sheetData>`;
