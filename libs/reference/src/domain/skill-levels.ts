export interface SkillLevel {
  /** 0 none asked … 8 首席技师. */
  level: number;
  zh: string;
  en: string;
  /** Kept by a certificate: 学徒工 is none, the last two are named by employers. */
  certified: boolean;
}

/** The eight grades (新八级工制度, 人社部发〔2022〕14号), and 0 for "none asked". */
export const skillLevels: readonly SkillLevel[] = [
  { level: 0, zh: '不限', en: 'none asked', certified: false },
  { level: 1, zh: '学徒工', en: 'apprentice', certified: false },
  { level: 2, zh: '初级工（五级）', en: 'junior worker (grade 5)', certified: true },
  { level: 3, zh: '中级工（四级）', en: 'intermediate worker (grade 4)', certified: true },
  { level: 4, zh: '高级工（三级）', en: 'senior worker (grade 3)', certified: true },
  { level: 5, zh: '技师（二级）', en: 'technician (grade 2)', certified: true },
  { level: 6, zh: '高级技师（一级）', en: 'senior technician (grade 1)', certified: true },
  { level: 7, zh: '特级技师', en: 'special-grade technician', certified: false },
  { level: 8, zh: '首席技师', en: 'chief technician', certified: false },
];

/** The level a text names ("高级工", "三级", "四级/中级工", "技师", "不限"), null when it names none. The highest wording wins: 高级技师 is no 技师. */
export function parseSkillLevel(text: string): number | null {
  const wanted = text.normalize('NFKC').replace(/\s+/g, '').toLowerCase();
  if (wanted === '') return null;
  if (/^[0-8]$/.test(wanted)) return Number(wanted);
  return WORDS.find(([pattern]) => pattern.test(wanted))?.[1] ?? null;
}

const WORDS: readonly (readonly [RegExp, number])[] = [
  [/首席技师|chief/, 8],
  [/特级技师|special-?grade/, 7],
  [/高级技师|一级技师|一级工|\(?一级\)?$|^一级|seniortechnician/, 6],
  [/技师|二级|technician/, 5],
  [/高级|三级|senior/, 4],
  [/中级|四级|intermediate/, 3],
  [/初级|五级|junior/, 2],
  [/学徒|apprentice/, 1],
  [/不限|无要求|不要求|^无$|none/, 0],
];
