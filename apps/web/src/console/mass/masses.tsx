import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { massMessages } from '../../api/office';
import type { Mass } from '../../api/types';
import { lookup, useT } from '../../i18n';
import { useAddress } from '../kit/address';
import { Moment, Num, StateTag } from '../kit/bits';
import { DataTable, type Column } from '../kit/data-table';
import { Empty, Page } from '../kit/page';

/** Messages of one's office to many enterprises. */
export const MassesPage = (): ReactNode => {
  const t = useT('console');
  const { at } = useAddress();
  const query = useQuery({
    queryKey: ['mass-messages', at],
    queryFn: () => massMessages.list({ cursor: at['cursor'], limit: 25 }),
    placeholderData: keepPreviousData,
  });
  const columns: Column<Mass>[] = [
    {
      key: 'title',
      title: t('mass.titleZh'),
      main: true,
      cell: (one) => (
        <>
          <Link to="/mass-messages/$id" params={{ id: one.id }}>
            {one.titleZh}
          </Link>
          <small>{lookup('console', `massKind.${one.kind}`, one.kind)}</small>
        </>
      ),
    },
    { key: 'by', title: t('mass.by'), cell: (one) => one.createdBy },
    { key: 'people', title: t('mass.people'), numeric: true, cell: (one) => <Num value={one.people} /> },
    { key: 'at', title: t('mass.at'), cell: (one) => <Moment value={one.startedAt ?? one.createdAt} /> },
    { key: 'state', title: t('needs.state'), cell: (one) => <StateTag kind="mass" state={one.state} /> },
  ];
  return (
    <Page
      title={t('menu.mass')}
      intro={t('mass.intro')}
      actions={
        <Link to="/mass-messages/new">
          <Button type="primary" tabIndex={-1}>
            {t('mass.new')}
          </Button>
        </Link>
      }
    >
      <DataTable
        caption={t('menu.mass')}
        take={() => massMessages.take({})}
        columns={columns}
        query={query}
        rowKey={(one) => one.id}
        empty={<Empty title={t('mass.empty')} help={t('mass.emptyHelp')} />}
      />
    </Page>
  );
};
