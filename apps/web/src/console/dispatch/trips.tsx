import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { trips } from '../../api/console';
import type { Trip } from '../../api/types';
import { totals } from '../../lib/tally';
import { lookup, useT } from '../../i18n';
import { useAddress } from '../kit/address';
import { Moment, StateTag } from '../kit/bits';
import { DataTable, type Column } from '../kit/data-table';
import { Empty, Page } from '../kit/page';
import { Toolbar, type Filter } from '../kit/toolbar';
import { may, sideOf, useMe } from '../kit/use-me';

const NewButton = (): ReactNode => {
  const t = useT('console');
  return (
    <Link to="/trips/new">
      <Button type="primary" tabIndex={-1}>
        {t('trips.new')}
      </Button>
    </Link>
  );
};

/** Who comes when, and who did not come. */
const Ways = ({ side }: { side: string }): ReactNode => {
  const t = useT('console');
  const me = useMe();
  return (
    <span className="row">
      <Link to="/arrivals">{t(side === 'enterprise' ? 'arrivals.coming' : 'arrivals.title')}</Link>
      {may(me, 'dispatch.absence') ? <Link to="/absences">{t('absence.title')}</Link> : null}
    </span>
  );
};

export const TripsPage = (): ReactNode => {
  const t = useT('console');
  const side = sideOf(useMe());
  const { at } = useAddress();
  const found = { state: at['state'] };
  const query = useQuery({
    queryKey: ['trips', at],
    queryFn: () => trips.list({ ...found, cursor: at['cursor'], limit: 25 }),
    placeholderData: keepPreviousData,
  });
  const columns: Column<Trip>[] = [
    {
      key: 'trip',
      title: t('trips.trip'),
      main: true,
      cell: (trip) => (
        <>
          <Link to="/trips/$id" params={{ id: trip.id }}>
            {trip.fromPlace} → {trip.toPlace}
          </Link>
          <small>
            {lookup('console', `mode.${trip.mode}`, trip.mode)}
            {trip.vehicle ? ` ${trip.vehicle}` : ''}
            {side === 'supplier' ? '' : ` · ${trip.supplierName}`}
          </small>
        </>
      ),
    },
    { key: 'depart', title: t('trips.depart'), sort: (trip) => trip.departAt, cell: (trip) => <Moment value={trip.departAt} /> },
    { key: 'arrive', title: t('trips.arrive'), cell: (trip) => <Moment value={trip.arriveAt} /> },
    {
      key: 'people',
      title: t('trips.people'),
      sort: (trip) => totals(trip.counts).listed,
      numeric: true,
      cell: (trip) => totals(trip.counts).listed,
    },
    {
      key: 'boarded',
      title: t('trips.boarded'),
      numeric: true,
      cell: (trip) => (trip.state === 'planned' || trip.state === 'boarding' ? '—' : totals(trip.counts).boarded),
    },
    {
      key: 'arrived',
      title: t('trips.arrived'),
      numeric: true,
      cell: (trip) => (trip.state === 'arrived' || trip.state === 'handed_over' ? totals(trip.counts).arrived : '—'),
    },
    {
      key: 'signed',
      title: t('trips.signed'),
      numeric: true,
      cell: (trip) => (trip.counts.signed + trip.counts.refused > 0 ? trip.counts.signed : '—'),
    },
    { key: 'state', title: t('needs.state'), cell: (trip) => <StateTag kind="trip" state={trip.state} /> },
  ];
  const states: Filter = {
    name: 'state',
    label: t('needs.state'),
    options: [
      { value: '', label: t('list.all') },
      ...(['planned', 'boarding', 'under_way', 'arrived', 'handed_over', 'cancelled'] as const).map((state) => ({
        value: state,
        label: t(`state.trip.${state}`),
      })),
    ],
  };
  const own = side === 'enterprise' ? 'enterprise' : side === 'supplier' ? 'supplier' : 'bureau';
  return (
    <Page
      title={t(own === 'enterprise' ? 'trips.coming' : 'menu.trips')}
      actions={own === 'supplier' ? <NewButton /> : null}
      intro={<Ways side={own} />}
    >
      <Toolbar filters={[states]} />
      <DataTable
        caption={t('menu.trips')}
        columns={columns}
        take={() => trips.take(found)}
        query={query}
        rowKey={(trip) => trip.id}
        empty={<Empty title={t('trips.empty')} help={t(`trips.empty_${own}`)} action={own === 'supplier' ? <NewButton /> : undefined} />}
      />
    </Page>
  );
};
