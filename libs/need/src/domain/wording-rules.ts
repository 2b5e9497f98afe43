import type { WordingRule } from './wording-laws.js';
import { PERSON_RULES } from './wording-person-rules.js';
import { WORK_RULES } from './wording-work-rules.js';

/** Work that may be closed to women: mines below ground, the heaviest grade of labour, frequent loads above 20 kg. */
export const BARRED_TO_WOMEN = /井下|矿井|矿下|四级(?:以上)?(?:的)?体力|体力劳动强度.{0,3}(?:第?四|Ⅳ|IV)|负重.{0,8}2[05](?:公斤|千克|kg)/i;

export const WORDING_RULES: readonly WordingRule[] = [...PERSON_RULES, ...WORK_RULES];
