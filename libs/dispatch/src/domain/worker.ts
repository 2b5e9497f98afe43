/** 求职人员 of a station on the way to a post: intent → interview → medical → accepted; dropped with the reason, from where one
 * may come back. */
export const WORKER_STAGES = ['intent', 'interview', 'medical', 'accepted', 'dropped'] as const;
export type WorkerStage = (typeof WORKER_STAGES)[number];

/** How somebody agreed that the station keeps their data. */
export const CONSENT_FORMS = ['paper', 'electronic'] as const;
export type ConsentForm = (typeof CONSENT_FORMS)[number];

const transitions: Record<WorkerStage, readonly WorkerStage[]> = {
  intent: ['interview', 'dropped'],
  // Another slot is another interview.
  interview: ['interview', 'medical', 'dropped'],
  medical: ['accepted', 'dropped'],
  accepted: ['dropped'],
  dropped: ['intent'],
};

export interface NextStage {
  stage: WorkerStage;
  reason: string | null;
  /** When the interview is. */
  interviewAt: Date | null;
}

export type StageRefusal = 'step' | 'reason_missing' | 'slot_missing';

/** Why somebody cannot get to a stage; null: they can. A no has its reason, an interview its time. */
export const refusalOfStage = (from: WorkerStage, { stage, reason, interviewAt }: NextStage): StageRefusal | null => {
  if (!transitions[from].includes(stage)) return 'step';
  if (stage === 'dropped' && !reason) return 'reason_missing';
  return stage === 'interview' && !interviewAt ? 'slot_missing' : null;
};
