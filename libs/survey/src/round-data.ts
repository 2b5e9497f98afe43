import { isStaffingAgency } from '#enterprise';
import { addDays, startOfDay } from '#platform/db';
import { fenOf } from '#reference';
import type { FrozenRow } from './domain/frozen.js';
import type { FrozenSurvey, SurveyRoundView } from './survey.reads.js';

/** A frozen round as figures are made of it: one answer for each enterprise, one row for each occupation and skill level it is short of. */
export interface RoundData {
  round: { id: string; quarter: string; version: number; asOf: string };
  strata: { key: string; population: number; sampled: number; responded: number }[];
  enterprises: RoundEnterprise[];
  rows: RoundRow[];
}

interface RoundEnterprise {
  id: string;
  /** County or zone. */
  nodeId: string;
  /** Division of its industry, `-` where nobody knows. */
  industry: string;
  size: string;
  aboveScale: boolean;
  stratum: string;
  employees: number;
}

interface RoundRow {
  enterpriseId: string;
  occupation: string;
  skillLevel: number;
  short: number;
  /** 0 when not asked. */
  neededInAll: number;
  reason: string | null;
  /** Fen a month. */
  wageFrom: number | null;
  wageTo: number | null;
  needId: string | null;
}

/** An enterprise that an agency seeks for, as the register knows it. */
export interface Client {
  id: string;
  nodePath: string;
  industryCode: string | null;
  sizeClass: string | null;
  aboveScale: boolean;
  employees: number | null;
}

export interface Surroundings {
  /** County or zone of a node path. */
  regionOf: (nodePath: string) => string;
  /** By credit code. */
  clients: ReadonlyMap<string, Client>;
}

/** A client outside the sample stands for itself: no stratum knows it. */
const ITSELF = '';

/**
 * A frozen survey in the words of the figures. What an agency seeks is counted once, for the client that it names: not at
 * all where the client answered the same occupation itself, and the most that any agency names where several seek for one
 * client. What names no client stays out.
 */
export const roundDataOf = (frozen: FrozenSurvey, around: Surroundings): RoundData => {
  const enterprises = frozen.enterprises.map((one): RoundEnterprise => ({
    ...formOf(one, around),
    id: one.enterpriseId,
    stratum: one.stratum,
  }));
  const answered = new Map(enterprises.map((one) => [one.id, one]));
  const rows: RoundRow[] = [];
  const forClients: FrozenRow[] = [];
  const own = new Set<string>();
  for (const row of frozen.rows) {
    if (row.clientCreditCode !== null) forClients.push(row);
    else if (!isStaffingAgency(row.industryCode)) {
      rows.push(rowOf(row, row.enterpriseId));
      if (row.short > 0) own.add(`${row.enterpriseId}|${row.occupationCode}`);
    }
  }
  for (const [row, client] of oncePerClient(forClients, around)) {
    const id = client?.id ?? `code:${row.clientCreditCode ?? ''}`;
    if (own.has(`${id}|${row.occupationCode}`)) continue;
    if (!answered.has(id)) {
      // Whom the register does not know is counted where the agency is.
      const one = {
        ...formOf(client ?? { ...row, industryCode: null, sizeClass: null, aboveScale: false, employees: null }, around),
        id,
        stratum: ITSELF,
      };
      answered.set(id, one);
      enterprises.push(one);
    }
    rows.push(rowOf(row, id));
  }
  const strata = frozen.strata.map(({ key, frame, asked, responded }) => ({ key, population: frame, sampled: asked, responded }));
  const { id, quarter } = frozen.round;
  return { round: { id, quarter, version: frozen.version, asOf: asOfOf(frozen.round).toISOString() }, strata, enterprises, rows };
};

/** Figures are true for the last moment of the closing day, or the moment of closing when that came before. */
const asOfOf = ({ closesOn, closedAt }: SurveyRoundView): Date => {
  const end = new Date(startOfDay(addDays(closesOn, 1)).getTime() - 1);
  return closedAt && closedAt < end ? closedAt : end;
};

const formOf = (one: Omit<Client, 'id'>, { regionOf }: Surroundings) => ({
  nodeId: regionOf(one.nodePath),
  industry: divisionOf(one.industryCode),
  size: one.sizeClass ?? UNKNOWN,
  aboveScale: one.aboveScale,
  employees: one.employees ?? 0,
});

const UNKNOWN = '-';
const divisionOf = (industryCode: string | null): string => /^[A-T]\d{2}/.exec(industryCode ?? '')?.[0] ?? UNKNOWN;

/** Of several agencies' rows for one client, occupation and level the largest. */
const oncePerClient = (rows: readonly FrozenRow[], { clients }: Surroundings): [FrozenRow, Client | undefined][] => {
  const largest = new Map<string, FrozenRow>();
  for (const row of rows) {
    const key = `${row.clientCreditCode ?? ''}|${row.occupationCode}|${row.skillLevel}`;
    const known = largest.get(key);
    if (!known || known.short < row.short) largest.set(key, row);
  }
  return [...largest.values()].map((row) => [row, clients.get(row.clientCreditCode ?? '')]);
};

const rowOf = (row: FrozenRow, enterpriseId: string): RoundRow => ({
  enterpriseId,
  occupation: row.occupationCode,
  skillLevel: row.skillLevel,
  short: row.short,
  neededInAll: row.neededInAll ?? 0,
  reason: row.reasons[0] ?? null,
  wageFrom: fenOf(row.wageFromYuan),
  wageTo: fenOf(row.wageToYuan),
  needId: row.needId,
});
