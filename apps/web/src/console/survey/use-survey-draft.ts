import { useEffect, useRef, useState } from 'react';
import { surveys } from '../../api/console';
import { ProblemError } from '../../api/problem';
import type { SurveyAnswer, SurveyForm } from '../../api/types';

const PAUSE_MS = 800;

export interface SurveyDraft {
  answer: SurveyAnswer;
  change: (answer: SurveyAnswer) => void;
  /** For If-Match of the handing in. */
  version: () => Promise<number>;
  state: 'clean' | 'waiting' | 'saving' | 'saved' | 'failed' | 'conflict';
  savedAt: string | null;
}

/** A questionnaire that saves itself a moment after each change, one saving after another. */
export const useSurveyDraft = (form: SurveyForm): SurveyDraft => {
  const [answer, setAnswer] = useState(form.answer);
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
        setState(pending.current ? 'waiting' : 'saved');
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
      pending.current = next;
      setAnswer(next);
      setState((was) => (was === 'conflict' ? was : 'waiting'));
    },
    version: async () => {
      await save();
      return version.current;
    },
  };
};
