import { certifyTransport, TransportSession, type TransportOptimum, type TransportSignal } from '#solver';
import { adviseAll } from './advice.js';
import { buildModel, type Model } from './build.js';
import { reasonsOf, unfilledTexts } from './explain.js';
import { HALF_POINTS } from './pairs.js';
import type {
  Advice,
  CertificateOutput,
  Fault,
  MatchingOutcome,
  MatchingProblem,
  Place,
  ProposalOutput,
  UnfilledOutput,
} from './problem.js';
import { repairGroups } from './repair.js';
import { tablesOf } from './tables.js';
import { flowState, PairsByNeed, unfilledReason } from './unfilled.js';
import { validateProblem, type ValidationRules } from './validate.js';

export interface MatchingOptions extends ValidationRules {
  /** Where a division lies; the city's middle when unknown. */
  readonly placeOf?: (division: string) => Place | undefined;
  readonly threads?: number;
  /** Word 0 set to 1 stops the run; words 1 and 2 count the components done and in all. */
  readonly signal?: TransportSignal;
  /** false leaves advice out, which costs about as long as the run itself. */
  readonly advice?: boolean;
  /** Told the optimum's price of one more place of each need, in points: what the flow's dual says. */
  readonly onPrices?: (needs: readonly string[], points: Float64Array) => void;
  /** Milliseconds for `timing`; a clock the caller may replace. */
  readonly now?: () => number;
}

const REPAIR_TRIES = 200;

const tooMany: readonly Fault[] = [
  { path: '', code: 'too-many-pairs', message: 'more than 9,000,000 compatible pairs; split the city into runs' },
];

/** Serving first tiers first is certain only when no chain of pairs can differ in cost by as much as two tiers differ in worth. */
const tierOrder = ({ transport, tables }: Model): CertificateOutput['tierOrder'] => {
  let [low, high] = [Infinity, 0];
  for (const cost of transport.pairCost) {
    low = Math.min(low, cost);
    high = Math.max(high, cost);
  }
  const chain = Math.min(transport.sources, transport.sinks);
  const gaps = tables.weights.tiers.slice(1).map(({ worth }, k) => tables.weights.tiers[k]!.worth - worth);
  const slightest = Math.min(...tables.needs.map(({ priority }) => priority ?? 1));
  const alike = tables.needs.every(({ priority }) => (priority ?? 1) === slightest);
  return alike && gaps.every((gap) => HALF_POINTS * gap * slightest > high + chain * Math.max(0, high - low)) ? 'guarantee' : 'preference';
};

const proposalsOf = (model: Model, { pair, amount }: TransportOptimum): ProposalOutput[] => {
  const { tables, finder, batchOfPair, transport } = model;
  const locked = new Set((tables.problem.locked ?? []).map(({ batch, need }) => `${batch}\n${need}`));
  return Array.from(pair, (a, k) => {
    const [b, n] = [batchOfPair[a]!, transport.pairSink[a]!];
    const [batch, need] = [tables.batches[b]!.id, tables.needs[n]!.id];
    const reasons = reasonsOf(tables, finder, b, n, locked.has(`${batch}\n${need}`));
    return { batch, need, people: amount[k]!, reasons, text: reasons.map(({ text }) => text).join('，') };
  });
};

interface Solved {
  readonly model: Model;
  readonly optimum: TransportOptimum;
  readonly final: TransportOptimum;
  readonly advice: ReadonlyMap<number, readonly Advice[]>;
}

const filledOf = ({ transport }: Model, { pair, amount }: TransportOptimum): Int32Array => {
  const filled = new Int32Array(transport.sinks);
  pair.forEach((a, k) => (filled[transport.pairSink[a]!]! += amount[k]!));
  return filled;
};

const unfilledOf = ({ model, optimum, final, advice }: Solved): UnfilledOutput[] => {
  const [atOptimum, filled] = [filledOf(model, optimum), filledOf(model, final)];
  const pairs = new PairsByNeed(model);
  const state = flowState(model, final.pair, final.amount);
  const short = model.tables.needs.flatMap((need, n) => (filled[n]! < need.short ? [n] : []));
  return short.map((n) => {
    const code = filled[n]! < atOptimum[n]! ? 'group' : unfilledReason(model, pairs, n, state);
    const need = model.tables.needs[n]!;
    return { need: need.id, people: need.short - filled[n]!, reason: { code, text: unfilledTexts[code] }, advice: advice.get(n) ?? [] };
  });
};

/** Asked at the flow's optimum, before groups are repaired. */
const adviceFor = (model: Model, session: TransportSession, optimum: TransportOptimum): Map<number, Advice[]> => {
  const whatIfs = session.whatIfs();
  const filled = filledOf(model, optimum);
  return whatIfs
    ? adviseAll(
        model,
        whatIfs,
        model.tables.needs.flatMap((need, n) => (filled[n]! < need.short ? [n] : [])),
      )
    : new Map<number, Advice[]>();
};

const points = (value: bigint): number => Number(value) / HALF_POINTS;

/**
 * Proposes who of which batch goes to which need: worth − cost is largest, proved by a dual bound. The same problem gives the
 * same answer, `timing` apart, whatever the number of threads and the order of the lists.
 */
export const solveMatching = async (problem: MatchingProblem, options: MatchingOptions = {}): Promise<MatchingOutcome> => {
  const now = options.now ?? (() => performance.now());
  const faults = validateProblem(problem, options);
  if (faults.length > 0) return { status: 'invalid', faults };
  const times = [now()];
  const lap = (): void => void times.push(now());
  const model = buildModel(tablesOf(problem, options.placeOf));
  if (!model) return { status: 'invalid', faults: tooMany };
  lap();
  const session = new TransportSession(model.transport, { threads: options.threads, signal: options.signal });
  const optimum = await session.solve();
  if (optimum.status === 'cancelled') return optimum;
  if (optimum.status === 'refused') return { status: 'invalid', faults: [{ path: '', code: 'refused', message: optimum.reason }] };
  lap();
  const proof = certifyTransport(model.transport, optimum);
  options.onPrices?.(
    model.tables.needs.map(({ id }) => id),
    optimum.duals.sink.map((price) => price / HALF_POINTS),
  );
  lap();
  const advice = options.advice === false ? new Map<number, Advice[]>() : adviceFor(model, session, optimum);
  lap();
  const final = await repairGroups(model, session, optimum, REPAIR_TRIES);
  lap();
  const unfilled = unfilledOf({ model, optimum, final, advice });
  const took = (k: number): number => Math.round(times[k + 1]! - times[k]!);
  const [objective, bound] = [points(final.objective), points(proof.bound)];
  return {
    status: proof.valid && objective === bound ? 'optimal' : 'feasible',
    placed: final.placed,
    objective,
    bound,
    gap: bound - objective,
    proposals: proposalsOf(model, final),
    unfilled,
    certificate: {
      valid: proof.valid,
      faults: proof.faults,
      flowObjective: points(optimum.objective),
      dual: bound,
      tierOrder: tierOrder(model),
    },
    weights: model.tables.weights,
    timing: { buildMs: took(0), solveMs: took(1), certifyMs: took(2), adviceMs: took(3), repairMs: took(4) },
  };
};
