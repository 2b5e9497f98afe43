import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { Button } from 'antd';
import { useState, type ReactNode } from 'react';
import { matching } from '../../api/console';
import type { MatchingPreview } from '../../api/types';
import { useLanguage, useT } from '../../i18n';
import { number } from '../../lib/format';
import { useAddress } from '../kit/address';
import { Page, Section } from '../kit/page';
import { PageLoading, Trouble } from '../kit/page-states';
import { WholeNumber } from '../kit/whole-number';
import { useAct } from '../kit/use-act';

interface Tier {
  percent: number;
  worth: number;
}
type Weights = Record<string, number | Tier[]>;

const names = [
  'otherOccupation',
  'otherSubgroup',
  'perLevelAbove',
  'training',
  'perYuanShort',
  'mostYuanShort',
  'per100Km',
  'perDayLate',
  'perPercentLost',
  'commuteKm',
  'organiseDays',
  'coachKm',
  'kmPerRailDay',
  'locked',
] as const;

const Uses = ({ preview }: { preview: MatchingPreview }): ReactNode => {
  const t = useT('console');
  const language = useLanguage();
  const n = (value: number): string => number(value, language);
  return (
    <div className="overview">
      <div className="card">
        <h2 className="card-title">{t('run.uses')}</h2>
        {preview.needs === 0 || preview.batches === 0 ? (
          <p className="notice">
            {t('run.usesNothing')} {t('run.usesNothingLinks')} <Link to="/needs">{t('menu.needs')}</Link> ·{' '}
            <Link to="/batches">{t('menu.batches')}</Link>
          </p>
        ) : null}
        <p className="num">{t('run.usesNeeds', { needs: n(preview.needs), asked: n(preview.asked) })}</p>
        <p className="num">
          {t('run.usesBatches', { suppliers: n(preview.suppliers), batches: n(preview.batches), people: n(preview.people) })}
        </p>
        <p className="num">
          {t('run.usesRules', { locked: n(preview.rules.lock), excluded: n(preview.rules.exclude) })}{' '}
          <Link to="/rules">{t('run.seeRules')}</Link>
        </p>
      </div>
      <div className="card">
        <h2 className="card-title">{t('run.leftOutTitle')}</h2>
        {preview.leftOut.length ? (
          <ul className="reason-list">
            {preview.leftOut.map((one) => (
              <li key={`${one.what}-${one.reason}`}>{t(`leftOut.${one.reason}`, { count: n(one.count), people: n(one.people) })}</li>
            ))}
          </ul>
        ) : (
          <p className="faint">{t('run.leftOutNone')}</p>
        )}
      </div>
    </div>
  );
};

const WeightFields = ({ weights, change }: { weights: Weights; change: (weights: Weights) => void }): ReactNode => {
  const t = useT('console');
  const language = useLanguage();
  const tiers = Array.isArray(weights['tiers']) ? weights['tiers'] : [];
  const field = (label: string, value: number, set: (n: number) => void): ReactNode => (
    <label key={label} className="weight">
      <span>{label}</span>
      <WholeNumber alone min={0} max={1_000_000} value={value} onChange={(n) => set(n ?? 0)} />
    </label>
  );
  return (
    <>
      <div className="weights">
        {names.map((name) => field(t(`weight.${name}`), Number(weights[name] ?? 0), (n) => change({ ...weights, [name]: n })))}
      </div>
      <h3>{t('run.tiers')}</h3>
      <div className="weights">
        {tiers.map((tier, at) =>
          field(t('run.tierText', { n: at + 1, percent: number(tier.percent, language) }), tier.worth, (worth) =>
            change({ ...weights, tiers: tiers.map((one, k) => (k === at ? { ...one, worth } : one)) }),
          ),
        )}
      </div>
    </>
  );
};

/** What a run will use and how it will weigh things, before it starts. */
export const NewRunPage = (): ReactNode => {
  const t = useT('console');
  const navigate = useNavigate();
  const { at } = useAddress();
  const [changed, setChanged] = useState<Weights>();
  const earlier = useQuery({ queryKey: ['runs', at['from']], queryFn: () => matching.run(at['from'] ?? ''), enabled: Boolean(at['from']) });
  const from = (earlier.data?.weights ?? {}) as Weights;
  const given = changed ?? from;
  const { data, error, refetch } = useQuery({
    queryKey: ['preview', given],
    queryFn: () => matching.preview(given),
    placeholderData: keepPreviousData,
    enabled: !at['from'] || !earlier.isPending,
  });
  const start = useAct(() => matching.start(given), {
    renew: ['runs'],
    then: (run) => void navigate({ to: '/runs/$id', params: { id: run.id } }),
  });
  if (error && !data)
    return (
      <div className="page">
        <Trouble error={error} retry={() => void refetch()} />
      </div>
    );
  if (!data) return <PageLoading />;
  const weights = { ...(data.weights as Weights), ...given };
  return (
    <Page
      title={t('run.new')}
      intro={t('run.newIntro')}
      back={{ to: '/runs', label: t('menu.runs') }}
      actions={
        <Button type="primary" disabled={data.busyWith !== null || error !== null} loading={start.isPending} onClick={() => start.mutate()}>
          {t('run.startNow')}
        </Button>
      }
    >
      {data.busyWith ? (
        <div className="notice">
          {t('run.busy')}{' '}
          <Link to="/runs/$id" params={{ id: data.busyWith }}>
            {t('run.busyLink')}
          </Link>
        </div>
      ) : null}
      {error ? <Trouble error={error} /> : null}
      <Uses preview={data} />
      <Section title={t('run.weights')} extra={<Button onClick={() => setChanged({})}>{t('run.weightsReset')}</Button>}>
        <div className="card">
          <p className="faint">{t('run.weightsHelp')}</p>
          <WeightFields weights={weights} change={setChanged} />
          <p role="status">
            <b>{t(`run.tierOrder_${data.tierOrder}`)}</b>
          </p>
        </div>
      </Section>
    </Page>
  );
};
