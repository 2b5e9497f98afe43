import { useEffect, useState, type ReactNode } from 'react';
import { useLanguage, useT } from '../i18n';
import type { Field, FieldView } from './field';

const TICK_MS = 10_000;

/** HH:MM on this phone. */
export const clockTime = (at: number, language: string): string =>
  new Date(at).toLocaleTimeString(language, { hour: '2-digit', minute: '2-digit', hour12: false });

/** How much waits to be sent, since when, and the last contact: always in sight. */
export const Contact = ({ field, view }: { field: Field; view: FieldView }): ReactNode => {
  const t = useT('field');
  const language = useLanguage();
  const [, tick] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => tick((n) => n + 1), TICK_MS);
    return () => clearInterval(timer);
  }, []);
  const { waits, waitsSince, self, reached, offlineReady } = view;
  const last = self?.lastContactAt ?? null;
  return (
    <div className={`contact ${reached ? 'good' : 'off'}`} role="status">
      <span className="dot" aria-hidden="true" />
      <div className="grow">
        <b>
          {waits === 0 ? t('contact.allSent') : t('contact.waits', { count: waits })}
          {waitsSince !== null && waits > 0 ? ` · ${t('contact.since', { time: clockTime(waitsSince, language) })}` : ''}
        </b>
        <span>
          {last === null ? t('contact.never') : t('contact.last', { time: clockTime(last, language) })}
          {' · '}
          {reached ? t('contact.online') : t('contact.offline')}
          {' · '}
          {offlineReady ? t('contact.kept') : t('contact.stayOpen')}
        </span>
      </div>
      <button type="button" onClick={() => void field.contactNow()}>
        {t('contact.now')}
      </button>
    </div>
  );
};
