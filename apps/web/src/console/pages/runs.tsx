import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { matching } from '../../api/console';
import type { MatchingRun } from '../../api/types';
import { useLanguage, useT } from '../../i18n';
import { moment } from '../../lib/format';
import { useAddress } from '../parts/address';
import { Num, StateTag } from '../parts/bits';
import { DataTable, type Column } from '../parts/data-table';
import { Empty, Page } from '../parts/page';
import { useAct } from '../parts/use-act';
import { may, useMe } from '../parts/use-me';

export const RunsPage = (): ReactNode => {
  const t = useT('console');
  const language = useLanguage();
  const me = useMe();
  const navigate = useNavigate();
  const { at } = useAddress();
  const query = useQuery({
    queryKey: ['runs', at],
    queryFn: () => matching.runs({ cursor: at['cursor'], limit: 20 }),
    placeholderData: keepPreviousData,
    refetchInterval: (q) => (q.state.data?.items.some((run) => run.state === 'queued' || run.state === 'running') ? 1500 : false),
  });
  const start = useAct(matching.start, { renew: ['runs'], then: (run) => void navigate({ to: '/runs/$id', params: { id: run.id } }) });
  const columns: Column<MatchingRun>[] = [
    { key: 'at', title: t('run.at'), main: true, cell: (run) => <><Link to="/runs/$id" params={{ id: run.id }}>{moment(run.startedAt, language)}</Link><small>{run.startedByName ?? ''}</small></> },
    { key: 'needs', title: t('run.needs'), numeric: true, cell: (run) => <Num value={run.needs} /> },
    { key: 'batches', title: t('run.batches'), numeric: true, cell: (run) => <Num value={run.batches} /> },
    { key: 'asked', title: t('run.asked'), numeric: true, cell: (run) => <Num value={run.asked} /> },
    { key: 'placed', title: t('run.placed'), numeric: true, cell: (run) => <Num value={run.state === 'done' ? run.placed : null} /> },
    { key: 'state', title: t('needs.state'), cell: (run) => <StateTag kind="run" state={run.state} /> },
  ];
  const button = may(me, 'matching.run') ? <Button type="primary" loading={start.isPending} onClick={() => start.mutate()}>{t('run.start')}</Button> : null;
  return (
    <Page title={t('menu.runs')} intro={t('run.intro')} actions={button}>
      <DataTable caption={t('menu.runs')} columns={columns} query={query} rowKey={(run) => run.id} empty={<Empty title={t('run.empty')} help={t('run.emptyHelp')} action={button} />} />
    </Page>
  );
};
