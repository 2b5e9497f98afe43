import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { arrivals, paperOf } from '../../api/travel';
import type { Coming } from '../../api/types';
import { lookup, useLanguage, useT } from '../../i18n';
import { shortDay } from '../../lib/format';
import { useAddress } from '../kit/address';
import { Phone } from '../dispatch/phone';
import { Moment, StateTag } from '../kit/bits';
import { DataTable, type Column } from '../kit/data-table';
import { Empty, Page, Section } from '../kit/page';
import { Trouble } from '../kit/page-states';
import { may, sideOf, useMe } from '../kit/use-me';

/** What has to be ready when they come. */
const Prepare = ({ coming }: { coming: Coming }): ReactNode => {
  const t = useT('console');
  const { people, women, uninsured, unexamined, minors, returning, missing, posts } = coming;
  const lodging = posts.some((post) => post.lodging);
  const parts = [
    lodging ? t('arrivals.beds', { n: people }) : t('arrivals.noLodging'),
    ...(women === null ? [] : [t('arrivals.women', { w: women, m: people - women })]),
    ...(posts.some(({ meals }) => meals) ? [t('arrivals.meals')] : []),
    ...(uninsured > 0 ? [t('arrivals.uninsured', { n: uninsured })] : []),
    ...(unexamined > 0 ? [t('arrivals.unexamined', { n: unexamined })] : []),
    ...(minors > 0 ? [t('arrivals.minors', { n: minors })] : []),
    ...(returning > 0 ? [t('arrivals.returning', { n: returning })] : []),
    ...(missing > 0 ? [t('arrivals.absent', { n: missing })] : []),
  ];
  return <span>{parts.join(' · ')}</span>;
};

const Summary = (): ReactNode => {
  const t = useT('console');
  const language = useLanguage();
  const mayAsk = may(useMe(), 'dispatch.absence');
  const { data, error } = useQuery({ queryKey: ['arrivals', 'summary'], queryFn: arrivals.summary, refetchInterval: 60_000 });
  if (error) return <Trouble error={error} />;
  if (!data) return null;
  return (
    <>
      <p className="row">
        <Link to="/trips" search={{ state: 'under_way' }}>
          {t('arrivals.underWay', data.underWay)}
        </Link>
        {data.missing.open > 0 && mayAsk ? (
          <Link to="/absences">
            {t('arrivals.missing', data.missing)} {data.missing.late > 0 ? t('arrivals.late', data.missing) : ''}
          </Link>
        ) : null}
      </p>
      {data.days.length > 0 ? (
        <Section title={t('arrivals.byDay')}>
          <div className="table-box">
            <table className="table" role="table">
              <caption className="visually-hidden">{t('arrivals.byDay')}</caption>
              <thead role="rowgroup">
                <tr role="row">
                  {(['day', 'region', 'people', 'trips'] as const).map((head) => (
                    <th key={head} scope="col" role="columnheader">
                      {t(`arrivals.${head}`)}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody role="rowgroup">
                {data.days.map(({ day, region, people, trips }) => (
                  <tr role="row" key={`${day} ${region}`}>
                    <th scope="row" role="rowheader">
                      {shortDay(day, language)}
                    </th>
                    <td role="cell" data-label={t('arrivals.region')}>
                      {region || '—'}
                    </td>
                    <td role="cell" data-label={t('arrivals.people')} className="num">
                      {people}
                    </td>
                    <td role="cell" data-label={t('arrivals.trips')} className="num">
                      {trips}
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </Section>
      ) : null}
    </>
  );
};

/** Who comes when: for the bureau by county and enterprise, for an enterprise with what it has to prepare. */
export const ArrivalsPage = (): ReactNode => {
  const t = useT('console');
  const language = useLanguage();
  const side = sideOf(useMe());
  const { at } = useAddress();
  const query = useQuery({
    queryKey: ['arrivals', at],
    queryFn: () => arrivals.list({ cursor: at['cursor'], limit: 25 }),
    placeholderData: keepPreviousData,
  });
  const columns: Column<Coming>[] = [
    {
      key: 'arrive',
      title: t('arrivals.arrive'),
      main: true,
      cell: (one) => (
        <>
          <Link to="/trips/$id" params={{ id: one.tripId }}>
            <Moment value={one.arriveAt} /> {one.toPlace}
          </Link>
          <small>
            {lookup('console', `mode.${one.mode}`, one.mode)} {one.vehicle} · {one.supplierName}{' '}
            {one.supplierPhone ? <Phone number={one.supplierPhone} name={one.supplierName} /> : null}
          </small>
        </>
      ),
    },
    ...(side === 'enterprise'
      ? []
      : [
          {
            key: 'enterprise',
            title: t('arrivals.enterprise'),
            cell: (one: Coming) => (
              <span>
                {one.enterpriseName}
                <small>{one.region}</small>
              </span>
            ),
          },
        ]),
    { key: 'people', title: t('arrivals.people'), numeric: true, cell: (one) => one.people },
    { key: 'prepare', title: t('arrivals.prepare'), cell: (one) => <Prepare coming={one} /> },
    {
      key: 'leader',
      title: t('travel.leader'),
      cell: (one) => (
        <>
          {one.leaders.map(({ number, name, phone }) => (
            <span key={number}>
              {name} {phone ? <Phone number={phone} name={name} /> : null}{' '}
            </span>
          ))}
        </>
      ),
    },
    {
      key: 'state',
      title: t('needs.state'),
      cell: (one) => (
        <span>
          {one.handedOver ? t('arrivals.done') : <StateTag kind="trip" state={one.state} />}
          <small>
            <a href={paperOf(one.tripId, 'notice', 'pdf', language)} download>
              {t('arrivals.notice')}
            </a>
          </small>
        </span>
      ),
    },
  ];
  const title = t(side === 'enterprise' ? 'arrivals.coming' : 'arrivals.title');
  const table = (
    <DataTable
      caption={title}
      take={() => arrivals.takeAlong({})}
      columns={columns}
      query={query}
      rowKey={(one) => `${one.tripId} ${one.enterpriseId}`}
      empty={<Empty title={t('arrivals.empty')} help={t('arrivals.emptyHelp')} />}
    />
  );
  return (
    <Page title={title} back={{ to: '/trips', label: t('menu.trips') }}>
      {side === 'enterprise' ? (
        table
      ) : (
        <>
          <Summary />
          <Section title={t('arrivals.each')}>{table}</Section>
        </>
      )}
    </Page>
  );
};
