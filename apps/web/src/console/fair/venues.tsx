import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { venues } from '../../api/fairs';
import type { VenueBrief } from '../../api/types';
import { useT } from '../../i18n';
import { useAddress } from '../kit/address';
import { Num } from '../kit/bits';
import { DataTable, type Column } from '../kit/data-table';
import { NodeName, useNodeFilter } from '../kit/node';
import { Empty, Page } from '../kit/page';
import { Toolbar } from '../kit/toolbar';

/** Houses that fairs are held in. */
export const VenuesPage = (): ReactNode => {
  const t = useT('console');
  const { at } = useAddress();
  const query = useQuery({
    queryKey: ['venues', at],
    queryFn: () => venues.list({ q: at['q'], node: at['node'], cursor: at['cursor'], limit: 25 }),
    placeholderData: keepPreviousData,
  });
  const columns: Column<VenueBrief>[] = [
    {
      key: 'name',
      title: t('venue.name'),
      main: true,
      cell: (venue) => (
        <>
          <Link to="/venues/$id" params={{ id: venue.id }}>
            {venue.name}
          </Link>
          <small>{venue.address}</small>
        </>
      ),
    },
    { key: 'node', title: t('place.label'), cell: (venue) => <NodeName id={venue.nodeId} /> },
    {
      key: 'rooms',
      title: t('venue.rooms'),
      cell: (venue) => (
        <span>
          {venue.rooms.map((room) => (
            <small key={room.id}>
              {room.name} · {t('venue.boothCount', { count: room.booths })}
            </small>
          ))}
          {venue.rooms.length ? null : '—'}
        </span>
      ),
    },
    {
      key: 'capacity',
      title: t('venue.capacity'),
      sort: (venue) => venue.capacity,
      numeric: true,
      cell: (venue) => <Num value={venue.capacity} />,
    },
    { key: 'exits', title: t('venue.exits'), numeric: true, cell: (venue) => <Num value={venue.exits} /> },
  ];
  const add = (
    <Link to="/venues/new">
      <Button type="primary" tabIndex={-1}>
        {t('venue.new')}
      </Button>
    </Link>
  );
  return (
    <Page title={t('venue.title')} intro={t('venue.intro')} back={{ to: '/fairs', label: t('menu.fairs') }} actions={add}>
      <Toolbar search={t('venue.search')} filters={[useNodeFilter()]} />
      <DataTable
        caption={t('venue.title')}
        take={() => venues.take({ q: at['q'], node: at['node'] })}
        columns={columns}
        query={query}
        rowKey={(venue) => venue.id}
        empty={<Empty title={t('venue.empty')} help={t('venue.emptyHelp')} action={add} />}
      />
    </Page>
  );
};
