import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { useState, type ReactNode } from 'react';
import { enterprises } from '../../api/console';
import type { Enterprise } from '../../api/types';
import { lookup, useT } from '../../i18n';
import { useAddress } from '../kit/address';
import { Num, StateTag } from '../kit/bits';
import { DataTable, type Column } from '../kit/data-table';
import { NodeName, useNodeFilter } from '../kit/node';
import { Empty, Page } from '../kit/page';
import { Toolbar, type Filter } from '../kit/toolbar';
import { may, useMe } from '../kit/use-me';
import { EditEnterprise } from './enterprise-form';

export const EnterprisesPage = (): ReactNode => {
  const t = useT('console');
  const { at } = useAddress();
  const me = useMe();
  const [edited, setEdited] = useState<Enterprise>();
  const found = { q: at['q'], state: at['state'], node: at['node'], isKey: at['isKey'] };
  const query = useQuery({
    queryKey: ['enterprises', at],
    queryFn: () => enterprises.list({ ...found, cursor: at['cursor'], limit: 25 }),
    placeholderData: keepPreviousData,
  });
  const columns: Column<Enterprise>[] = [
    {
      key: 'name',
      title: t('needs.enterprise'),
      main: true,
      sort: (one) => one.name,
      cell: (one) => (
        <>
          <Link to="/enterprises/$id" params={{ id: one.id }}>
            {one.name}
          </Link>
          <small className="num">{one.creditCode ?? t('enterprise.noCode')}</small>
        </>
      ),
    },
    { key: 'node', title: t('place.label'), cell: (one) => <NodeName id={one.nodeId} /> },
    {
      key: 'size',
      title: t('enterprise.size'),
      cell: (one) => (one.sizeClass ? lookup('console', `size.${one.sizeClass}`, one.sizeClass) : '—'),
    },
    {
      key: 'employees',
      title: t('enterprise.employees'),
      sort: (one) => one.employees ?? 0,
      numeric: true,
      cell: (one) => <Num value={one.employees} />,
    },
    {
      key: 'marks',
      title: t('enterprise.marks'),
      cell: (one) => (
        <span className="row">
          {one.isKey ? <span className="tag live">{t('enterprise.key')}</span> : null}
          {one.aboveScale ? <span className="tag">{t('enterprise.aboveScale')}</span> : null}
        </span>
      ),
    },
    { key: 'state', title: t('needs.state'), cell: (one) => <StateTag kind="enterprise" state={one.state} /> },
    {
      key: 'needs',
      title: '',
      cell: (one) => (
        <span className="row">
          <Link to="/needs" search={{ q: one.name }}>
            {t('menu.needs')}
          </Link>
          {may(me, 'enterprise.edit') ? (
            <Button onClick={() => setEdited(one)} aria-label={t('enterprise.edit', { name: one.name })}>
              {t('need.edit')}
            </Button>
          ) : null}
        </span>
      ),
    },
  ];
  const filters: Filter[] = [
    {
      name: 'state',
      label: t('needs.state'),
      options: [
        { value: '', label: t('list.all') },
        ...(['unclaimed', 'pending', 'active', 'closed'] as const).map((state) => ({
          value: state,
          label: t(`state.enterprise.${state}`),
        })),
      ],
    },
    {
      name: 'isKey',
      label: t('enterprise.marks'),
      options: [
        { value: '', label: t('list.all') },
        { value: 'true', label: t('enterprise.key') },
      ],
    },
    useNodeFilter(),
  ];
  return (
    <Page title={t('menu.enterprises')}>
      <Toolbar search={t('enterprise.search')} filters={filters} />
      <DataTable
        caption={t('menu.enterprises')}
        columns={columns}
        take={() => enterprises.take(found)}
        query={query}
        rowKey={(one) => one.id}
        empty={<Empty title={t('enterprise.empty')} help={t('enterprise.emptyHelp')} />}
      />
      <EditEnterprise one={edited} close={() => setEdited(undefined)} />
    </Page>
  );
};
