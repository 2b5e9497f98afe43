import { useEffect, useRef, useState } from 'react';
import { surveys } from '../../api/console';
import { ProblemError } from '../../api/problem';
import type { SurveyAnswer, SurveyDraftAnswer, SurveyForm } from '../../api/types';

const PAUSE_MS = 800;

export interface SurveyDraft {
  answer: SurveyDraftAnswer;
  change: (answer: SurveyDraftAnswer) => void;
  /** For If-Match of the handing in. */
  version: () => Promise<number>;
  /** `held`: a post does not say how many are short, so that nothing is saved until it does. */
  state: 'clean' | 'held' | 'waiting' | 'saving' | 'saved' | 'failed' | 'conflict';
  savedAt: string | null;
}

/** The answer when each of its posts says how many are short. */
export const whole = (answer: SurveyDraftAnswer): SurveyAnswer | null => {
  const rows = answer.rows.flatMap((row) => (row.stillShort === null ? [] : [{ ...row, stillShort: row.stillShort }]));
  return rows.length === answer.rows.length ? { ...answer, rows } : null;
};

/** A questionnaire that saves itself a moment after each change, one saving after another. */
export const useSurveyDraft = (form: SurveyForm): SurveyDraft => {
  const [answer, setAnswer] = useState<SurveyDraftAnswer>(form.answer);
  const [state, setState] = useState<SurveyDraft['state']>('clean');
  const [savedAt, setSavedAt] = useState(form.savedAt);
  const version = useRef(form.version);
  const saving = useRef<Promise<void>>(Promise.resolve());
  const pending = useRef<SurveyAnswer | null>(null);

  const save = (): Promise<void> => {
    saving.current = saving.current.then(async () => {
      const next = pending.current;
      if (!next) return;
      pending.current = null;
      setState('saving');
      try {
        const saved = await surveys.save(form.id, version.current, next);
        version.current = saved.version;
        setSavedAt(saved.savedAt);
        setState((was) => (was === 'held' ? was : pending.current ? 'waiting' : 'saved'));
      } catch (error) {
        pending.current ??= next;
        setState(error instanceof ProblemError && (error.status === 409 || error.status === 412) ? 'conflict' : 'failed');
      }
    });
    return saving.current;
  };
  const saveLatest = useRef(save);
  useEffect(() => {
    saveLatest.current = save;
  });
  useEffect(() => {
    if (state !== 'waiting') return undefined;
    const timer = setTimeout(() => void saveLatest.current(), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [answer, state]);
  return {
    answer,
    state,
    savedAt,
    change: (next) => {
      const complete = whole(next);
      pending.current = complete;
      setAnswer(next);
      setState((was) => (was === 'conflict' ? was : complete ? 'waiting' : 'held'));
    },
    version: async () => {
      await save();
      return version.current;
    },
  };
};
