import type { ReactNode } from 'react';
import type { Need, NewNeed } from '../../api/types';
import { lookup, type Key } from '../../i18n';
import { Day, Level, Wage } from '../kit/bits';

/** What is said about a need, by the names of the API. */
export type SaidName = Exclude<keyof NewNeed, 'nodeId' | 'enterpriseId' | 'draft' | 'figuresConfirmed'>;

export type FieldInput =
  | { as: 'text'; max?: number; hint?: Key<'console'>; tel?: true; complete?: string }
  | { as: 'area'; max: number }
  | { as: 'number'; min: number; max: number }
  | { as: 'wage' }
  | { as: 'day' }
  | { as: 'check' }
  | { as: 'words' }
  | { as: 'occupation' }
  | { as: 'choice'; names: 'level' | 'form' | 'shift'; values: string[]; numeric?: true };

interface Placed {
  /** What matters first, whom to call, what may be left out; an agency's own field matters first to agencies. */
  part: 'what' | 'contact' | 'more' | 'agency';
  /** Needs a line of its own. */
  wide?: true;
  label: Key<'console'>;
  help?: Key<'console'>;
  /** It has to be filled in; what is said when it is not. */
  missing?: Key<'console'>;
  input: FieldInput;
}

/** Where a post's page shows it: by itself, or `with` another one. Nothing is shown of what nobody said. */
type Fact =
  | { label: Key<'console'>; show: (need: Need, words: { yes: string; no: string; none: string }) => ReactNode }
  | { with: SaidName | 'page' };

interface FieldPlan {
  form: Placed | null;
  /** Whoever approves a post sees all of it: there is no field without a place. */
  fact: Fact;
}

const choice = (names: 'form' | 'shift', ...values: string[]): FieldInput => ({ as: 'choice', names, values: ['', ...values] });

/** Every field of a need's form and page, in their order. A field that the API gets and that is not placed here is a type error. */
export const NEED_FIELDS: Record<SaidName, FieldPlan> = {
  title: {
    form: {
      part: 'what',
      wide: true,
      label: 'need.title',
      help: 'need.titleHelp',
      missing: 'need.titleMissing',
      input: { as: 'text', max: 60, hint: 'need.titleHint' },
    },
    fact: { with: 'page' },
  },
  occupationCode: {
    form: { part: 'what', wide: true, label: 'need.occupation', missing: 'need.occupationMissing', input: { as: 'occupation' } },
    fact: { label: 'need.occupation', show: (need) => need.occupationName ?? need.occupationCode ?? '—' },
  },
  short: {
    form: { part: 'what', label: 'need.short', missing: 'need.shortMissing', input: { as: 'number', min: 1, max: 9999 } },
    fact: { with: 'page' },
  },
  asOf: { form: null, fact: { with: 'page' } },
  skillLevel: {
    form: {
      part: 'what',
      label: 'need.level',
      input: { as: 'choice', names: 'level', values: ['0', '1', '2', '3', '4', '5', '6', '7', '8'], numeric: true },
    },
    fact: { label: 'need.level', show: (need) => <Level value={need.skillLevel} /> },
  },
  wageFromYuan: {
    form: { part: 'what', label: 'need.wageFrom', help: 'need.wageHelp', input: { as: 'wage' } },
    fact: { label: 'needs.wage', show: (need) => <Wage from={need.wageFromYuan} to={need.wageToYuan} text={need.wageText} /> },
  },
  wageToYuan: { form: { part: 'what', label: 'need.wageTo', input: { as: 'wage' } }, fact: { with: 'wageFromYuan' } },
  wageText: { form: null, fact: { with: 'wageFromYuan' } },
  startFrom: {
    form: { part: 'what', label: 'need.startFrom', input: { as: 'day' } },
    fact: {
      label: 'need.start',
      show: (need) => (
        <span>
          <Day value={need.startFrom} /> – <Day value={need.startBy} />
        </span>
      ),
    },
  },
  startBy: { form: { part: 'what', label: 'need.startBy', input: { as: 'day' } }, fact: { with: 'startFrom' } },
  lodging: {
    form: { part: 'what', wide: true, label: 'need.lodging', input: { as: 'check' } },
    fact: { label: 'need.lodging', show: (need, { yes, no }) => (need.lodging ? yes : no) },
  },
  trainable: {
    form: { part: 'what', wide: true, label: 'need.trainable', input: { as: 'check' } },
    fact: { label: 'need.trainable', show: (need, { yes, no }) => (need.trainable ? yes : no) },
  },
  clientCreditCode: {
    form: { part: 'agency', wide: true, label: 'need.client', help: 'need.clientHelp', input: { as: 'text', max: 18 } },
    fact: { label: 'need.client', show: (need) => need.clientCreditCode },
  },
  form: {
    form: { part: 'more', label: 'need.form', input: choice('form', 'direct', 'dispatch', 'outsourced', 'part-time', 'seasonal') },
    fact: { label: 'need.form', show: (need) => need.form && lookup('common', `form.${need.form}`, need.form) },
  },
  shift: {
    form: { part: 'more', label: 'need.shift', input: choice('shift', 'day', 'two', 'three', 'four-on-two', 'flexible') },
    fact: { label: 'need.shift', show: (need) => need.shift && lookup('common', `shift.${need.shift}`, need.shift) },
  },
  baseWageYuan: {
    form: { part: 'more', label: 'need.baseWage', help: 'need.baseWageHelp', input: { as: 'wage' } },
    fact: {
      label: 'need.baseWage',
      show: (need) => (need.baseWageYuan === null ? null : <Wage from={need.baseWageYuan} to={need.baseWageYuan} />),
    },
  },
  licences: {
    form: { part: 'more', label: 'need.licences', help: 'need.licencesHelp', input: { as: 'words' } },
    fact: { label: 'need.licences', show: (need, { none }) => (need.licences.length ? need.licences.join('、') : none) },
  },
  workplace: {
    form: { part: 'more', label: 'need.workplace', input: { as: 'text', max: 120 } },
    fact: { label: 'need.workplace', show: (need) => need.workplace },
  },
  neededInAll: { form: null, fact: { label: 'need.neededInAll', show: (need) => need.neededInAll } },
  meals: {
    form: { part: 'more', wide: true, label: 'need.meals', input: { as: 'check' } },
    fact: { label: 'need.meals', show: (need, { yes, no }) => (need.meals ? yes : no) },
  },
  minorsAllowed: {
    form: { part: 'more', wide: true, label: 'need.minors', input: { as: 'check' } },
    fact: { label: 'need.minorsFact', show: (need, { yes }) => (need.minorsAllowed ? yes : null) },
  },
  note: {
    form: { part: 'more', wide: true, label: 'need.note', input: { as: 'area', max: 2000 } },
    fact: { label: 'need.note', show: (need) => need.note },
  },
  contactName: {
    form: { part: 'contact', label: 'need.contact', missing: 'need.contactMissing', input: { as: 'text', complete: 'name' } },
    fact: { label: 'need.contact', show: (need) => [need.contactName, need.contactPhone].filter(Boolean).join(' ') || '—' },
  },
  contactPhone: {
    form: {
      part: 'contact',
      label: 'need.phone',
      help: 'need.phoneHelp',
      missing: 'need.phoneMissing',
      input: { as: 'text', tel: true, complete: 'tel' },
    },
    fact: { with: 'contactName' },
  },
};

/** Fields of one part of the form. */
export const fieldsOf = (part: Placed['part']): (Placed & { name: SaidName })[] =>
  Object.entries(NEED_FIELDS).flatMap(([name, { form }]) => (form?.part === part ? [{ ...form, name: name as SaidName }] : []));

/** Fields that the form shows, so that what it leaves empty is empty. */
export const isOnForm = (name: string): boolean => (NEED_FIELDS as Record<string, FieldPlan | undefined>)[name]?.form != null;

/** What a post's page says, each with its label; where the work is comes after the wage. */
export const factsOf = (need: Need, t: (key: Key<'console'>) => string, place: [string, ReactNode]): [string, ReactNode][] => {
  const words = { yes: t('yes'), no: t('no'), none: t('none') };
  return Object.entries(NEED_FIELDS).flatMap(([name, { fact }]) => {
    if ('with' in fact) return [];
    const shown = fact.show(need, words);
    if (shown === null || shown === undefined) return [];
    const own: [string, ReactNode] = [t(fact.label), shown];
    return name === 'wageFromYuan' ? [own, place] : [own];
  });
};
