import { lookAtSheets, readList, type ListKind, type PassedOver, type SheetSeen } from '#platform/layout';
import { NotATableError, openTableFile, type OpenOptions, type TableFile } from '#platform/table';
import type { Answer } from './domain/questionnaire.js';
import { FORM_LINE } from './domain/sheet-columns.js';
import { columnIn, missingIn, readSheet, type ReadSheet, type SheetFault, type SheetLine } from './domain/sheet.js';
import { problems } from './survey.problems.js';
import type { FormOf } from './template.js';

/** The sheet of a filled template, wherever it stands in the file, below whatever title. */
const surveySheets: ListKind = {
  knows: ({ name }) => columnIn(name),
  fits: ({ headings }) => missingIn(headings.map(({ name }) => name)).length === 0,
};
/** More lines than any form has; what is behind them is not looked at. */
const MOST_LINES = 1_000;

export interface ReadWorkbook extends ReadSheet {
  /** Lines and sheets that are none of the form: titles, totals, notes. */
  passedOver: PassedOver[];
}

/** Reads a filled template; posts and figures that it does not name stay as they are known.
 * @throws Problem `survey.no_table` or `survey.not_template` */
export const readWorkbook = async (file: string, known: Answer, form: FormOf, options: OpenOptions): Promise<ReadWorkbook> => {
  try {
    const table = await openTableFile(file, options);
    try {
      return await readTable(table, known, form);
    } finally {
      await table.close();
    }
  } catch (error) {
    if (error instanceof NotATableError) throw problems('survey.no_table', { zh: error.zh, en: error.en });
    throw error;
  }
};

const readTable = async (table: TableFile, known: Answer, form: FormOf): Promise<ReadWorkbook> => {
  const seen = await lookAtSheets(table, surveySheets);
  const fitting = seen.filter(({ sure }) => sure);
  const chosen = fitting.find(({ sheet }) => !sheet.hidden) ?? fitting[0];
  if (!chosen) throw notTemplate(seen);
  const passedOver: PassedOver[] = [];
  const lines = await linesOf(chosen, passedOver);
  const read = readSheet(chosen.header?.headings.map(({ name }) => name) ?? [], lines, known);
  const others = fitting.filter((one) => one !== chosen);
  const about = (code: SheetFault['code'], params: SheetFault['params']): SheetFault => ({ ...nowhere, code, params });
  const wholeFile = [
    ...others.map(({ sheet }) => about('second_sheet', { name: sheet.name, read: chosen.sheet.name })),
    ...otherForms(seen, form).map((name) => about('other_form', { name, expected: `${form.quarter} ${form.enterprise}` })),
  ];
  return { ...read, faults: [...wholeFile, ...read.faults], passedOver };
};

const nowhere = { path: '', line: null, column: null, heading: null, post: null };

const linesOf = async (chosen: SheetSeen, passedOver: PassedOver[]): Promise<SheetLine[]> => {
  const lines: SheetLine[] = [];
  // A filter hides lines: they are posts all the same.
  for await (const { rows, leftOut } of readList(chosen, surveySheets, true)) {
    passedOver.push(...leftOut.map((one) => ({ ...one, sheet: null })));
    for (const { line, cells, faults = [] } of rows)
      lines.push({ line, cells, broken: faults.filter(({ kind }) => kind !== 'lost_digits').map(({ column }) => column) });
    if (lines.length > MOST_LINES) break;
  }
  return lines;
};

/** Whose form the file says it is, where it is another one than this. */
const otherForms = (seen: readonly SheetSeen[], form: FormOf): string[] =>
  seen.flatMap(({ beginning }) =>
    beginning.flatMap(({ cells: [label = '', name = '', id = ''] }) =>
      label.trim() === FORM_LINE && id.trim() !== '' && id.trim() !== form.id ? [name.trim()] : [],
    ),
  );

const notTemplate = (seen: readonly SheetSeen[]): Error => {
  if (seen.every(({ header }) => header === null)) return new NotATableError('看不出表头', 'it has no header that could be told');
  const missing = seen.flatMap(({ header }) => (header ? [missingIn(header.headings.map(({ name }) => name))] : []));
  const [least] = missing.sort((a, b) => a.length - b.length);
  return problems('survey.not_template', { missing: (least ?? missingIn([])).join('、') });
};
