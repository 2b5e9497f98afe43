import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { admin } from '../../api/console';
import type { AuditEntry } from '../../api/types';
import { lookup, useT } from '../../i18n';
import { useAddress } from '../kit/address';
import { Moment } from '../kit/bits';
import { DataTable, type Column } from '../kit/data-table';
import { Empty, Page } from '../kit/page';
import { Toolbar } from '../kit/toolbar';

const shown = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));

export const AuditPage = (): ReactNode => {
  const t = useT('console');
  const { at } = useAddress();
  const query = useQuery({
    queryKey: ['audit', at],
    queryFn: () => admin.audit({ action: at['q'], cursor: at['cursor'], limit: 50 }),
    placeholderData: keepPreviousData,
  });
  const columns: Column<AuditEntry>[] = [
    {
      key: 'action',
      title: t('audit.action'),
      main: true,
      cell: (one) => (
        <>
          {lookup('console', `auditAction.${one.action.replaceAll('.', '_')}`, one.action)}
          <small className="num">{one.action}</small>
        </>
      ),
    },
    { key: 'at', title: t('audit.at'), cell: (one) => <Moment value={one.at} /> },
    { key: 'who', title: t('audit.who'), cell: (one) => one.userName ?? t('audit.system') },
    {
      key: 'object',
      title: t('audit.object'),
      cell: (one) => (
        <span>
          {one.objectKind}
          <small className="num">{one.objectId}</small>
        </span>
      ),
    },
    {
      key: 'fields',
      title: t('audit.fields'),
      cell: (one) => (
        <span className="audit-fields">
          {Object.entries(one.fields).map(([name, value]) => (
            <span key={name}>
              <b>{name}</b> {shown(value)}
            </span>
          ))}
        </span>
      ),
    },
  ];
  return (
    <Page title={t('menu.audit')} intro={t('audit.intro')}>
      <Toolbar search={t('audit.search')} />
      <DataTable
        caption={t('menu.audit')}
        columns={columns}
        query={query}
        rowKey={(one) => one.id}
        empty={<Empty title={t('audit.empty')} />}
      />
    </Page>
  );
};
