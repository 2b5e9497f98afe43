import { PassThrough } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { streamWorkbook, type StreamedWorkbook } from '#platform/table';
import type { OpenCatalogue, OpenFigure } from '../domain/open-catalogue.js';
import { depthOf } from '../domain/figures/round.js';
import { finestOf, shownAbove } from '../domain/finest.js';
import {
  byRank,
  CHANGE_WORDS,
  countyOf,
  DEPTH_WORDS,
  figureText,
  GRADE_WORDS,
  industryOf,
  intervalText,
  levelOf,
  ofTable,
  percent,
  quarterText,
  REASON_WORDS,
  SIZE_WORDS,
  statements,
  withheldWhy,
  WITHHELD,
} from './words.js';

type Value = string | number;
type Sheet = { name: string; columns: [string, number][]; rows: Iterable<Value[]> };

const WHY: [string, number] = ['说明', 46];

/** The workbook: the list by rank first, the province's table, the figures by county and level, and what it all is. */
export const workbookOf = async (catalogue: OpenCatalogue): Promise<Buffer> => {
  const stream = new PassThrough();
  const whole = buffer(stream);
  const workbook = await streamWorkbook(stream, { useStyles: true });
  for (const sheet of sheetsOf(catalogue)) write(workbook, sheet);
  await workbook.commit();
  return whole;
};

const write = (workbook: StreamedWorkbook, { name, columns, rows }: Sheet): void => {
  const sheet = workbook.addWorksheet(name, { views: [{ state: 'frozen', ySplit: 1 }] });
  sheet.columns = columns.map(([header, width]) => ({ header, width }));
  sheet.getRow(1).font = { bold: true };
  sheet.autoFilter = { from: { row: 1, column: 1 }, to: { row: 1, column: columns.length } };
  for (const row of rows) sheet.addRow(row).commit();
  sheet.commit();
};

/** Code and name of an occupation of the catalogue. */
type Named = (code: string | undefined) => [string, string];

const sheetsOf = (catalogue: OpenCatalogue): Sheet[] => {
  const nameOf = new Map(catalogue.occupations.map(({ code, name }) => [code, name]));
  const occupation: Named = (code) => [code ?? '', nameOf.get(code ?? '') ?? ''];
  return [
    list(catalogue),
    province(catalogue, occupation),
    byCountyAndLevel(catalogue, occupation),
    byCounty(catalogue, occupation),
    byLevel(catalogue, occupation),
    sums(catalogue),
    about(catalogue),
  ];
};

const about = (catalogue: OpenCatalogue): Sheet => ({
  name: '说明',
  columns: [
    [`${quarterText(catalogue.quarter)}紧缺职业目录`, 28],
    ['', 90],
  ],
  rows: statements(catalogue),
});

const list = (catalogue: OpenCatalogue): Sheet => ({
  name: '紧缺职业',
  columns: [
    ['排名（按紧缺得分）', 18],
    ['紧缺得分', 10],
    ['分类层级', 10],
    ['职业代码', 14],
    ['职业', 28],
    ['缺工人数', 12],
    ['区间下限', 10],
    ['区间上限', 10],
    ['缺工率', 10],
    ['紧缺等级', 12],
    ['较上季度', 10],
    ['上报企业数', 12],
    ['上报县市区数', 14],
    ['连续季度数', 12],
    ['月薪中位数（元）', 16],
    ['主要原因', 14],
    WHY,
  ],
  rows: [...catalogue.occupations]
    .sort(byRank)
    .map((line) => [
      line.rank ?? '',
      line.score ?? '',
      DEPTH_WORDS[line.depth] ?? '',
      line.code,
      line.name,
      figureText(line),
      line.low ?? '',
      line.high ?? '',
      percent(line.shortageRate),
      line.withheld ? '' : GRADE_WORDS[line.grade],
      line.change ? CHANGE_WORDS[line.change] : '',
      line.enterprises ?? '',
      line.divisions ?? '',
      line.quarters ?? '',
      line.wageYuan ?? '',
      REASON_WORDS[line.mainReason ?? ''] ?? '',
      why(catalogue, line) || (intervalText(line) === '全部作答' ? '全部作答，没有抽样误差' : ''),
    ]),
});

const province = (catalogue: OpenCatalogue, occupation: Named): Sheet => ({
  name: '省表',
  columns: [
    ['是否规上', 10],
    ['行业大类代码', 14],
    ['行业大类', 32],
    ['工种代码', 14],
    ['工种', 28],
    ['缺工人数', 12],
    ['缺工率', 10],
    ['分类层级', 10],
    WHY,
  ],
  rows: finestOf(catalogue).map(({ figure: one, instead }) => [
    instead > 0 ? '不分' : one.aboveScale ? '是' : '否',
    one.industry ?? '',
    instead > 0 ? '不分行业' : industryOf(catalogue, one.industry),
    ...occupation(one.occupation),
    figureText(one),
    one.withheld ? WITHHELD : percent(one.shortageRate ?? null),
    DEPTH_WORDS[depthOf(one.occupation ?? '')] ?? '',
    instead > 0 ? `合计：其中 ${instead} 个“行业、规上”分项不能单独公布` : why(catalogue, one),
  ]),
});

/** Why a line has no figure, on the line itself. */
const why = (catalogue: OpenCatalogue, { withheld }: { withheld: boolean }): string => (withheld ? withheldWhy(catalogue) : '');

/** For what may not be told by county and level: the county with all levels, the level in the whole city, or the occupation in all. */
const coarserIn = (catalogue: OpenCatalogue): ((one: OpenFigure) => string) => {
  const sums = new Map<string, string>();
  for (const one of ofTable(catalogue, 'occupation_county'))
    if (!one.withheld) sums.set(`${one.occupation ?? ''}|${one.county ?? ''}`, `本县市区各等级合计 ${one.estimate ?? ''}`);
  for (const one of ofTable(catalogue, 'occupation_level'))
    if (!one.withheld) sums.set(`${one.occupation ?? ''}|${one.level ?? ''}`, `全市本等级合计 ${one.estimate ?? ''}`);
  const byCode = new Map(catalogue.occupations.map((one) => [one.code, one]));
  return ({ occupation = '', county = '', level }) => {
    const all = shownAbove(byCode, occupation);
    return (
      sums.get(`${occupation}|${county}`) ??
      sums.get(`${occupation}|${level ?? ''}`) ??
      (all ? `全市${all.code === occupation ? '' : `“${all.name}”`}合计 ${all.estimate ?? ''}` : '')
    );
  };
};

const byCountyAndLevel = (catalogue: OpenCatalogue, occupation: Named, coarser = coarserIn(catalogue)): Sheet => ({
  name: '县市区职业等级',
  columns: [['职业代码', 14], ['职业', 28], ['县市区', 24], ['技能等级', 18], ['缺工人数', 12], WHY],
  rows: ofTable(catalogue, 'occupation_county_level').map((one) => [
    ...occupation(one.occupation),
    countyOf(catalogue, one.county),
    levelOf(catalogue, one.level),
    figureText(one),
    one.withheld ? coarser(one) : '',
    why(catalogue, one),
  ]),
});

const byCounty = (catalogue: OpenCatalogue, occupation: Named): Sheet => ({
  name: '县市区职业',
  columns: [['职业代码', 14], ['职业', 28], ['县市区', 24], ['缺工人数', 12], WHY],
  rows: ofTable(catalogue, 'occupation_county').map((one) => [
    ...occupation(one.occupation),
    countyOf(catalogue, one.county),
    figureText(one),
    why(catalogue, one),
  ]),
});

const byLevel = (catalogue: OpenCatalogue, occupation: Named): Sheet => ({
  name: '职业等级',
  columns: [['职业代码', 14], ['职业', 28], ['技能等级', 18], ['缺工人数', 12], WHY],
  rows: ofTable(catalogue, 'occupation_level').map((one) => [
    ...occupation(one.occupation),
    levelOf(catalogue, one.level),
    figureText(one),
    why(catalogue, one),
  ]),
});

const sums = (catalogue: OpenCatalogue): Sheet => ({
  name: '分组合计',
  columns: [['分组', 12], ['项目', 32], ['缺工人数', 12], ['区间下限', 10], ['区间上限', 10], WHY],
  rows: catalogue.figures.flatMap((one): Value[][] => {
    const label = {
      total: ['合计', ''],
      county: ['县市区', countyOf(catalogue, one.county)],
      level: ['技能等级', levelOf(catalogue, one.level)],
      industry: ['行业大类', industryOf(catalogue, one.industry)],
      size: ['企业规模', SIZE_WORDS[one.size ?? ''] ?? ''],
    }[one.table as string];
    return label ? [[...label, figureText(one), one.low ?? '', one.high ?? '', why(catalogue, one)]] : [];
  }),
});
