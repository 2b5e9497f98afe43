import { createRequire } from 'node:module';
import { join } from 'node:path';
import pdfmake from 'pdfmake';
import type { Content, TableCell, TDocumentDefinitions } from 'pdfmake/interfaces.js';
import type { OpenCatalogue, OpenFigure, OpenOccupation } from '../domain/open-catalogue.js';
import { CHANGE_WORDS, countyOf, figureText, GRADE_WORDS, levelOf, ofTable, percent, quarterText, statements } from './words.js';

const fonts = join(createRequire(import.meta.url).resolve('@embedpdf/fonts-sc'), '..', '..', 'fonts');
pdfmake.setFonts({ NotoSans: { normal: join(fonts, 'NotoSansHans-Regular.otf'), bold: join(fonts, 'NotoSansHans-Medium.otf') } });
// A document is made of text alone: nothing is fetched, and of files only the fonts are read.
pdfmake.setUrlAccessPolicy(() => false);
pdfmake.setLocalAccessPolicy((path: string) => path.startsWith(fonts));

const LINES = { hLineWidth: () => 0.4, vLineWidth: () => 0, hLineColor: () => '#c8ced6', paddingTop: () => 2, paddingBottom: () => 2 };

/** The catalogue to print: A4, Chinese fonts embedded. */
export const pdfOf = (catalogue: OpenCatalogue): Promise<Buffer> => {
  const title = `${quarterText(catalogue.quarter)}紧缺职业目录`;
  const document: TDocumentDefinitions = {
    pageSize: 'A4',
    pageMargins: [40, 46, 40, 46],
    info: { title },
    language: 'zh-CN',
    defaultStyle: { font: 'NotoSans', fontSize: 8.5 },
    styles: {
      h1: { fontSize: 20, bold: true, margin: [0, 0, 0, 8] },
      h2: { fontSize: 13, bold: true, margin: [0, 14, 0, 6] },
      h3: { fontSize: 9.5, bold: true, margin: [0, 8, 0, 3] },
    },
    footer: (page: number, pages: number) => ({
      text: `${title} · 季度冻结数 · ${page} / ${pages}`,
      alignment: 'center',
      fontSize: 7,
      margin: [0, 16, 0, 0],
    }),
    content: [
      { text: title, style: 'h1' },
      {
        layout: LINES,
        table: { widths: [70, '*'], body: statements(catalogue).map(([name, text]) => [{ text: name, bold: true }, text]) },
      },
      { text: '一、紧缺职业排序', style: 'h2' },
      listOf(catalogue),
      { text: '二、各县市区、技能等级缺工人数（估计）', style: 'h2' },
      ...matrices(catalogue),
    ],
  };
  return pdfmake.createPdf(document).getBuffer();
};

const headed = (widths: (number | string)[], head: string[], rows: TableCell[][]): Content => ({
  layout: LINES,
  table: { headerRows: 1, widths, body: [head.map((text) => ({ text, bold: true })), ...rows] },
});

const listOf = ({ occupations }: OpenCatalogue): Content =>
  headed(
    [26, 62, '*', 40, 70, 40, 48, 40],
    ['排名', '代码', '职业', '缺工', '95% 区间', '缺工率', '等级', '较上季'],
    occupations
      .filter((one) => one.depth === 4)
      .sort((a, b) => (a.rank ?? Infinity) - (b.rank ?? Infinity) || (a.code < b.code ? -1 : 1))
      .map((one) => [
        one.rank ?? '',
        one.code,
        one.name,
        figureText(one),
        one.low === null || one.high === null ? '' : `${one.low}–${one.high}`,
        percent(one.shortageRate),
        one.withheld ? '' : GRADE_WORDS[one.grade],
        one.change ? CHANGE_WORDS[one.change] : '',
      ]),
  );

const NOBODY = '—';
/** Without the grade in brackets, which no column has room for. */
const narrow = (level: string): string => level.replace(/（.*）/, '');
const NAME_WIDTH = 120;

/** A table for each occupation: counties down, levels across. */
const matrices = (catalogue: OpenCatalogue): Content[] => {
  const byCode = new Map<string, OpenFigure[]>();
  for (const one of ofTable(catalogue, 'occupation_county_level'))
    byCode.set(one.occupation ?? '', [...(byCode.get(one.occupation ?? '') ?? []), one]);
  return catalogue.occupations.flatMap((occupation) => {
    const figures = byCode.get(occupation.code);
    return figures ? [matrix(catalogue, occupation, figures)] : [];
  });
};

const matrix = (catalogue: OpenCatalogue, { code, name }: OpenOccupation, figures: readonly OpenFigure[]): Content => {
  const levels = [...new Set(figures.map(({ level }) => level ?? 0))].sort((a, b) => a - b);
  const counties = [...new Set(figures.map(({ county }) => county ?? ''))];
  const at = new Map(figures.map((one) => [`${one.county ?? ''}|${one.level ?? 0}`, one]));
  const rows = counties.map((county) => [
    countyOf(catalogue, county),
    ...levels.map((level) => {
      const one = at.get(`${county}|${level}`);
      return one ? String(figureText(one)) : NOBODY;
    }),
  ]);
  const width = Math.floor((515 - NAME_WIDTH) / 9) - 10;
  return {
    stack: [
      { text: `${code} ${name}`, style: 'h3' },
      headed([NAME_WIDTH, ...levels.map(() => width)], ['县市区', ...levels.map((level) => narrow(levelOf(catalogue, level)))], rows),
    ],
    unbreakable: counties.length < 20,
  };
};
