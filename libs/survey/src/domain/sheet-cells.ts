import { occupations, parseSkillLevel } from '#reference';
import { REASONS, type Reason } from './questionnaire.js';
import { REASON_WORDS } from './sheet-columns.js';

const half = (text: string): string => text.normalize('NFKC').trim();

/** A cell that says something that is not understood. */
export const UNCLEAR = 'unclear';
type Unclear = typeof UNCLEAR;

const WHOLE = /^(\d{1,7}|\d{1,3}(?:,\d{3})+)(?:\.0+)?$/;
const MOST = 1_000_000;

const wholeIn = (text: string): number | Unclear => {
  const digits = WHOLE.exec(text)?.[1];
  const value = Number((digits ?? '').replaceAll(',', ''));
  return digits === undefined || value > MOST ? UNCLEAR : value;
};

/** How many people a cell says; null when it says nothing. Only a whole number is one: 五六人, 5-8人, 约20, 若干 and 无 are asked back,
 * for the need would be closed, or promised against, by a guess. */
export const shortIn = (cell: string): number | Unclear | null => {
  const text = half(cell);
  return text === '' ? null : wholeIn(text.replace(/\s*[人名个]$/, ''));
};

/** Yuan a month; null when nothing is said. */
export const yuanIn = (cell: string): number | Unclear | null => {
  const text = half(cell);
  return text === '' ? null : wholeIn(text.replace(/^[¥￥]\s*/, '').replace(/\s*元?(?:\/月|每月)?$/, ''));
};

const YES = /^(?:是|是的|对|不招|不招了|不再招|不再招聘|不再招用|不需要|不需要了|停招|停止招聘|停止招用|取消|撤销|y|yes|true|1|√|✓|✔|☑)$/i;
const NO = /^(?:否|不是|n|no|false|0|无|-+|—+|\/|招|在招|还招|仍招|继续招|继续招聘|还在招)$/i;
const FULL = /^(?:已?经?招满了?|满员|已满|已?招齐了?|已?招到了?|已完成)$/;

/** Whether nobody is wanted any more; `full` says that all came, which is another thing. */
export const withdrawnIn = (cell: string): boolean | 'full' | Unclear => {
  const text = half(cell).replace(/[。.!！]$/, '');
  if (text === '' || NO.test(text)) return false;
  if (YES.test(text)) return true;
  return FULL.test(text) ? 'full' : UNCLEAR;
};

/** As enterprises put it when they do not take the word of the template. */
const reasonWords: Record<Reason, RegExp> = {
  no_applicants: /无人|没人|没有人|招不到|应聘/,
  skill: /技能|技术|不会|经验/,
  pay: /薪|工资|待遇|收入/,
  shift: /班次|倒班|夜班|两班|三班|加班|工时/,
  lodging: /宿|住房|食堂/,
  distance: /远|距离|交通|偏僻/,
  leaving: /流失|离职|流动|辞职|留不住/,
};

/** The reasons that a cell names, and the words that name none of those the survey knows. */
export const reasonsIn = (cell: string): { reasons: Reason[]; unknown: string[] } => {
  const words = half(cell)
    .split(/[、,;/|\s]+/)
    .filter(Boolean);
  const meant = (word: string): Reason[] =>
    REASONS.filter((reason) => word === reason || word.includes(REASON_WORDS[reason])).concat(
      REASONS.filter((reason) => reasonWords[reason].test(word)),
    );
  const found = new Set(words.flatMap(meant));
  return { reasons: REASONS.filter((reason) => found.has(reason)), unknown: words.filter((word) => meant(word).length === 0) };
};

/** Code of an occupation, from its code or its whole name; as written when the classification knows neither. */
export const occupationIn = (cell: string): { code: string | null; known: boolean } => {
  const text = half(cell).replace(/[–—‐‑_.]/g, '-');
  if (text === '') return { code: null, known: true };
  const code = occupations.byCode(text)?.code ?? occupations.search(text, 1).find((hit) => hit.name === text)?.code;
  return code === undefined ? { code: null, known: false } : { code, known: true };
};

/** Null when nothing is said. */
export const levelIn = (cell: string): number | Unclear | null => (half(cell) === '' ? null : (parseSkillLevel(half(cell)) ?? UNCLEAR));
