import type { CatalogueLine } from '../domain/figures/published.js';
import type { OpenCatalogue, OpenFigure, OpenOccupation } from '../domain/open-catalogue.js';

/** What stands for a figure that is not published. */
export const WITHHELD = '不公布';
export const figureText = ({ withheld, estimate }: { withheld: boolean; estimate: number | null }): string | number =>
  withheld ? WITHHELD : (estimate ?? '');

export const SIZE_WORDS: Record<string, string> = { large: '大型', medium: '中型', small: '小型', micro: '微型', '-': '未知' };
export const GRADE_WORDS: Record<CatalogueLine['grade'], string> = {
  severe: '严重紧缺',
  short: '紧缺',
  tight: '偏紧',
  balanced: '基本平衡',
  X: '无法判断',
};
export const CHANGE_WORDS: Record<NonNullable<CatalogueLine['change']>, string> = {
  new: '新进',
  up: '上升',
  down: '下降',
  same: '持平',
  out: '退出',
};
export const REASON_WORDS: Record<string, string> = {
  no_applicants: '无人应聘',
  skill: '技能不符',
  pay: '薪酬偏低',
  shift: '班次',
  lodging: '住宿',
  distance: '路远',
  leaving: '人员流失',
};

/** Levels of the code. */
export const DEPTH_WORDS = ['', '大类', '中类', '小类', '职业'] as const;

/** Why a figure is not there: said where it is missing. */
export const withheldWhy = ({ policy }: OpenCatalogue): string =>
  `“${WITHHELD}”：背后的企业少于 ${policy.withholdBelow} 家，或可由其他数推算出这样的数。`;
/** What the list is in order of: said at the rank. */
export const rankedBy = ({ policy }: OpenCatalogue): string =>
  `排名按紧缺得分由高到低：得分 = ${policy.rank.gap} × 缺口占比 + ${policy.rank.divisions} × 上报县市区占比。`;
/** The interval, or that there is none as everybody was asked and answered. */
export const intervalText = ({ low, high }: { low?: number | null; high?: number | null }): string => {
  if (low === null || low === undefined || high === null || high === undefined) return '';
  return low === high ? '全部作答' : `${low}–${high}`;
};
/** Best rank first; what has none after it, by code. */
export const byRank = (a: OpenOccupation, b: OpenOccupation): number =>
  (a.rank ?? Infinity) - (b.rank ?? Infinity) || b.depth - a.depth || (a.code < b.code ? -1 : 1);

export const quarterText = (quarter: string): string => `${quarter.slice(0, 4)} 年第 ${quarter.slice(5)} 季度`;
export const percent = (share: number | null, digits = 1): string => (share === null ? '' : `${(share * 100).toFixed(digits)}%`);
export const dayText = (instant: string): string =>
  new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai' }).format(new Date(instant));

export const countyOf = ({ names }: OpenCatalogue, id: string | undefined): string => names.counties[id ?? '']?.name ?? id ?? '';
export const levelOf = ({ names }: OpenCatalogue, level: number | undefined): string => names.levels[String(level)]?.zh ?? '';
export const industryOf = ({ names }: OpenCatalogue, code: string | undefined): string =>
  code === '-' ? '未知' : (names.industries[code ?? ''] ?? code ?? '');

/** What every document says before its figures. */
export const statements = ({
  issuer,
  quarter,
  version,
  asOf,
  publishedAt,
  response,
  policy,
  digest,
  seal,
}: OpenCatalogue): [string, string][] => [
  ['发布单位', issuer],
  ['发布日期', dayText(publishedAt)],
  ['季度', quarterText(quarter)],
  ['口径', '季度冻结数（问卷调查加权估计，发布后不再变动；与实时数不同）'],
  ['数据时点', dayText(asOf)],
  ['版本', String(version)],
  ['应答率', `${percent(response.responseRate)}（抽取 ${response.sampled} 家，回收 ${response.responded} 家）`],
  ['覆盖率', `${percent(response.coverage)}（名录共 ${response.population} 家）`],
  ['估计区间', '总数与单项分组附 95% 置信区间；“全部作答”：该项企业全部调查并作答，没有抽样误差'],
  [WITHHELD, `少于 ${policy.withholdBelow} 家企业的数，以及可由其他数推算出这些数的数，不予公布`],
  ['紧缺排序', `得分 = ${policy.rank.gap} × 缺口占比 + ${policy.rank.divisions} × 上报县市区占比`],
  ['紧缺等级', '按填补率、空缺天数、求人倍率、薪酬变化、上报企业占比、连续季度数打分（0–3 分）取平均；X 表示数据不足、无法判断'],
  ['问卷摘要', digest],
  ['目录摘要', seal],
];

export const ofTable = ({ figures }: OpenCatalogue, table: OpenFigure['table']): OpenFigure[] =>
  figures.filter((figure) => figure.table === table);
