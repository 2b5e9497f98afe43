import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { catalogues } from '../../api/console';
import type { SurveyRound } from '../../api/types';
import { useT } from '../../i18n';
import { Num } from '../kit/bits';
import { Trouble } from '../kit/page-states';
import { may, useMe } from '../kit/use-me';

/** The catalogues of a published round: the public one, and what corrections since would have made of it. */
export const SurveyCatalogue = ({ round }: { round: SurveyRound }): ReactNode => {
  const t = useT('console');
  const me = useMe();
  const allowed = may(me, 'catalogue.trace') && round.publishedVersion > 0;
  const { data, error, refetch } = useQuery({
    queryKey: ['surveys', round.id, 'catalogues'],
    queryFn: () => catalogues.versions({ round: round.id, limit: 50 }),
    enabled: allowed,
    refetchInterval: ({ state }) => (state.data?.items.length ? false : 2_000), // it is made in the background, within seconds
  });
  if (!allowed) return null;
  if (error && !data) return <Trouble error={error} retry={() => void refetch()} />;
  return (
    <section className="section" aria-labelledby="catalogue">
      <h2 id="catalogue">{t('catalogue.title')}</h2>
      {data?.items.length === 0 ? <p role="status">{t('catalogue.making')}</p> : null}
      <div>
        {data?.items.map((one) => (
          <p key={one.id} className="actions">
            <strong>{t(one.state === 'published' ? 'catalogue.published' : 'catalogue.later', { n: one.version })}</strong>
            <span>
              {t('catalogue.total')} {one.total.estimate === null ? '—' : <Num value={one.total.estimate} />}
            </span>
            {one.state === 'published' ? <a href={`/catalogue?quarter=${one.quarter}`}>{t('catalogue.open')}</a> : null}
            <Link to="/catalogues/$id" params={{ id: one.id }}>
              {t('catalogue.trace')}
            </Link>
          </p>
        ))}
      </div>
    </section>
  );
};
