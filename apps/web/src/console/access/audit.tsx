import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { admin } from '../../api/console';
import type { AuditEntry, AuditWords } from '../../api/types';
import { useLanguage, useT } from '../../i18n';
import { useAddress } from '../kit/address';
import { Moment } from '../kit/bits';
import { Changes } from '../kit/changes';
import { DataTable, type Column } from '../kit/data-table';
import { Empty, Page } from '../kit/page';
import { Toolbar, type Filter } from '../kit/toolbar';
import { useMe } from '../kit/use-me';
import { AuditDays, dayFilter } from './audit-days';
import { pageOfObject } from './audit-links';

const Who = ({ entry }: { entry: AuditEntry }): ReactNode => {
  const t = useT('console');
  const { change } = useAddress();
  const { userId, userName, address } = entry;
  return (
    <span>
      {userId ? (
        <button type="button" className="link" title={t('audit.ofPerson')} onClick={() => change({ userId, userName: userName ?? userId })}>
          {userName ?? userId}
        </button>
      ) : (
        t(address ? 'audit.stranger' : 'audit.system')
      )}
      {address ? <small className="num">{address}</small> : null}
    </span>
  );
};

const What = ({ entry }: { entry: AuditEntry }): ReactNode => {
  const t = useT('console');
  const { change } = useAddress();
  const { objectKind, objectId, objectName, kindName } = entry;
  const page = pageOfObject(useMe(), objectKind, objectId);
  const name = objectName ?? kindName;
  return (
    <span>
      {page ? <Link {...page}>{name}</Link> : name}
      <small>
        {objectName ? `${kindName} ` : ''}
        <button type="button" className="link" onClick={() => change({ objectKind, objectId, objectName: name })}>
          {t('audit.ofObject')}
        </button>
      </small>
    </span>
  );
};

const useColumns = (): Column<AuditEntry>[] => {
  const t = useT('console');
  return [
    {
      key: 'action',
      title: t('audit.action'),
      main: true,
      cell: (one) => (
        <>
          {one.actionName}
          {one.result === 'failed' ? <span className="tag bad">{t('audit.failed')}</span> : null}
        </>
      ),
    },
    { key: 'at', title: t('audit.at'), cell: (one) => <Moment value={one.at} /> },
    { key: 'who', title: t('audit.who'), cell: (one) => <Who entry={one} /> },
    { key: 'object', title: t('audit.object'), cell: (one) => <What entry={one} /> },
    { key: 'fields', title: t('audit.fields'), cell: (one) => <Changes changes={one.changes} /> },
  ];
};

const useFilters = (words: AuditWords | undefined): Filter[] => {
  const t = useT('console');
  const language = useLanguage();
  const all = { value: '', label: t('list.all') };
  const options = (list: AuditWords['actions'] = []) => [
    all,
    ...list
      .map(({ code, name }) => ({ value: code, label: name }))
      .sort((a, b) => a.label.localeCompare(b.label, language === 'zh' ? 'zh-CN' : 'en')),
  ];
  return [
    { name: 'action', label: t('audit.action'), options: options(words?.actions) },
    { name: 'objectKind', label: t('audit.kind'), options: options(words?.kinds) },
    {
      name: 'result',
      label: t('audit.result'),
      options: [all, { value: 'done', label: t('audit.done') }, { value: 'failed', label: t('audit.failed') }],
    },
  ];
};

/** What the list was narrowed to by a click, to be taken off again. */
const Narrowed = (): ReactNode => {
  const t = useT('console');
  const { at, change } = useAddress();
  return (
    <>
      {at['userId'] ? (
        <Button onClick={() => change({ userId: undefined, userName: undefined })}>
          {t('audit.byPerson', { name: at['userName'] ?? at['userId'] })} ✕
        </Button>
      ) : null}
      {at['objectId'] ? (
        <Button onClick={() => change({ objectKind: undefined, objectId: undefined, objectName: undefined })}>
          {t('audit.byObject', { name: at['objectName'] ?? at['objectId'] })} ✕
        </Button>
      ) : null}
    </>
  );
};

export const AuditPage = (): ReactNode => {
  const t = useT('console');
  const language = useLanguage();
  const { at } = useAddress();
  const { q, action, objectKind, objectId, userId, result } = at;
  const found = { q, action, objectKind, objectId, userId, result, ...dayFilter(at) };
  const { data: words } = useQuery({ queryKey: ['audit-words', language], queryFn: admin.auditWords, staleTime: Infinity });
  const query = useQuery({
    queryKey: ['audit', at, language],
    queryFn: () => admin.audit({ ...found, cursor: at['cursor'], limit: 50 }),
    placeholderData: keepPreviousData,
  });
  return (
    <Page
      title={t('menu.audit')}
      intro={t('audit.intro')}
      actions={
        <Button href={admin.auditExport({ ...found, format: 'csv' })} title={t('audit.exportHelp')}>
          {t('audit.exportCsv')}
        </Button>
      }
    >
      <Toolbar
        search={t('audit.search')}
        filters={useFilters(words)}
        extra={
          <>
            <AuditDays />
            <Narrowed />
          </>
        }
      />
      <DataTable
        caption={t('menu.audit')}
        columns={useColumns()}
        take={() => admin.takeAudit({ ...found, format: 'xlsx' })}
        query={query}
        rowKey={(one) => one.id}
        empty={<Empty title={t('audit.empty')} />}
      />
    </Page>
  );
};
