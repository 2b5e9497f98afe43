export const ROUND_STATES = ['draft', 'open', 'closed', 'published'] as const;
export type RoundState = (typeof ROUND_STATES)[number];

const roundMoves: Record<RoundState, readonly RoundState[]> = { draft: ['open'], open: ['closed'], closed: ['published'], published: [] };

export const roundMayBecome = (from: RoundState, to: RoundState): boolean => roundMoves[from].includes(to);

/** Where one enterprise stands in a round. */
export const MEMBER_STATES = ['invited', 'started', 'submitted', 'asked_back', 'accepted'] as const;
export type MemberState = (typeof MEMBER_STATES)[number];

/** States of members whose answer counts: one that was asked back and did not come again does not. */
export const ANSWERED = ['submitted', 'accepted'] as const satisfies readonly MemberState[];
/** States of members that somebody still has to hear from. */
export const WAITING = ['invited', 'started', 'asked_back'] as const satisfies readonly MemberState[];

const memberMoves: Record<MemberState, readonly MemberState[]> = {
  invited: ['started', 'submitted'],
  started: ['started', 'submitted'],
  submitted: ['submitted', 'accepted', 'asked_back'],
  asked_back: ['asked_back', 'submitted', 'accepted'],
  accepted: ['accepted', 'asked_back'],
};

export const memberMayBecome = (from: MemberState, to: MemberState): boolean => memberMoves[from].includes(to);

export const ROUND_FORMS = ['short', 'long'] as const;
export type RoundForm = (typeof ROUND_FORMS)[number];

export const QUARTER = /^20\d{2}Q[1-4]$/;

/** The fourth quarter asks the long form, which looks at the year to come. */
export const formOf = (quarter: string): RoundForm => (quarter.endsWith('Q4') ? 'long' : 'short');

/** '2026Q4' of a day YYYY-MM-DD. */
export const quarterOf = (day: string): string => `${day.slice(0, 4)}Q${Math.floor((Number(day.slice(5, 7)) - 1) / 3) + 1}`;

export type RoundFault = 'quarter' | 'days' | 'closed_before_today';

/** What is impossible about a round's plan. */
export const roundFaults = (round: { quarter: string; opensOn: string; closesOn: string }): { path: string; code: RoundFault }[] => [
  ...(QUARTER.test(round.quarter) ? [] : [{ path: 'quarter', code: 'quarter' as const }]),
  ...(round.opensOn <= round.closesOn ? [] : [{ path: 'closesOn', code: 'days' as const }]),
];
