import type { Channel } from './delivery.js';
import { render, withNames, type Locale, type ParamValue } from './render.js';

export const MASS_KINDS = ['official', 'commercial'] as const;
export type MassKind = (typeof MASS_KINDS)[number];

export const MASS_STATES = ['draft', 'awaiting', 'sending', 'paused', 'done', 'cancelled'] as const;
export type MassState = (typeof MASS_STATES)[number];

export const MASS_STEPS = ['send', 'approve', 'return', 'pause', 'continue', 'cancel'] as const;
export type MassStep = (typeof MASS_STEPS)[number];

/** What a text may name of each enterprise and person, and of which sort it is. */
export const MASS_VARIABLES = { enterpriseName: 'text', name: 'text', needs: 'number', places: 'number' } as const;

export interface Wording {
  title: string;
  body: string;
}

/** A message to many, in one language or both. */
export interface MassText {
  titleZh: string;
  bodyZh: string;
  /** '' where it is told in Chinese alone. */
  titleEn: string;
  bodyEn: string;
}

/** From which states a step leads, and where to. `send` waits for a second person where there are many. */
const STEPS: Readonly<Record<MassStep, { from: readonly MassState[]; to: MassState }>> = {
  send: { from: ['draft'], to: 'sending' },
  approve: { from: ['awaiting'], to: 'sending' },
  return: { from: ['awaiting'], to: 'draft' },
  pause: { from: ['sending'], to: 'paused' },
  continue: { from: ['paused'], to: 'sending' },
  cancel: { from: ['draft', 'awaiting', 'sending', 'paused'], to: 'cancelled' },
};

/** The state after a step, or null where it is not to be taken. */
export const afterStep = (state: MassState, step: MassStep, { asksApproval }: { asksApproval: boolean }): MassState | null => {
  const { from, to } = STEPS[step];
  if (!from.includes(state)) return null;
  return step === 'send' && asksApproval ? 'awaiting' : to;
};

/** Steps that a state allows. */
export const stepsFrom = (state: MassState): MassStep[] => MASS_STEPS.filter((step) => STEPS[step].from.includes(state));

/** Names in braces that a text asks for and nobody knows. */
export const unknownNames = ({ titleZh, bodyZh, titleEn, bodyEn }: MassText): string[] => {
  const found = new Set<string>();
  for (const text of [titleZh, bodyZh, titleEn, bodyEn])
    withNames(text, (name, whole) => {
      if (!Object.hasOwn(MASS_VARIABLES, name)) found.add(name);
      return whole;
    });
  return [...found];
};

/** As one reader gets it. */
export const wordingFor = (
  { titleZh, bodyZh, titleEn, bodyEn }: MassText,
  locale: Locale,
  values: Readonly<Record<string, ParamValue>>,
): Wording => {
  const english = locale === 'en' && titleEn !== '' && bodyEn !== '';
  return { title: render(english ? titleEn : titleZh, values, locale), body: render(english ? bodyEn : bodyZh, values, locale) };
};

/** How many go by which channel, what that costs, and who is left out. */
export interface MassCount {
  enterprises: number;
  people: number;
  /** Enterprises for which nobody has an account. */
  nobody: number;
  unsubscribed: number;
  channels: { channel: Channel; people: number; parts: number | null }[];
}
