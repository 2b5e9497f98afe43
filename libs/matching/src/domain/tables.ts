import { dayNumber, roadKm } from './geo.js';
import type { BatchInput, MatchingProblem, NeedInput, Place, SupplierInput } from './problem.js';
import { travelDays, weightsOf, type Weights } from './weights.js';

/** An occupation code as three numbers: 中类, 小类 and the whole code. Equal numbers mean equal codes. */
export interface OccupationKey {
  readonly middle: number;
  readonly small: number;
  readonly fine: number;
}

/** What of a need decides about pairs; advice changes one field of a copy. */
export interface NeedTerms {
  readonly occupation: OccupationKey;
  readonly skillLevel: number;
  /** Upper wage, Infinity when it is to be agreed. */
  readonly wageTo: number;
  readonly startFrom: number;
  readonly startBy: number;
  readonly trainable: boolean;
  readonly lodging: boolean;
  /** Points for whom its enterprise did not keep. */
  readonly lost: number;
  readonly division: number;
}

/** The problem sorted by id, with texts turned into numbers once. */
export interface Tables {
  readonly problem: MatchingProblem;
  readonly weights: Weights;
  readonly suppliers: readonly SupplierInput[];
  readonly batches: readonly BatchInput[];
  readonly needs: readonly NeedInput[];
  readonly supplierOf: Int32Array;
  readonly batchOccupation: readonly OccupationKey[];
  readonly batchLevel: Int32Array;
  readonly batchWage: Int32Array;
  /** The day on which a batch's people can leave: free, and organised since. */
  readonly batchReady: Int32Array;
  readonly terms: readonly NeedTerms[];
  /** Of a hundred, as far as it is known: who came from each supplier, and whom each enterprise kept. */
  readonly records: { readonly suppliers: readonly (number | null)[]; readonly enterprises: ReadonlyMap<string, number> };
  /** Points for whom each supplier said it would send and did not. */
  readonly supplierLost: Int32Array;
  readonly divisions: readonly string[];
  /** Road kilometres, supplier × division. */
  readonly km: Int32Array;
  /** Days on the way, supplier × division. */
  readonly travel: Int32Array;
  /** Whole codes that the bureau holds close to a whole code. */
  readonly related: ReadonlyMap<number, readonly number[]>;
  readonly batchIndex: ReadonlyMap<string, number>;
  readonly needIndex: ReadonlyMap<string, number>;
}

class Interner {
  private readonly numbers = new Map<string, number>();

  of(text: string): number {
    const known = this.numbers.get(text);
    if (known !== undefined) return known;
    this.numbers.set(text, this.numbers.size);
    return this.numbers.size - 1;
  }

  get texts(): string[] {
    return [...this.numbers.keys()];
  }
}

/** A code shorter than 细类 stands for its group: it is its own 小类 or 中类. */
const occupationKeys = (): ((code: string) => OccupationKey) => {
  const names = new Interner();
  const keys = new Map<string, OccupationKey>();
  return (code) => {
    let key = keys.get(code);
    if (!key) {
      const parts = code.split('-');
      key = { middle: names.of(parts.slice(0, 2).join('-')), small: names.of(parts.slice(0, 3).join('-')), fine: names.of(code) };
      keys.set(code, key);
    }
    return key;
  };
};

const byId = <T extends { readonly id: string }>(rows: readonly T[]): T[] =>
  [...rows].sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
const indexOf = (rows: readonly { readonly id: string }[]): Map<string, number> => new Map(rows.map(({ id }, k) => [id, k]));

const distances = (suppliers: readonly SupplierInput[], places: readonly Place[]): Int32Array => {
  const km = new Int32Array(suppliers.length * places.length);
  suppliers.forEach((supplier, s) => places.forEach((place, d) => (km[s * places.length + d] = roadKm(supplier, place))));
  return km;
};

const relatedCodes = (problem: MatchingProblem, keyOf: (code: string) => OccupationKey): Map<number, number[]> => {
  const related = new Map<number, number[]>();
  const add = (from: string, to: string): void => {
    const list = related.get(keyOf(from).fine) ?? [];
    related.set(keyOf(from).fine, [...list, keyOf(to).fine]);
  };
  for (const [a, b] of problem.related ?? []) {
    add(a, b);
    add(b, a);
  }
  return related;
};

/** `placeOf` says where a division lies; divisions it does not know count as the city's middle. */
export const tablesOf = (problem: MatchingProblem, placeOf: (division: string) => Place | undefined = () => undefined): Tables => {
  const [suppliers, batches, needs] = [byId(problem.suppliers), byId(problem.batches), byId(problem.needs)];
  const keyOf = occupationKeys();
  const divisions = new Interner();
  const days = new Map<string, number>();
  const day = (date: string): number => {
    const known = days.get(date) ?? dayNumber(date);
    days.set(date, known);
    return known;
  };
  const supplierIndex = indexOf(suppliers);
  const weights = weightsOf(problem.weights);
  const lost = (record: number | null | undefined): number => (100 - (record ?? 100)) * weights.perPercentLost;
  const enterprises = new Map((problem.enterprises ?? []).flatMap(({ id, record }) => (record == null ? [] : [[id, record]])));
  const terms = needs.map((need): NeedTerms => ({
    occupation: keyOf(need.occupation),
    skillLevel: need.skillLevel,
    wageTo: need.wageTo ?? need.wageFrom ?? Infinity,
    startFrom: day(need.startFrom),
    startBy: day(need.startBy),
    trainable: need.trainable === true,
    lodging: need.lodging !== false,
    lost: lost(enterprises.get(need.enterprise)),
    division: divisions.of(need.division),
  }));
  const column = (of: (batch: BatchInput) => number): Int32Array => Int32Array.from(batches, of);
  const km = distances(
    suppliers,
    divisions.texts.map((code) => placeOf(code) ?? problem.city),
  );
  return {
    problem,
    weights,
    suppliers,
    batches,
    needs,
    supplierOf: column((batch) => supplierIndex.get(batch.supplier)!),
    batchOccupation: batches.map((batch) => keyOf(batch.occupation)),
    batchLevel: column((batch) => batch.skillLevel),
    batchWage: column((batch) => batch.wage),
    batchReady: column((batch) => Math.max(day(batch.freeFrom), day(problem.asOf)) + weights.organiseDays),
    terms,
    records: { suppliers: suppliers.map(({ record }) => record ?? null), enterprises },
    supplierLost: Int32Array.from(suppliers, ({ record }) => lost(record)),
    divisions: divisions.texts,
    km,
    travel: km.map((far) => travelDays(far, weights)),
    related: relatedCodes(problem, keyOf),
    batchIndex: indexOf(batches),
    needIndex: indexOf(needs),
  };
};
