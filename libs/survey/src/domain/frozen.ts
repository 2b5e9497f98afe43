import type { Answer, Reason } from './questionnaire.js';

/**
 * One post of a frozen answer, as it is kept: occupation, level, short, needed in all, reasons, wages in yuan, the
 * client's code, the need.
 */
export type PackedRow = [
  occupation: string,
  level: number,
  short: number,
  needed: number | null,
  reasons: Reason[],
  from: number | null,
  to: number | null,
  client: string | null,
  need: string | null,
];

/** A frozen answer: member, enterprise, node path, industry, size, stratum, employees, posts, above the statistical size. */
export type PackedAnswer = [
  memberId: string,
  enterpriseId: string,
  nodePath: string,
  industry: string | null,
  size: string | null,
  stratum: string,
  employees: number | null,
  rows: PackedRow[],
  aboveScale: boolean,
];

export interface AnsweringMember {
  id: string;
  enterpriseId: string;
  nodePath: string;
  industryCode: string | null;
  sizeClass: string | null;
  stratum: string;
  aboveScale: boolean;
}

/** What of an answer goes into the figures: posts that are still short, or have people at work. */
export const pack = (member: AnsweringMember, answer: Answer): PackedAnswer => [
  member.id,
  member.enterpriseId,
  member.nodePath,
  member.industryCode,
  member.sizeClass,
  member.stratum,
  answer.employees,
  answer.rows.flatMap((row): PackedRow[] =>
    row.occupationCode && !row.withdrawn
      ? [
          [
            row.occupationCode,
            row.skillLevel,
            row.stillShort,
            row.neededInAll,
            row.reasons,
            row.wageFromYuan,
            row.wageToYuan,
            row.clientCreditCode,
            row.needId,
          ],
        ]
      : [],
  ),
  member.aboveScale,
];

/** One post of a frozen round, with all that figures are broken down by. Money in whole yuan a month. */
export interface FrozenRow {
  memberId: string;
  enterpriseId: string;
  nodePath: string;
  industryCode: string | null;
  sizeClass: string | null;
  stratum: string;
  employees: number | null;
  occupationCode: string;
  skillLevel: number;
  short: number;
  neededInAll: number | null;
  reasons: Reason[];
  wageFromYuan: number | null;
  wageToYuan: number | null;
  /** Set by staffing agencies: for whom. */
  clientCreditCode: string | null;
  /** The need of the ledger that it is about, if there is one. */
  needId: string | null;
}

export const unpack = ([memberId, enterpriseId, nodePath, industryCode, sizeClass, stratum, employees, rows]: PackedAnswer): FrozenRow[] =>
  rows.map(([occupationCode, skillLevel, short, neededInAll, reasons, wageFromYuan, wageToYuan, clientCreditCode, needId]) => ({
    memberId,
    enterpriseId,
    nodePath,
    industryCode,
    sizeClass,
    stratum,
    employees,
    occupationCode,
    skillLevel,
    short,
    neededInAll,
    reasons,
    wageFromYuan,
    wageToYuan,
    clientCreditCode,
    needId,
  }));
