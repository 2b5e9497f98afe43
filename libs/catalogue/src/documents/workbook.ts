import { PassThrough } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import ExcelJS from 'exceljs';
import type { OpenCatalogue } from '../domain/open-catalogue.js';
import {
  CHANGE_WORDS,
  countyOf,
  figureText,
  GRADE_WORDS,
  industryOf,
  levelOf,
  ofTable,
  percent,
  quarterText,
  REASON_WORDS,
  SIZE_WORDS,
  statements,
  WITHHELD,
} from './words.js';

type Value = string | number;
type Sheet = { name: string; columns: [string, number][]; rows: Iterable<Value[]> };

/** The workbook: what it is, the list, the province's table, and the figures by county and level. */
export const workbookOf = async (catalogue: OpenCatalogue): Promise<Buffer> => {
  const stream = new PassThrough();
  const whole = buffer(stream);
  const workbook = new ExcelJS.stream.xlsx.WorkbookWriter({ stream, useStyles: true });
  for (const sheet of sheetsOf(catalogue)) write(workbook, sheet);
  await workbook.commit();
  return whole;
};

const write = (workbook: ExcelJS.stream.xlsx.WorkbookWriter, { name, columns, rows }: Sheet): void => {
  const sheet = workbook.addWorksheet(name, { views: [{ state: 'frozen', ySplit: 1 }] });
  sheet.columns = columns.map(([header, width]) => ({ header, width }));
  sheet.getRow(1).font = { bold: true };
  for (const row of rows) sheet.addRow(row).commit();
  sheet.commit();
};

/** Code and name of an occupation of the catalogue. */
type Named = (code: string | undefined) => [string, string];

const sheetsOf = (catalogue: OpenCatalogue): Sheet[] => {
  const nameOf = new Map(catalogue.occupations.map(({ code, name }) => [code, name]));
  const occupation: Named = (code) => [code ?? '', nameOf.get(code ?? '') ?? ''];
  return [
    about(catalogue),
    list(catalogue),
    province(catalogue, occupation),
    byCountyAndLevel(catalogue, occupation),
    byCounty(catalogue, occupation),
    byLevel(catalogue, occupation),
    sums(catalogue),
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
    ['排名', 8],
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
  ],
  rows: catalogue.occupations.map((line) => [
    line.rank ?? '',
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
  ],
  rows: ofTable(catalogue, 'province').map((one) => [
    one.aboveScale ? '是' : '否',
    one.industry ?? '',
    industryOf(catalogue, one.industry),
    ...occupation(one.occupation),
    figureText(one),
    one.withheld ? WITHHELD : percent(one.shortageRate ?? null),
  ]),
});

const byCountyAndLevel = (catalogue: OpenCatalogue, occupation: Named): Sheet => ({
  name: '县市区职业等级',
  columns: [
    ['职业代码', 14],
    ['职业', 28],
    ['县市区', 24],
    ['技能等级', 18],
    ['缺工人数', 12],
  ],
  rows: ofTable(catalogue, 'occupation_county_level').map((one) => [
    ...occupation(one.occupation),
    countyOf(catalogue, one.county),
    levelOf(catalogue, one.level),
    figureText(one),
  ]),
});

const byCounty = (catalogue: OpenCatalogue, occupation: Named): Sheet => ({
  name: '县市区职业',
  columns: [
    ['职业代码', 14],
    ['职业', 28],
    ['县市区', 24],
    ['缺工人数', 12],
  ],
  rows: ofTable(catalogue, 'occupation_county').map((one) => [
    ...occupation(one.occupation),
    countyOf(catalogue, one.county),
    figureText(one),
  ]),
});

const byLevel = (catalogue: OpenCatalogue, occupation: Named): Sheet => ({
  name: '职业等级',
  columns: [
    ['职业代码', 14],
    ['职业', 28],
    ['技能等级', 18],
    ['缺工人数', 12],
  ],
  rows: ofTable(catalogue, 'occupation_level').map((one) => [
    ...occupation(one.occupation),
    levelOf(catalogue, one.level),
    figureText(one),
  ]),
});

const sums = (catalogue: OpenCatalogue): Sheet => ({
  name: '分组合计',
  columns: [
    ['分组', 12],
    ['项目', 32],
    ['缺工人数', 12],
    ['区间下限', 10],
    ['区间上限', 10],
  ],
  rows: catalogue.figures.flatMap((one): Value[][] => {
    const label = {
      total: ['合计', ''],
      county: ['县市区', countyOf(catalogue, one.county)],
      level: ['技能等级', levelOf(catalogue, one.level)],
      industry: ['行业大类', industryOf(catalogue, one.industry)],
      size: ['企业规模', SIZE_WORDS[one.size ?? ''] ?? ''],
    }[one.table as string];
    return label ? [[...label, figureText(one), one.low ?? '', one.high ?? '']] : [];
  }),
});
