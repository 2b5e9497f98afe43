import { dayText } from './geo.js';
import type { PairFinder } from './pairs.js';
import type { Advice, Change, MatchingAnswer, Reason, UnfilledCode } from './problem.js';
import type { Tables } from './tables.js';

const thousands = (value: number): string => String(value).replace(/\B(?=(\d{3})+$)/g, ',');
const NUMERALS = ['零', '一', '两', '三', '四', '五', '六', '七', '八'];

const occupationText = (tables: Tables, b: number, n: number): string => {
  const [need, batch] = [tables.terms[n]!.occupation, tables.batchOccupation[b]!];
  if (need.fine === batch.fine) return '同一细类';
  if (need.small === batch.small) return '同一小类';
  return need.middle === batch.middle ? '同一中类' : '相近职业';
};

const skillText = (above: number, asked: number): string => {
  if (asked === 0) return '不限等级';
  if (above === 0) return '等级相符';
  return above > 0 ? `高${NUMERALS[above]}级` : '低一级，可培训';
};

const wageText = (gap: number): string => {
  if (gap === Infinity) return '工资面议';
  if (gap === 0) return '工资相符';
  return gap > 0 ? `工资高 ${thousands(gap)} 元` : `工资低 ${thousands(-gap)} 元`;
};

const monthAndDay = (day: string): string => `${Number(day.slice(5, 7))}月${Number(day.slice(8))}日`;
const arrivalText = ({ arrives, wished, latest }: NonNullable<Reason['days']>): string =>
  `${monthAndDay(arrives)}到岗（期望${monthAndDay(wished)}起，最晚${monthAndDay(latest)}）`;

const recordText = ({ supplier, enterprise }: NonNullable<Reason['record']>): string =>
  [...(supplier === null ? [] : [`供给方到位 ${supplier}%`]), ...(enterprise === null ? [] : [`企业履约 ${enterprise}%`])].join('，');

/** The named reasons of a pair: every part of its cost, with the figure behind it and its words. */
export const reasonsOf = (tables: Tables, finder: PairFinder, b: number, n: number, locked: boolean): Reason[] => {
  const terms = tables.terms[n]!;
  const parts = finder.parts(b, terms);
  const above = tables.batchLevel[b]! - terms.skillLevel;
  const gap = terms.wageTo - tables.batchWage[b]!;
  const arrives = finder.arrival(b, terms);
  const late = Math.max(0, arrives - terms.startFrom);
  const days = { arrives: dayText(arrives), wished: dayText(terms.startFrom), latest: dayText(terms.startBy) };
  const km = finder.km(b, terms);
  const reasons: Reason[] = [
    { kind: 'occupation', points: parts.occupation, value: parts.occupation, text: occupationText(tables, b, n) },
    {
      kind: parts.training > 0 ? 'training' : 'skill',
      points: parts.skill + parts.training,
      value: above,
      text: skillText(above, terms.skillLevel),
    },
    { kind: 'wage', points: parts.wage, value: Number.isFinite(gap) ? gap : 0, text: wageText(gap) },
    { kind: 'journey', points: parts.journey, value: km, text: `${thousands(km)} 公里` },
    { kind: 'lateness', points: parts.lateness, value: late, text: arrivalText(days), days },
  ];
  const record = {
    supplier: tables.records.suppliers[tables.supplierOf[b]!] ?? null,
    enterprise: tables.records.enterprises.get(tables.needs[n]!.enterprise) ?? null,
  };
  if (record.supplier !== null || record.enterprise !== null)
    reasons.push({ kind: 'record', points: parts.record, value: parts.record, text: recordText(record), record });
  if (locked) reasons.push({ kind: 'locked', points: -tables.weights.locked, value: 1, text: '已锁定' });
  return reasons;
};

export const unfilledTexts: Record<UnfilledCode, string> = {
  occupation: '没有这一职业的人',
  level: '没有达到这一技能等级的人',
  time: '没有人能在最晚到岗日之前到位',
  wage: '工资低于现有人员的期望',
  lodging: '外地人员需要住宿',
  excluded: '可行的搭配都被人工排除',
  'all-here': '合适的人已全部派来，没有更多了',
  elsewhere: '合适的人用在别处更好',
  'supplier-capacity': '供给方本次可派人数已用完',
  'too-costly': '有人可派，但代价高于收益',
  group: '人数不足以成团出行',
};

const changeText = ({ kind, by, to }: Change): string => {
  if (kind === 'wage') return `工资提高 ${thousands(by)} 元（到 ${thousands(Number(to))} 元）`;
  if (kind === 'start') return `最晚到岗推迟 ${by} 天（到 ${String(to)}）`;
  return kind === 'training' ? '接受低一级并培训' : '提供住宿';
};

export const adviceText = (change: Change, gain: number, netPlaced: number, taken: number): string =>
  `仅此一项改变：${changeText(change)}，本需求至少多得 ${gain} 人；总体多安置 ${netPlaced} 人，其中 ${taken} 人来自其他需求`;

const adviceLines = (advice: readonly Advice[]): string[] => advice.map(({ text }) => `    建议：${text}`);

/** The whole answer in words, one line per proposal and per unfilled need. */
export const explainAnswer = (answer: MatchingAnswer): string => {
  const head = answer.status === 'optimal' ? '已证明最优' : `可行，与上界相差 ${answer.gap} 分`;
  const lines = [
    `共安置 ${answer.placed} 人，${head}（目标值 ${answer.objective}，上界 ${answer.bound}）`,
    answer.certificate.valid ? '独立校验通过' : `独立校验未通过：${answer.certificate.faults.join('；')}`,
    answer.certificate.tierOrder === 'guarantee'
      ? '先给每家补上一部分缺口，再补其余：保证做到'
      : '尽量先给每家补上一部分缺口，再补其余，不作保证',
    ...answer.proposals.map(({ batch, need, people, text }) => `${batch} → ${need}：${people} 人（${text}）`),
    ...answer.unfilled.flatMap(({ need, people, reason, advice }) => [`${need} 仍缺 ${people} 人：${reason.text}`, ...adviceLines(advice)]),
  ];
  return `${lines.join('\n')}\n`;
};
