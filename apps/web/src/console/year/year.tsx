import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { fairYear } from '../../api/booths';
import type { FairYear, FairYearPart, LateFair } from '../../api/types';
import { lookup, useLanguage, useT } from '../../i18n';
import { day, number, todayPlus } from '../../lib/format';
import { useAddress } from '../kit/address';
import { useAsk } from '../kit/ask';
import { Day } from '../kit/bits';
import { NodeName, useNodeFilter } from '../kit/node';
import { Empty, Page, Section } from '../kit/page';
import { PageLoading, Trouble } from '../kit/page-states';
import { Toolbar, type Filter } from '../kit/toolbar';
import { useAct } from '../kit/use-act';
import { may, useMe } from '../kit/use-me';
import { Shortages } from './shortages';

const yearNow = (): number => Number(todayPlus().slice(0, 4));

/** The year's fairs against the target, in figures and one bar. */
const Total = ({ year, data, node }: { year: number; data: FairYear; node: string | undefined }): ReactNode => {
  const t = useT('console');
  const language = useLanguage();
  const { target } = data;
  const parts = [
    ['held', data.held],
    ['announced', data.announced],
    ['planned', data.planned],
  ] as const;
  const all = Math.max(target?.fairs ?? 0, data.fairs, 1);
  const words = parts.map(([kind, n]) => `${t(`year.${kind}`)} ${number(n, language)}`).join(' · ');
  return (
    <section className="card year-total" aria-label={t('year.total', { year: String(year) })}>
      <p className="year-figure">
        <b className="num">{number(data.fairs, language)}</b>
        <span>{target ? t('year.ofTarget', { n: number(target.fairs, language) }) : t('year.noTarget')}</span>
        <SetTarget year={year} data={data} node={node} />
      </p>
      <div className="year-bar" role="img" aria-label={words}>
        {parts.map(([kind, n]) => (n > 0 ? <span key={kind} className={kind} style={{ inlineSize: `${(n / all) * 100}%` }} /> : null))}
      </div>
      <p className="year-legend">
        {parts.map(([kind, n]) => (
          <span key={kind}>
            <i className={kind} /> {t(`year.${kind}`)} <b className="num">{number(n, language)}</b>
          </span>
        ))}
        <span className="faint">
          {t('year.cancelled')} <b className="num">{number(data.cancelled, language)}</b>
        </span>
      </p>
      {target ? <p className="faint">{t('year.targetFrom', { day: day(target.validFrom, language), source: target.source })}</p> : null}
    </section>
  );
};

const SetTarget = ({ year, data, node }: { year: number; data: FairYear; node: string | undefined }): ReactNode => {
  const t = useT('console');
  const me = useMe();
  const ask = useAsk();
  const set = useAct(fairYear.setTarget, { done: t('fair.saved'), renew: ['fair-year'] });
  const nodeId = node ?? me.grants.find((grant) => grant.nodeId)?.nodeId;
  if (!may(me, 'fair.rule') || !nodeId) return null;
  const change = async (): Promise<void> => {
    const said = await ask({
      ...{ title: t('year.setTarget', { year: String(year) }), consequence: t('year.targetWhat'), ok: t('year.save') },
      reason: { label: t('datedRule.source'), required: true },
      fields: [
        { name: 'fairs', label: t('year.targetFairs'), as: 'number', min: 0, max: 100_000, value: data.target?.fairs ?? 0 },
        { name: 'validFrom', label: t('datedRule.validFrom'), as: 'day', value: todayPlus(), required: true },
      ],
    });
    if (!said) return;
    const { fairs, validFrom } = said.said;
    set.mutate({ year, nodeId, fairs: Number(fairs), validFrom: validFrom ?? todayPlus(), source: said.reason });
  };
  return (
    <Button size="small" onClick={() => void change()}>
      {t('year.change')}
    </Button>
  );
};

interface Column {
  key: string;
  label: string;
  to: { from: string; to: string };
}

/** Columns, one a month or week; each leads to its fairs, and says its figure for whoever sees no columns. */
const Columns = ({ label, parts, columns }: { label: string; parts: readonly FairYearPart[]; columns: readonly Column[] }): ReactNode => {
  const t = useT('console');
  const most = Math.max(1, ...parts.map(({ fairs }) => fairs));
  const of = new Map(parts.map((part) => [part.key, part]));
  return (
    <ul className={columns.length > 12 ? 'columns thin' : 'columns'} aria-label={label}>
      {columns.map(({ key, label: name, to }) => {
        const part = of.get(key);
        return (
          <li key={key}>
            <Link
              to="/fairs"
              search={to as never}
              aria-label={t('year.column', { name, n: part?.fairs ?? 0 })}
              title={t('year.column', { name, n: part?.fairs ?? 0 })}
            >
              <span className="num">{part?.fairs || ''}</span>
              <i className="announced" style={{ blockSize: `${((part?.fairs ?? 0) / most) * 100}%` }}>
                <i className="held" style={{ blockSize: part?.fairs ? `${(part.held / part.fairs) * 100}%` : 0 }} />
              </i>
              <small>{columns.length > 12 ? '' : name}</small>
            </Link>
          </li>
        );
      })}
    </ul>
  );
};

const lastOf = (month: string): string =>
  new Date(Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5)), 0)).toISOString().slice(0, 10);
const plusDays = (from: string, days: number): string => new Date(Date.parse(from) + days * 86_400_000).toISOString().slice(0, 10);

const Rows = ({ parts, name }: { parts: readonly FairYearPart[]; name: (part: FairYearPart) => ReactNode }): ReactNode => {
  const language = useLanguage();
  const t = useT('console');
  const shown = [...parts].filter(({ fairs, cancelled }) => fairs + cancelled > 0).sort((a, b) => b.fairs - a.fairs);
  const most = Math.max(1, ...shown.map(({ fairs }) => fairs));
  if (shown.length === 0) return <p className="faint">{t('year.none')}</p>;
  return (
    <ul className="year-rows">
      {shown.map((part) => (
        <li key={part.key}>
          <span>{name(part)}</span>
          <span className="year-row-bar" aria-hidden="true">
            <i style={{ inlineSize: `${(part.fairs / most) * 100}%` }} />
          </span>
          <b className="num">{number(part.fairs, language)}</b>
        </li>
      ))}
    </ul>
  );
};

const Late = ({ node }: { node: string | undefined }): ReactNode => {
  const t = useT('console');
  const { data } = useQuery({ queryKey: ['fair-year', 'late', node], queryFn: () => fairYear.late(node) });
  if (!data) return null;
  return (
    <Section id="late" title={t('year.late')} extra={<span className="faint num">{data.length}</span>}>
      {data.length === 0 ? <Empty title={t('year.nothingLate')} /> : null}
      <ul className="replies">
        {data.slice(0, 50).map((one: LateFair) => (
          <li key={`${one.fairId} ${one.kind}`}>
            <span>
              <Link to="/fairs/$id" params={{ id: one.fairId }}>
                {one.fairName}
              </Link>{' '}
              <span className="faint">
                <NodeName id={one.nodeId} /> · <Day value={one.day} />
              </span>
            </span>
            <span className="bad-text">
              {t(`year.due.${one.kind}`)} <Day value={one.due} />
            </span>
          </li>
        ))}
      </ul>
    </Section>
  );
};

/** The year of an office's fairs: what there is against the target, where it is thin, and what is late. */
export const FairYearPage = (): ReactNode => {
  const t = useT('console');
  const { at } = useAddress();
  const year = Number(at['year'] ?? yearNow());
  const node = at['node'] ?? undefined;
  const query = useQuery({ queryKey: ['fair-year', year, node], queryFn: () => fairYear.year(year, node) });
  const years: Filter = {
    name: 'year',
    label: t('year.year'),
    options: [yearNow() - 1, yearNow(), yearNow() + 1].map((one) => ({ value: one === yearNow() ? '' : String(one), label: String(one) })),
  };
  const months = Array.from({ length: 12 }, (_, i) => `${year}-${String(i + 1).padStart(2, '0')}`);
  const actions = (
    <>
      <Link to="/fair-calendar">
        <Button tabIndex={-1}>{t('year.calendar')}</Button>
      </Link>
      <Link to="/fair-reports">
        <Button tabIndex={-1}>{t('fairReport.title')}</Button>
      </Link>
      <Link to="/fair-hires">
        <Button tabIndex={-1}>{t('fairHire.title')}</Button>
      </Link>
      <Link to="/fairs/new">
        <Button type="primary" tabIndex={-1}>
          {t('fair.new')}
        </Button>
      </Link>
    </>
  );
  const { data } = query;
  return (
    <Page
      title={t('year.title', { year: String(year) })}
      intro={t('year.intro')}
      back={{ to: '/fairs', label: t('menu.fairs') }}
      actions={actions}
    >
      <Toolbar filters={[years, useNodeFilter()]} />
      {query.error && !data ? <Trouble error={query.error} retry={() => void query.refetch()} /> : null}
      {!data && !query.error ? <PageLoading /> : null}
      {data ? (
        <>
          <Total year={year} data={data} node={node} />
          <Section title={t('year.byMonth')}>
            <Columns
              label={t('year.byMonth')}
              parts={data.months}
              columns={months.map((month) => ({
                ...{ key: month, label: t('year.month', { n: Number(month.slice(5)) }) },
                to: { from: `${month}-01`, to: lastOf(month) },
              }))}
            />
          </Section>
          <Section title={t('year.byWeek')}>
            <Columns
              label={t('year.byWeek')}
              parts={data.weeks}
              columns={data.weeks.map(({ key }) => ({
                key,
                label: t('year.weekOf', { day: key.slice(5) }),
                to: { from: key, to: plusDays(key, 6) },
              }))}
            />
          </Section>
          <div className="year-pair">
            <Section title={t('year.byCounty')}>
              <Rows parts={data.nodes} name={({ key }) => <NodeName id={key} />} />
            </Section>
            <Section title={t('year.byTheme')}>
              <Rows parts={data.themes} name={(part) => part.name ?? t('year.noTheme')} />
            </Section>
            <Section title={t('year.byCampaign')}>
              <Rows parts={data.campaigns} name={({ key }) => lookup('common', `campaign.${key}`, key)} />
            </Section>
          </div>
        </>
      ) : null}
      <Shortages node={node} />
      <Late node={node} />
    </Page>
  );
};
