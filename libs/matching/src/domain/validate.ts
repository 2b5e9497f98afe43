import type { Fault, NeedInput } from './problem.js';
import { defaultWeights } from './weights.js';

export interface ValidationRules {
  /** Whether the classification knows the occupation. Absent: the form of the code is checked only. */
  readonly knowsOccupation?: (code: string) => boolean;
  /** false where `short` is what remains and commitments may rightly be larger, as in figures from the ledger. */
  readonly commitmentsWithinShort?: boolean;
}

const OCCUPATION = /^\d(-\d{2}){1,2}(-\d{2,3})?$/;
const DAY = /^\d{4}-\d{2}-\d{2}$/;
const MOST_PEOPLE = 1_000_000;
const MOST_POINTS = 1_000_000;
const MOST_DAYS = 365;

const isDay = (value: unknown): value is string =>
  typeof value === 'string' && DAY.test(value) && !Number.isNaN(Date.parse(value)) && new Date(value).toISOString().startsWith(value);
const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);

/** Gathers faults; every check says where it stands. */
class Findings {
  readonly faults: Fault[] = [];

  add(path: string, code: string, message: string): void {
    this.faults.push({ path, code, message });
  }

  text(path: string, value: unknown): value is string {
    if (typeof value === 'string' && value !== '') return true;
    this.add(path, 'text', 'expected a text that is not empty');
    return false;
  }

  integer(path: string, value: unknown, low: number, high: number): value is number {
    if (Number.isInteger(value) && (value as number) >= low && (value as number) <= high) return true;
    this.add(path, 'integer', `expected an integer from ${low} to ${high}, found ${JSON.stringify(value)}`);
    return false;
  }

  number(path: string, value: unknown, low: number, high: number): void {
    if (typeof value === 'number' && value >= low && value <= high) return;
    this.add(path, 'number', `expected a number from ${low} to ${high}, found ${JSON.stringify(value)}`);
  }

  day(path: string, value: unknown): value is string {
    if (isDay(value)) return true;
    this.add(path, 'day', `expected a date as YYYY-MM-DD, found ${JSON.stringify(value)}`);
    return false;
  }

  optionalFlag(path: string, value: unknown): void {
    if (value !== undefined && value !== null && typeof value !== 'boolean') this.add(path, 'flag', 'expected true or false');
  }
}

type Row = Record<string, unknown>;

const rowsOf = (findings: Findings, problem: Row, name: string, required: boolean): Row[] => {
  const list = problem[name];
  if (list === undefined && !required) return [];
  if (!Array.isArray(list)) {
    findings.add(name, 'list', 'expected a list');
    return [];
  }
  return list.map((row: unknown, k) => {
    if (isObject(row)) return row;
    findings.add(`${name}[${k}]`, 'object', 'expected an object');
    return {};
  });
};

const idsOf = (findings: Findings, rows: Row[], name: string): Set<string> => {
  const seen = new Set<string>();
  rows.forEach(({ id }, k) => {
    const path = `${name}[${k}].id`;
    if (!findings.text(path, id)) return;
    if (seen.has(id)) findings.add(path, 'duplicate', `the id ${id} is given twice`);
    seen.add(id);
  });
  return seen;
};

const place = (findings: Findings, path: string, row: Row): void => {
  findings.number(`${path}.lng`, row.lng, -180, 180);
  findings.number(`${path}.lat`, row.lat, -90, 90);
};

const occupation = (findings: Findings, path: string, code: unknown, rules: ValidationRules): void => {
  if (!findings.text(path, code)) return;
  const known = OCCUPATION.test(code) && (rules.knowsOccupation?.(code) ?? true);
  if (!known) findings.add(path, 'occupation', `${code} is no occupation of the classification`);
};

const reference = (findings: Findings, path: string, id: unknown, known: Set<string>, what: string): void => {
  if (findings.text(path, id) && !known.has(id)) findings.add(path, 'unknown', `there is no ${what} ${id}`);
};

/** Of a hundred people. */
const checkRecord = (findings: Findings, path: string, record: unknown): void => {
  if (record !== undefined && record !== null) findings.integer(path, record, 0, 100);
};

const checkBatch = (findings: Findings, path: string, batch: Row, suppliers: Set<string>, rules: ValidationRules): void => {
  reference(findings, `${path}.supplier`, batch.supplier, suppliers, 'supplier');
  occupation(findings, `${path}.occupation`, batch.occupation, rules);
  findings.integer(`${path}.skillLevel`, batch.skillLevel, 0, 8);
  findings.integer(`${path}.people`, batch.people, 0, MOST_PEOPLE);
  findings.integer(`${path}.wage`, batch.wage, 0, MOST_POINTS);
  findings.day(`${path}.freeFrom`, batch.freeFrom);
  if (batch.smallestGroup !== undefined && batch.smallestGroup !== null) {
    findings.integer(`${path}.smallestGroup`, batch.smallestGroup, 0, MOST_PEOPLE);
  }
};

const checkWages = (findings: Findings, path: string, { wageFrom, wageTo }: Row): void => {
  const open = (value: unknown): boolean => value === null || value === undefined;
  const from = !open(wageFrom) && findings.integer(`${path}.wageFrom`, wageFrom, 0, MOST_POINTS);
  const to = !open(wageTo) && findings.integer(`${path}.wageTo`, wageTo, 0, MOST_POINTS);
  if (from && to && wageFrom > wageTo) {
    findings.add(`${path}.wageTo`, 'crossed', `wages are crossed: ${String(wageFrom)} is above ${String(wageTo)}`);
  }
};

const checkNeed = (findings: Findings, path: string, need: Row, rules: ValidationRules): void => {
  findings.text(`${path}.enterprise`, need.enterprise);
  findings.text(`${path}.division`, need.division);
  occupation(findings, `${path}.occupation`, need.occupation, rules);
  findings.integer(`${path}.skillLevel`, need.skillLevel, 0, 8);
  findings.integer(`${path}.short`, need.short, 0, MOST_PEOPLE);
  checkWages(findings, path, need);
  const from = findings.day(`${path}.startFrom`, need.startFrom);
  const by = findings.day(`${path}.startBy`, need.startBy);
  if (from && by && (need.startFrom as string) > (need.startBy as string)) {
    findings.add(`${path}.startBy`, 'order', `dates are out of order: ${String(need.startBy)} is before ${String(need.startFrom)}`);
  }
  if (need.priority !== undefined) findings.number(`${path}.priority`, need.priority, 0, 100);
  findings.optionalFlag(`${path}.trainable`, need.trainable);
  findings.optionalFlag(`${path}.lodging`, need.lodging);
};

const checkPairs = (
  findings: Findings,
  name: string,
  rows: Row[],
  ids: { batches: Set<string>; needs: Set<string> },
  counted: boolean,
): void =>
  rows.forEach((row, k) => {
    reference(findings, `${name}[${k}].batch`, row.batch, ids.batches, 'batch');
    reference(findings, `${name}[${k}].need`, row.need, ids.needs, 'need');
    if (counted) findings.integer(`${name}[${k}].people`, row.people, 1, MOST_PEOPLE);
  });

const checkCommitments = (findings: Findings, committed: Row[], needs: Row[]): void => {
  const short = new Map(needs.map((need) => [need.id, need as unknown as NeedInput]));
  const total = new Map<unknown, number>();
  committed.forEach(({ need, people }, k) => {
    if (!Number.isInteger(people)) return;
    const sum = (total.get(need) ?? 0) + (people as number);
    total.set(need, sum);
    const limit = short.get(need)?.short;
    if (limit !== undefined && sum > limit)
      findings.add(`committed[${k}].people`, 'above-need', `${sum} are committed to a need that lacks ${limit}`);
  });
};

const checkRelated = (findings: Findings, related: unknown): void => {
  if (related === undefined) return;
  if (!Array.isArray(related)) return findings.add('related', 'list', 'expected a list');
  related.forEach((pair: unknown, k) => {
    if (!Array.isArray(pair) || pair.length !== 2) findings.add(`related[${k}]`, 'pair', 'expected two occupations');
    else pair.forEach((code: unknown, side) => findings.text(`related[${k}][${side}]`, code));
  });
};

const checkWeights = (findings: Findings, weights: unknown): void => {
  if (weights === undefined) return;
  if (!isObject(weights)) return findings.add('weights', 'object', 'expected an object');
  for (const [name, value] of Object.entries(weights)) {
    if (!(name in defaultWeights)) findings.add(`weights.${name}`, 'unknown', 'there is no such weight');
    else if (name === 'tiers') checkTiers(findings, value);
    else findings.integer(`weights.${name}`, value, name === 'kmPerRailDay' ? 1 : 0, name === 'organiseDays' ? MOST_DAYS : MOST_POINTS);
  }
};

const checkTiers = (findings: Findings, tiers: unknown): void => {
  if (!Array.isArray(tiers) || tiers.length === 0 || tiers.length > 10)
    return findings.add('weights.tiers', 'list', 'expected one to ten tiers');
  tiers.forEach((tier: unknown, k) => {
    const { percent, worth } = isObject(tier) ? tier : {};
    findings.integer(`weights.tiers[${k}].percent`, percent, 0, 100);
    findings.integer(`weights.tiers[${k}].worth`, worth, 0, MOST_POINTS);
    const before = tiers[k - 1] as { worth?: unknown } | undefined;
    if (Number(worth) > Number(before?.worth ?? Infinity))
      findings.add(`weights.tiers[${k}].worth`, 'rises', 'the worth of tiers must never rise');
  });
};

/** Everything wrong with a set of weights, each fault with its place; an empty list when a run can use them. */
export const validateWeights = (weights: unknown): Fault[] => {
  const findings = new Findings();
  checkWeights(findings, weights);
  return findings.faults;
};

/** Everything wrong with a problem, each fault with its place; an empty list when it can be solved. `input` may be any JSON value. */
export const validateProblem = (input: unknown, rules: ValidationRules = {}): Fault[] => {
  const findings = new Findings();
  if (!isObject(input)) return [{ path: '', code: 'object', message: 'expected an object' }];
  findings.day('asOf', input.asOf);
  if (isObject(input.city)) place(findings, 'city', input.city);
  else findings.add('city', 'object', 'expected { lng, lat }');
  const [suppliers, batches, needs] = ['suppliers', 'batches', 'needs'].map((name) => rowsOf(findings, input, name, true)) as [
    Row[],
    Row[],
    Row[],
  ];
  const ids = {
    suppliers: idsOf(findings, suppliers, 'suppliers'),
    batches: idsOf(findings, batches, 'batches'),
    needs: idsOf(findings, needs, 'needs'),
  };
  suppliers.forEach((supplier, k) => {
    place(findings, `suppliers[${k}]`, supplier);
    const limit = supplier.peoplePerRun;
    if (limit !== undefined && limit !== null) findings.integer(`suppliers[${k}].peoplePerRun`, limit, 0, 2 ** 31 - 1);
    checkRecord(findings, `suppliers[${k}].record`, supplier.record);
  });
  const enterprises = rowsOf(findings, input, 'enterprises', false);
  idsOf(findings, enterprises, 'enterprises');
  enterprises.forEach(({ record }, k) => checkRecord(findings, `enterprises[${k}].record`, record));
  batches.forEach((batch, k) => checkBatch(findings, `batches[${k}]`, batch, ids.suppliers, rules));
  needs.forEach((need, k) => checkNeed(findings, `needs[${k}]`, need, rules));
  const committed = rowsOf(findings, input, 'committed', false);
  checkPairs(findings, 'committed', committed, ids, true);
  if (rules.commitmentsWithinShort !== false) checkCommitments(findings, committed, needs);
  checkPairs(findings, 'excluded', rowsOf(findings, input, 'excluded', false), ids, false);
  checkPairs(findings, 'locked', rowsOf(findings, input, 'locked', false), ids, true);
  rowsOf(findings, input, 'quotas', false).forEach(({ kind, id }, k) =>
    findings.add(
      `quotas[${k}]`,
      'crossing',
      `a quota by ${String(kind)} (${String(id)}) crosses suppliers and enterprises; such a plan cannot be found exactly`,
    ),
  );
  checkRelated(findings, input.related);
  checkWeights(findings, input.weights);
  return findings.faults;
};
