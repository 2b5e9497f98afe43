import { useSyncExternalStore, type ReactNode } from 'react';
import { useLanguage, useT } from '../i18n';
import { setLanguage } from '../i18n';
import { problemText } from '../lib/problem-text';
import { BoothPage } from './booth/booth-page';
import { Contact } from './contact';
import { CoachPage } from './coach/coach-page';
import type { Field, FieldView } from './field';
import { GatePage } from './gate/gate-page';
import { Waiting } from './waiting';

/** Which page a duty has, by its kind. */
const duties: Record<string, (field: Field, view: FieldView) => ReactNode> = {
  trip_coach: (field, view) => <CoachPage field={field} view={view} />,
  trip_leader: (field, view) => <CoachPage field={field} view={view} />,
  fair_gate: (field, view) => <GatePage field={field} view={view} />,
  fair_booth: (field, view) => <BoothPage field={field} view={view} />,
};

const Trouble = ({ view }: { view: FieldView }): ReactNode => {
  useLanguage();
  if (!view.problem) return null;
  const { title, detail } = problemText(view.problem);
  return (
    <div className="notice bad" role="alert">
      <b>{title}</b>
      {detail ? <p>{detail}</p> : null}
    </div>
  );
};

const Body = ({ field, view }: { field: Field; view: FieldView }): ReactNode => {
  const t = useT('field');
  if (view.phase === 'ready' && view.self) return duties[view.self.dutyKind]?.(field, view) ?? <p>{t('noDuty')}</p>;
  if (view.phase === 'over' || view.phase === 'copied') return <Waiting field={field} view={view} />;
  return (
    <section className="card centred">
      <h1>{t(`phase.${view.phase}.title`)}</h1>
      <p>{t(`phase.${view.phase}.what`)}</p>
    </section>
  );
};

export const App = ({ field }: { field: Field }): ReactNode => {
  const t = useT('field');
  const common = useT('common');
  const language = useLanguage();
  const view = useSyncExternalStore(field.subscribe, () => field.view);
  return (
    <>
      <header className="top">
        <div className="grow">
          <b>{view.self?.dutyName ?? t('title')}</b>
          {view.self ? <span className="faint">{view.self.name}</span> : null}
        </div>
        <button type="button" className="plain" onClick={() => void setLanguage(language === 'zh' ? 'en' : 'zh')}>
          {common('language.switch')}
        </button>
      </header>
      {view.self ? <Contact field={field} view={view} /> : null}
      <main>
        <Trouble view={view} />
        <Body field={field} view={view} />
      </main>
    </>
  );
};
