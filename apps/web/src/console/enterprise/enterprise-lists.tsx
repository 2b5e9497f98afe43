import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { enterprises, needs, promises, retention } from '../../api/console';
import { fairs } from '../../api/fairs';
import type {
  EnterpriseHistory,
  EnterpriseMessage,
  EnterprisePerson,
  LabourPromise,
  MyBooth,
  Need,
  Page,
  Retention,
} from '../../api/types';
import { useLanguage, useT } from '../../i18n';
import { useAddress } from '../kit/address';
import { Day, Moment, Num, Places, StateTag } from '../kit/bits';
import { DataTable, type Column } from '../kit/data-table';
import { Empty } from '../kit/page';
import { Changes } from '../kit/changes';
import { Papers } from './papers';

interface Listed<T> {
  kind: string;
  id: string;
  ask: (cursor: string | undefined) => Promise<Page<T>>;
  caption: string;
  columns: Column<T>[];
  rowKey: (row: T) => string;
  take?: () => Promise<Blob>;
}

/** One list of an enterprise, a page at a time. */
const List = <T,>({ kind, id, ask, ...table }: Listed<T>): ReactNode => {
  const t = useT('console');
  const language = useLanguage();
  const { at } = useAddress();
  const query = useQuery({
    queryKey: ['enterprises', id, kind, at['cursor'], language],
    queryFn: () => ask(at['cursor']),
    placeholderData: keepPreviousData,
  });
  return <DataTable {...table} query={query} empty={<Empty title={t('enterprise.nothing')} />} />;
};

const LIMIT = 20;

/** Who acts for it; for its office, every application with its papers. */
export const EnterprisePeople = ({ id, office }: { id: string; office: boolean }): ReactNode => {
  const t = useT('console');
  const columns: Column<EnterprisePerson>[] = [
    {
      key: 'name',
      title: t('register.name'),
      main: true,
      cell: (one) => (
        <>
          {one.name}
          <small>{one.position ?? ''}</small>
        </>
      ),
    },
    {
      key: 'role',
      title: t('user.role'),
      cell: (one) => (one.mayApprove ? t('enterprise.mayApprove') : '—'),
    },
    {
      key: 'state',
      title: t('needs.state'),
      cell: (one) => (
        <span>
          <StateTag kind="registration" state={one.state} />
          {one.reason ? <small>{one.reason}</small> : null}
        </span>
      ),
    },
    { key: 'since', title: t('enterprise.since'), cell: (one) => <Moment value={one.decidedAt ?? one.askedAt} /> },
    { key: 'by', title: t('enterprise.decidedBy'), cell: (one) => one.decidedBy ?? '—' },
    ...(office ? [{ key: 'papers', title: t('register.papers'), cell: (one: EnterprisePerson) => <Papers one={one} /> }] : []),
  ];
  return (
    <List
      kind="people"
      id={id}
      ask={(cursor) => enterprises.people(id, { cursor, limit: LIMIT })}
      caption={t('enterprise.tab.people')}
      columns={columns}
      rowKey={(one) => one.id}
    />
  );
};

export const EnterpriseHistoryList = ({ id }: { id: string }): ReactNode => {
  const t = useT('console');
  const columns: Column<EnterpriseHistory>[] = [
    { key: 'action', title: t('audit.action'), main: true, cell: (one) => one.actionName },
    { key: 'at', title: t('audit.at'), cell: (one) => <Moment value={one.at} /> },
    { key: 'who', title: t('audit.who'), cell: (one) => one.userName ?? t('audit.system') },
    { key: 'changes', title: t('audit.fields'), cell: (one) => <Changes changes={one.changes} /> },
  ];
  return (
    <List
      kind="history"
      id={id}
      ask={(cursor) => enterprises.history(id, { cursor, limit: LIMIT })}
      caption={t('enterprise.tab.history')}
      columns={columns}
      rowKey={(one) => one.id}
    />
  );
};

export const EnterpriseNeeds = ({ id }: { id: string }): ReactNode => {
  const t = useT('console');
  const columns: Column<Need>[] = [
    {
      key: 'title',
      title: t('promise.need'),
      main: true,
      cell: (one) => (
        <Link to="/needs/$id" params={{ id: one.id }}>
          {one.title}
        </Link>
      ),
    },
    { key: 'short', title: t('need.short'), numeric: true, cell: (one) => <Num value={one.short} /> },
    { key: 'places', title: t('needs.places'), cell: (one) => <Places need={one} /> },
    { key: 'state', title: t('needs.state'), cell: (one) => <StateTag kind="need" state={one.state} /> },
    { key: 'confirmed', title: t('need.confirmedAt'), cell: (one) => <Day value={one.confirmedAt} /> },
  ];
  return (
    <List
      kind="needs"
      id={id}
      ask={(cursor) => needs.list({ enterprise: id, cursor, limit: LIMIT })}
      take={() => needs.take({ enterprise: id })}
      caption={t('enterprise.tab.needs')}
      columns={columns}
      rowKey={(one) => one.id}
    />
  );
};

export const EnterprisePromises = ({ id }: { id: string }): ReactNode => {
  const t = useT('console');
  const columns: Column<LabourPromise>[] = [
    {
      key: 'need',
      title: t('promise.need'),
      main: true,
      cell: (one) => (
        <>
          <Link to="/needs/$id" params={{ id: one.needId }}>
            {one.needTitle}
          </Link>
          <small>{one.supplierName}</small>
        </>
      ),
    },
    { key: 'people', title: t('promise.people'), numeric: true, cell: (one) => one.people },
    { key: 'signed', title: t('trips.signed'), numeric: true, cell: (one) => one.signed },
    { key: 'state', title: t('needs.state'), cell: (one) => <StateTag kind="promise" state={one.state} /> },
  ];
  return (
    <List
      kind="promises"
      id={id}
      ask={(cursor) => promises.list({ enterprise: id, cursor, limit: LIMIT })}
      take={() => promises.take({ enterprise: id })}
      caption={t('enterprise.tab.promises')}
      columns={columns}
      rowKey={(one) => one.id}
    />
  );
};

/** The people it took: one line for each who signed, named for those who act on them and masked for others. */
export const EnterpriseTaken = ({ id }: { id: string }): ReactNode => {
  const t = useT('console');
  const columns: Column<Retention>[] = [
    {
      key: 'person',
      title: t('retention.person'),
      main: true,
      cell: (one) => (
        <>
          {one.name ?? t('retention.forgotten')}
          <small>{one.supplierName ?? ''}</small>
        </>
      ),
    },
    {
      key: 'due',
      title: t('retention.due'),
      cell: (one) => (
        <span>
          {t('retention.days', { n: one.days })}{' '}
          <small>
            <Day value={one.dueOn} />
          </small>
        </span>
      ),
    },
    { key: 'says', title: t('retention.says'), cell: (one) => t(`retention.${one.employerSays ?? 'open'}`) },
  ];
  return (
    <List
      kind="taken"
      id={id}
      ask={(cursor) => retention.list({ enterprise: id, days: 30, cursor, limit: LIMIT })}
      take={() => retention.take({ enterprise: id, days: 30 })}
      caption={t('enterprise.tab.taken')}
      columns={columns}
      rowKey={(one) => one.id}
    />
  );
};

export const EnterpriseBooths = ({ id }: { id: string }): ReactNode => {
  const t = useT('console');
  const columns: Column<MyBooth>[] = [
    {
      key: 'fair',
      title: t('menu.fairs'),
      main: true,
      cell: (one) => (
        <Link to="/fairs/$id" params={{ id: one.fairId }}>
          {one.fairName}
        </Link>
      ),
    },
    { key: 'day', title: t('fair.day'), cell: (one) => <Day value={one.day} /> },
    { key: 'place', title: t('fair.place'), cell: (one) => one.place },
    { key: 'number', title: t('enterprise.booth'), cell: (one) => <span className="num">{one.number}</span> },
    { key: 'state', title: t('needs.state'), cell: (one) => <StateTag kind="fair" state={one.state} /> },
  ];
  return (
    <List
      kind="booths"
      id={id}
      ask={(cursor) => fairs.boothsOf({ enterprise: id, cursor, limit: LIMIT })}
      caption={t('enterprise.tab.booths')}
      columns={columns}
      rowKey={(one) => one.id}
    />
  );
};

export const EnterpriseMessages = ({ id }: { id: string }): ReactNode => {
  const t = useT('console');
  const columns: Column<EnterpriseMessage>[] = [
    { key: 'title', title: t('enterprise.message'), main: true, cell: (one) => one.title },
    { key: 'to', title: t('enterprise.to'), cell: (one) => one.toName },
    { key: 'at', title: t('audit.at'), cell: (one) => <Moment value={one.createdAt} /> },
    { key: 'read', title: t('enterprise.read'), cell: (one) => <Moment value={one.readAt} /> },
  ];
  return (
    <List
      kind="messages"
      id={id}
      ask={(cursor) => enterprises.messages(id, { cursor, limit: LIMIT })}
      caption={t('enterprise.tab.messages')}
      columns={columns}
      rowKey={(one) => one.id}
    />
  );
};
