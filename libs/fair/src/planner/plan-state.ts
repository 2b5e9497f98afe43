/** A quarter's plan from its job to the fairs that are made of it. */
export const PLAN_STATES = ['queued', 'running', 'done', 'failed', 'cancelled', 'accepting', 'accepted'] as const;
export type PlanState = (typeof PLAN_STATES)[number];

/** What staff say of a proposed fair: nothing yet, that it stays, that it is not wanted. */
export const PLAN_MARKS = ['open', 'fixed', 'struck'] as const;
export type PlanMark = (typeof PLAN_MARKS)[number];

/** From what shortages are taken: what the last matching left unfilled, or all that is open. */
export const PLAN_BASES = ['unfilled', 'open'] as const;
export type PlanBasis = (typeof PLAN_BASES)[number];

/** Why a plan came to nothing; the page has the words. */
export const PLAN_FAILURES = ['no_rooms', 'no_days', 'no_shortage', 'stopped'] as const;
export type PlanFailure = (typeof PLAN_FAILURES)[number];

/** What a plan is and how good it is at least. Weighted people are people times what one is worth by the rule. */
export interface PlanFigures {
  enterprises: number;
  /** People short in all, and weighted. */
  people: number;
  weighted: number;
  rooms: number;
  venueDays: number;
  fairs: number;
  invitations: number;
  /** People, and weighted people, that the plan covers. */
  coveredPeople: number;
  covered: number;
  /** No plan covers more, in weighted people: certified by code that shares nothing with the search. */
  bound: number;
  /** What taking the largest uncovered shortage first would cover. */
  greedy: number;
  seconds: number;
  /** How they are spread over counties; not there of plans made before it was written down. */
  counties?: PlanCounty[];
}

/** A county of a plan: how short it is, and how many fairs of how many that it should have it gets. */
export interface PlanCounty {
  nodeId: string;
  name: string;
  short: number;
  least: number;
  fairs: number;
  covers: number;
}

/** Somebody whom a proposed fair invites, and why. */
export interface PlannedGuest {
  enterpriseId: string;
  /** People it is short of in the fair's theme. */
  short: number;
  /** How many of them this visit covers. */
  covers: number;
  /** Hundredths: what one of them is worth. */
  weight: number;
  /** The post with most places open. */
  needId: string;
}
