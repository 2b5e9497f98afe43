import { fill, type Wording } from '#platform/http';
import type { SheetSeen } from '#platform/layout';
import type { ImportBatch, RowReason } from './import.entity.js';

const words: Record<string, Wording> = {
  no_title: {
    zh: '没有认出“岗位名称”列，尚未读取任何岗位：请在下面的列对应中指定',
    en: 'No column was recognised as the title of the post, so nothing was read: say below which it is',
  },
  no_people: {
    zh: '没有一列写明招多少人：{rows} 行都会成为待补全的草稿，不公开。如表中有人数，请在下面的列对应中指定',
    en:
      'No column says how many people: all {rows} rows would become drafts that are not public. If the list has ' +
      'it, say below which column it is',
  },
  header_unsure: {
    zh: '没有认出表头，暂按{sheet}第 {line} 行读取；如不对，请在“表头与工作表”中点选表头',
    en: 'No line was recognised as the header; line {line}{sheet} was taken for it. Point at the right one under “Sheets and header”',
  },
  sheet_left_out: { zh: '工作表“{sheet}”未读取：{whyZh}', en: 'The sheet “{sheet}” was not read: {whyEn}' },
  hidden_rows: {
    zh: '{rows} 个隐藏行未读取；如需要，请在“表头与工作表”中勾选，或在表格中取消隐藏后重新上传',
    en: '{rows} hidden rows were not read; tick them under “Sheets and header”, or unhide them and upload the file again',
  },
  no_lines: {
    zh: '表头下面没有读到岗位，请在“表头与工作表”中点选表头',
    en: 'No rows were found below the header: point at it under “Sheets and header”',
  },
};

const whyLeftOut: Record<string, Wording> = {
  hidden: { zh: '它是隐藏的', en: 'it is hidden' },
  no_header: { zh: '没有认出用工需求表的表头', en: 'no line of it looks like the header of a list of needs' },
  older: { zh: '看名称是以前的', en: 'by its name it is of a former time' },
  not_chosen: { zh: '未选择', en: 'it was not chosen' },
};

/** What to know about a reading: sheets and rows that are not in it, a header that may be another line. */
export const noticesOf = (seen: readonly SheetSeen[], { rows, hiddenRows }: { rows: number; hiddenRows: number }): RowReason[] => [
  ...(rows === 0 ? [{ code: 'no_lines' }] : []),
  ...seen
    .filter(({ leftOut, sure }) => leftOut === null && !sure)
    .map(({ sheet, header }) => ({
      code: 'header_unsure',
      params: { sheet: seen.length > 1 ? sheet.name : '', line: header?.lines[0] ?? 1 },
    })),
  ...seen.flatMap(({ sheet, leftOut }) => {
    const why = leftOut === null ? undefined : whyLeftOut[leftOut];
    return why ? [{ code: 'sheet_left_out', params: { sheet: sheet.name, whyZh: why.zh, whyEn: why.en } }] : [];
  }),
  ...(hiddenRows > 0 ? [{ code: 'hidden_rows', params: { rows: hiddenRows } }] : []),
];

/** Everything that stands above the preview, in words. */
export const noticesIn = ({ state, columns, notices, rowsRead }: ImportBatch, locale: 'zh' | 'en'): { code: string; text: string }[] => {
  if (state !== 'ready') return [];
  const has = (field: string): boolean => columns.some((column) => column.field === field);
  // Without titles nothing was read, and nothing would become a draft.
  const ofColumns: RowReason[] = !has('title')
    ? [{ code: 'no_title' }]
    : has('people') || rowsRead === 0
      ? []
      : [{ code: 'no_people', params: { rows: rowsRead } }];
  return [...ofColumns, ...(notices ?? [])].map(({ code, params }: RowReason) => ({
    code,
    text: fill(words[code]?.[locale] ?? code, params ?? {}),
  }));
};
