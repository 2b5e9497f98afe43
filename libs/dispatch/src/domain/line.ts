import type { RollCall } from './trip.js';

/** Where a person of the manifest (花名册) is. */
export const LINE_STATES = ['listed', 'boarded', 'no_show', 'arrived', 'lost', 'signed', 'refused'] as const;
export type LineState = (typeof LINE_STATES)[number];

/** What may follow what. Besides the way forward there are corrections: who was missed at the station may have taken a later train. */
const transitions: Record<LineState, readonly LineState[]> = {
  listed: ['boarded', 'no_show', 'arrived'],
  boarded: ['arrived', 'lost', 'no_show'],
  no_show: ['boarded', 'arrived'],
  arrived: ['signed', 'refused', 'lost'],
  lost: ['arrived'],
  signed: ['refused'],
  refused: ['signed'],
};

export const mayBecome = (from: LineState, to: LineState): boolean => transitions[from].includes(to);

const answers: Record<RollCall, readonly LineState[]> = {
  depart: ['boarded', 'no_show'],
  arrive: ['arrived', 'lost'],
  hand_over: ['arrived', 'lost'],
  confirm: ['signed', 'refused'],
};

export const isAnswerOf = (call: RollCall, state: LineState): boolean => answers[call].includes(state);

/** States in which a roll call still waits for an answer about somebody. */
const waiting: Record<RollCall, readonly LineState[]> = {
  depart: ['listed'],
  arrive: ['listed', 'boarded'],
  hand_over: ['listed', 'boarded'],
  confirm: ['arrived'],
};

export const waitsFor = (call: RollCall, state: LineState): boolean => waiting[call].includes(state);

/** Who is so is still expected on the trip, and can be on no other. */
export const isTravelling = (state: LineState): boolean => state === 'listed' || state === 'boarded';

/** In which of the need's figures a person counts. */
const places: Record<LineState, 'committed' | 'free' | 'filled'> = {
  listed: 'committed',
  boarded: 'committed',
  arrived: 'committed',
  no_show: 'free',
  lost: 'free',
  refused: 'free',
  signed: 'filled',
};

export const countsAs = (state: LineState): 'committed' | 'free' | 'filled' => places[state];

/** What a person's step means for the need: a place goes back, is taken again, is filled for good, or is opened once more. */
export type LedgerMove = 'none' | 'release' | 'recommit' | 'fill' | 'unfill' | 'refill';

const moves: Record<string, LedgerMove> = {
  'committed free': 'release',
  'free committed': 'recommit',
  'committed filled': 'fill',
  'filled free': 'unfill',
  'free filled': 'refill',
};

export const moveOf = (from: LineState, to: LineState): LedgerMove => moves[`${places[from]} ${places[to]}`] ?? 'none';

export interface RollCallEntry {
  lineId: string;
  state: LineState;
  /** When the person with the phone saw it. */
  at: Date;
}

export type Verdict = 'applied' | 'same' | 'older' | 'refused';

/** The last one by time wins; a step that cannot follow is refused, the same step again is the same step. */
export const judge = (line: { state: LineState; stateAt: Date }, entry: Pick<RollCallEntry, 'state' | 'at'>): Verdict => {
  if (entry.state === line.state) return 'same';
  if (entry.at.getTime() < line.stateAt.getTime()) return 'older';
  return mayBecome(line.state, entry.state) ? 'applied' : 'refused';
};

/** A phone's clock may run ahead: what it saw in the future it sees now. */
export const notAfter = (at: Date, now: Date): Date => (at.getTime() > now.getTime() ? now : at);

export type Tally = Record<LineState, number>;

export const emptyTally = (): Tally => ({ listed: 0, boarded: 0, no_show: 0, arrived: 0, lost: 0, signed: 0, refused: 0 });
