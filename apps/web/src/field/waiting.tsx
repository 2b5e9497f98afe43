import type { ReactNode } from 'react';
import { useT } from '../i18n';
import type { Field, FieldView } from './field';

/** What this phone saw, as a text that somebody can read and enter by hand. */
const asText = ({ seen, self }: FieldView): string =>
  [self?.dutyName, ...seen.map(({ n, at, kind, subject }) => [n, new Date(at).toISOString(), kind, subject].join('\t'))].join('\r\n');

/** The duty is over, or this phone may not go on: what it saw is sent, or can be taken along; then it forgets. */
export const Waiting = ({ field, view }: { field: Field; view: FieldView }): ReactNode => {
  const t = useT('field');
  const { phase, waits, seen } = view;
  if (phase !== 'over' && phase !== 'copied') return null;
  const save = (): void => {
    const link = document.createElement('a');
    link.href = URL.createObjectURL(new Blob(['\ufeff', asText(view)], { type: 'text/plain' }));
    link.download = `${view.self?.device ?? 'log'}.txt`;
    link.click();
    URL.revokeObjectURL(link.href);
  };
  return (
    <section className="card centred">
      <h1>{t(`phase.${phase}.title`)}</h1>
      <p>{t(`phase.${phase}.what`)}</p>
      {seen.length > 0 ? (
        <button type="button" onClick={save}>
          {t('waiting.save', { count: seen.length })}
        </button>
      ) : null}
      {phase === 'over' && waits === 0 ? (
        <button type="button" onClick={() => void field.leave()}>
          {t('waiting.leave')}
        </button>
      ) : null}
    </section>
  );
};
