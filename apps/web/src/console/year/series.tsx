import { useQuery } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import { Button, Input } from 'antd';
import { useState, type ReactNode } from 'react';
import { fairYear } from '../../api/booths';
import { fairs } from '../../api/fairs';
import type { Fair, NewSeries, SeriesDay } from '../../api/types';
import { useLanguage, useT } from '../../i18n';
import { shortDay, todayPlus } from '../../lib/format';
import { Page } from '../kit/page';
import { PageLoading, Trouble } from '../kit/page-states';
import { useAct } from '../kit/use-act';
import { plus } from './days';

const Days = ({ days, leave }: { days: readonly SeriesDay[]; leave: (day: string) => void }): ReactNode => {
  const t = useT('console');
  const language = useLanguage();
  return (
    <ul className="series-days">
      {days.map(({ day, clashes }) => {
        const refused = clashes.some((clash) => clash.refused);
        return (
          <li key={day} className={refused ? 'bad' : ''}>
            <span className="num">{shortDay(day, language)}</span>
            <span>
              {clashes.map((clash, i) => (
                <span key={i} className={clash.refused ? 'bad-text' : 'faint'}>
                  {t(`year.clash.${clash.kind}`)}
                  {clash.name ? ` ${clash.name}` : ''}{' '}
                </span>
              ))}
            </span>
            <Button size="small" onClick={() => leave(day)}>
              {t('year.leaveOut')}
            </Button>
          </li>
        );
      })}
    </ul>
  );
};

const Planner = ({ fair }: { fair: Fair }): ReactNode => {
  const t = useT('console');
  const language = useLanguage();
  const navigate = useNavigate();
  const [everyWeeks, setEvery] = useState(1);
  const [until, setUntil] = useState(plus(fair.day < todayPlus() ? todayPlus() : fair.day, 56));
  const [except, setExcept] = useState<string[]>([]);
  const wish: NewSeries = { copyOfId: fair.id, everyWeeks, until, without: except };
  const { data, error, isFetching } = useQuery({
    queryKey: ['fairs', fair.id, 'series', everyWeeks, until, except],
    queryFn: () => fairYear.previewSeries(wish),
    enabled: until !== '',
    retry: false,
  });
  const plan = useAct(() => fairYear.planSeries(wish), {
    done: ({ fairIds }) => t('year.seriesDone', { count: fairIds.length }),
    renew: ['fairs', 'fair-year'],
    then: ({ seriesId }) => void navigate({ to: '/fairs', search: (seriesId ? { series: seriesId } : {}) as never }),
  });
  const clashing = (data ?? []).filter(({ clashes }) => clashes.some(({ refused }) => refused));
  return (
    <>
      <div className="form-grid">
        <label>
          <span>{t('year.every')}</span>
          <select className="select" value={everyWeeks} onChange={(event) => setEvery(Number(event.target.value))}>
            {[1, 2, 4].map((weeks) => (
              <option key={weeks} value={weeks}>
                {t(`year.weeks.${weeks as 1 | 2 | 4}`)}
              </option>
            ))}
          </select>
        </label>
        <label>
          <span>{t('year.until')}</span>
          <Input type="date" value={until} onChange={(event) => setUntil(event.target.value)} />
        </label>
      </div>
      {error ? <Trouble error={error} /> : null}
      {isFetching && !data ? <PageLoading /> : null}
      {data ? <Days days={data} leave={(day) => setExcept([...except, day])} /> : null}
      {except.length > 0 ? (
        <p className="row">
          <span>{t('year.except', { days: except.map((day) => shortDay(day, language)).join('、') })}</span>
          <Button size="small" onClick={() => setExcept([])}>
            {t('year.takeBack')}
          </Button>
        </p>
      ) : null}
      {clashing.length > 0 ? (
        <p className="notice bad row" role="alert">
          <span>{t('year.seriesClash', { count: clashing.length })}</span>
          <Button onClick={() => setExcept([...except, ...clashing.map(({ day }) => day)])}>{t('year.leaveAllOut')}</Button>
        </p>
      ) : null}
      <Button
        type="primary"
        size="large"
        disabled={!data?.length || clashing.length > 0}
        loading={plan.isPending}
        onClick={() => plan.mutate()}
      >
        {t('year.planSeries', { count: data?.length ?? 0 })}
      </Button>
    </>
  );
};

/** Copies of a fair, every so many weeks until a day: each day shows what stands against it before anything is saved. */
export const FairSeriesPage = (): ReactNode => {
  const t = useT('console');
  const { id = '' } = useParams({ strict: false });
  const { data: fair, error, refetch } = useQuery({ queryKey: ['fairs', id], queryFn: () => fairs.one(id) });
  if (error && !fair)
    return (
      <div className="page">
        <Trouble error={error} retry={() => void refetch()} />
      </div>
    );
  if (!fair) return <PageLoading />;
  return (
    <Page
      narrow
      title={t('year.seriesTitle')}
      intro={t('year.seriesIntro', { name: fair.name })}
      back={{ to: `/fairs/${id}`, label: fair.name }}
    >
      <Planner fair={fair} />
    </Page>
  );
};
