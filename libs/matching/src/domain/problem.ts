import type { Weights } from './weights.js';

export interface Place {
  readonly lng: number;
  readonly lat: number;
}

/** A station, agency, bureau or school that sends people. */
export interface SupplierInput extends Place {
  readonly id: string;
  readonly division: string;
  /** Most people it can send in one run; no limit when absent. */
  readonly peoplePerRun?: number | null;
  /** Of a hundred whom it said it would send, so many came: 0 to 100. Absent: nothing is known, and nothing costs. */
  readonly record?: number | null;
}

/** What is known of whoever takes people. */
export interface EnterpriseInput {
  readonly id: string;
  /** Of a hundred who came, so many were taken on and kept: 0 to 100. Absent: nothing is known, and nothing costs. */
  readonly record?: number | null;
}

/** People one supplier can send. Wage in yuan per month; skill level 0 (none) to 8. */
export interface BatchInput {
  readonly id: string;
  readonly supplier: string;
  readonly occupation: string;
  readonly skillLevel: number;
  /** Still free: what is promised or committed is already taken out. */
  readonly people: number;
  readonly wage: number;
  readonly freeFrom: string;
  /** Fewest people that travel together to one county in one week. */
  readonly smallestGroup?: number | null;
}

/** What one enterprise is short of. Wages in yuan per month, null where they are to be agreed. */
export interface NeedInput {
  readonly id: string;
  readonly enterprise: string;
  readonly division: string;
  readonly occupation: string;
  readonly skillLevel: number;
  /** Still short: what is promised or committed is already taken out. */
  readonly short: number;
  readonly wageFrom: number | null;
  readonly wageTo: number | null;
  readonly startFrom: string;
  readonly startBy: string;
  /** Multiplies the worth of every place; 1 is usual. */
  readonly priority: number;
  /** Takes people one level short and trains them. */
  readonly trainable?: boolean;
  /** false: no lodging, so nobody from beyond commuting distance. */
  readonly lodging?: boolean;
}

export interface CommitmentInput {
  readonly batch: string;
  readonly need: string;
  readonly people: number;
}

export interface PairInput {
  readonly batch: string;
  readonly need: string;
}

/** A cap on people by something else than a supplier. Such quotas cross the nesting of needs and batches and are refused. */
export interface QuotaInput {
  readonly kind: string;
  readonly id: string;
  readonly people: number;
}

export interface MatchingProblem {
  /** ISO date the figures stand for. */
  readonly asOf: string;
  /** Where needs lie whose division has no known place. */
  readonly city: Place;
  readonly suppliers: readonly SupplierInput[];
  readonly batches: readonly BatchInput[];
  readonly needs: readonly NeedInput[];
  readonly enterprises?: readonly EnterpriseInput[];
  readonly committed?: readonly CommitmentInput[];
  readonly weights?: Partial<Weights>;
  readonly quotas?: readonly QuotaInput[];
  /** Pairs that staff took out of the run. */
  readonly excluded?: readonly PairInput[];
  /** Pairs that staff want kept: preferred above every other use of these people. */
  readonly locked?: readonly CommitmentInput[];
  /** Occupations that the bureau holds to be close, beyond the classification. */
  readonly related?: readonly (readonly [string, string])[];
}

/** One thing wrong with a problem, and where, as a path into its JSON. */
export interface Fault {
  readonly path: string;
  readonly code: string;
  readonly message: string;
}

export type ReasonKind = 'occupation' | 'skill' | 'wage' | 'journey' | 'lateness' | 'training' | 'lodging' | 'record' | 'locked';

/** A named part of a pair's cost: points, the figure behind it, and its words. */
export interface Reason {
  readonly kind: ReasonKind;
  readonly points: number;
  readonly value: number;
  readonly text: string;
  /** Of `lateness`: the day of arrival, the first that was wished and the last that is possible. */
  readonly days?: { readonly arrives: string; readonly wished: string; readonly latest: string };
  /** Of `record`: how many of a hundred came from the supplier, and how many the enterprise kept; null where nothing is known. */
  readonly record?: { readonly supplier: number | null; readonly enterprise: number | null };
}

export interface ProposalOutput {
  readonly batch: string;
  readonly need: string;
  readonly people: number;
  readonly reasons: readonly Reason[];
  /** The reasons in one line. */
  readonly text: string;
}

export const UNFILLED_CODES = [
  'occupation',
  'level',
  'time',
  'wage',
  'lodging',
  'excluded',
  'all-here',
  'elsewhere',
  'supplier-capacity',
  'too-costly',
  'group',
] as const;
export type UnfilledCode = (typeof UNFILLED_CODES)[number];

export const CHANGE_KINDS = ['wage', 'training', 'start', 'lodging'] as const;
export type ChangeKind = (typeof CHANGE_KINDS)[number];

export interface Change {
  readonly kind: ChangeKind;
  /** Yuan per month added to the upper wage, days added to the last start day; 1 otherwise. */
  readonly by: number;
  /** The need's new value: wage, date, or true. */
  readonly to: number | string | boolean;
}

/** What one change of one need alone brings, in the optimum of the flow before groups are repaired. */
export interface Advice {
  readonly change: Change;
  /** This need gets at least so many more. */
  readonly gain: number;
  /** So many more are placed in all. */
  readonly netPlaced: number;
  readonly takenFromOthers: number;
  readonly text: string;
}

export interface UnfilledOutput {
  readonly need: string;
  readonly people: number;
  readonly reason: { readonly code: UnfilledCode; readonly text: string };
  readonly advice: readonly Advice[];
}

export interface CertificateOutput {
  readonly valid: boolean;
  readonly faults: readonly string[];
  /** The flow's own optimum and dual value: equal, or nothing is proved. */
  readonly flowObjective: number;
  readonly dual: number;
  /** Whether everyone's first tier is served before anyone's second for certain, or only as a rule. */
  readonly tierOrder: 'guarantee' | 'preference';
}

export interface TimingOutput {
  readonly buildMs: number;
  readonly solveMs: number;
  readonly certifyMs: number;
  readonly repairMs: number;
  readonly adviceMs: number;
}

export interface MatchingAnswer {
  readonly status: 'optimal' | 'feasible';
  readonly placed: number;
  /** Worth − cost of the proposals, in points; `bound` is what no plan can exceed; `gap` their difference. */
  readonly objective: number;
  readonly bound: number;
  readonly gap: number;
  readonly proposals: readonly ProposalOutput[];
  readonly unfilled: readonly UnfilledOutput[];
  readonly certificate: CertificateOutput;
  readonly weights: Weights;
  readonly timing: TimingOutput;
}

export type MatchingOutcome =
  MatchingAnswer | { readonly status: 'invalid'; readonly faults: readonly Fault[] } | { readonly status: 'cancelled' };
