import type { ReactNode } from 'react';
import type { Fair } from '../../api/types';
import { lookup, useLanguage, useT } from '../../i18n';
import { dayParts } from '../../lib/format';
import { Link } from '../router';

/** Whether a fair has been held. */
export const isOver = (state: Fair['state']): boolean => state === 'ended' || state === 'results_in';

export const FairCard = ({ fair }: { fair: Fair }): ReactNode => {
  const t = useT('public');
  const language = useLanguage();
  const when = dayParts(fair.day, language);
  return (
    <article className={`card fair-card ${fair.state}`}>
      <p className="calendar-leaf" aria-hidden="true">
        <span>{when.month}</span>
        <b className="num">{when.date}</b>
        <span>{when.weekday}</span>
      </p>
      <div>
        <h3>
          <Link href={`/fairs/${fair.id}`}>{fair.name}</Link>
        </h3>
        <p className="faint">
          <span className="visually-hidden">
            {when.month} {when.date} {when.weekday}{' '}
          </span>
          <span className="num">
            {fair.opensAt}–{fair.closesAt}
          </span>
          <i className="dot" />
          {fair.place}
        </p>
        <p className="tags">
          {fair.state === 'cancelled' ? <span className="warn">{t('fairs.cancelled')}</span> : null}
          {isOver(fair.state) ? <span>{t('fairs.held')}</span> : null}
          {fair.mode !== 'on_site' ? <span>{t(`fairs.mode.${fair.mode}`)}</span> : null}
          {fair.campaign !== 'none' ? <span>{lookup('common', `campaign.${fair.campaign}`, fair.campaign)}</span> : null}
          <span>{t('fairs.booths', { booked: fair.booked, all: fair.boothCount })}</span>
        </p>
      </div>
    </article>
  );
};
