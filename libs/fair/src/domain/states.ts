/** A fair from its plan to its results. */
export const FAIR_STATES = ['planned', 'filed', 'open', 'closed', 'running', 'ended', 'results_in', 'cancelled'] as const;
export type FairState = (typeof FAIR_STATES)[number];

/** What everybody outside the office tells apart: not announced yet, announced, over, cancelled. */
export const FAIR_PHASES = ['draft', 'published', 'held', 'cancelled'] as const;
export type FairPhase = (typeof FAIR_PHASES)[number];

export const FAIR_STEPS = ['file', 'open', 'close', 'start', 'end', 'report', 'cancel'] as const;
export type FairStep = (typeof FAIR_STEPS)[number];

/** THE TRANSITIONS: each step, from which states it leads, and to which. There is no other way from state to state. */
const steps: Record<FairStep, { from: readonly FairState[]; to: FairState }> = {
  file: { from: ['planned'], to: 'filed' },
  open: { from: ['filed', 'closed'], to: 'open' },
  close: { from: ['open'], to: 'closed' },
  start: { from: ['open', 'closed'], to: 'running' },
  end: { from: ['open', 'closed', 'running'], to: 'ended' },
  report: { from: ['ended'], to: 'results_in' },
  cancel: { from: ['planned', 'filed', 'open', 'closed', 'running'], to: 'cancelled' },
};

/** Where a step leads from a state; null when it does not. */
export const after = (state: FairState, step: FairStep): FairState | null => (steps[step].from.includes(state) ? steps[step].to : null);

/** Steps that lead on from a state. */
export const stepsFrom = (state: FairState): FairStep[] => FAIR_STEPS.filter((step) => after(state, step) !== null);

/** What may be done with a fair besides its steps, by state. */
const acts = {
  book: ['open'],
  giveBack: ['open', 'closed'],
  /** The office gives booths out even when enterprises cannot book any more. */
  place: ['open', 'closed'],
  describe: ['open', 'closed', 'running'],
  absent: ['running', 'ended'],
  /** On the day itself enterprises come, and who waits is offered what nobody came to. */
  arrive: ['open', 'closed', 'running'],
  edit: ['planned', 'filed', 'open', 'closed'],
} as const satisfies Record<string, readonly FairState[]>;
export type FairAct = keyof typeof acts;

export const allows = (state: FairState, act: FairAct): boolean => (acts[act] as readonly FairState[]).includes(state);

const phases: Record<FairState, FairPhase> = {
  planned: 'draft',
  filed: 'draft',
  open: 'published',
  closed: 'published',
  running: 'published',
  ended: 'held',
  results_in: 'held',
  cancelled: 'cancelled',
};

export const phaseOf = (state: FairState): FairPhase => phases[state];

/** States of a phase; the first is the one of which the release before this one knew nothing but its phase. */
export const statesIn = (phase: FairPhase): [FairState, ...FairState[]] =>
  FAIR_STATES.filter((state) => phases[state] === phase) as [FairState, ...FairState[]];

/** The state of a row: `stage` says it, unless a program of the release before, which writes the phase alone, has moved the fair since. */
export const stateOf = ({ state: phase, stage }: { state: FairPhase; stage: FairState | null }): FairState =>
  stage && phases[stage] === phase ? stage : statesIn(phase)[0];
