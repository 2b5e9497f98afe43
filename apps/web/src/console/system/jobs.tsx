import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { admin } from '../../api/console';
import type { Job } from '../../api/types';
import { useLanguage, useT } from '../../i18n';
import { useAddress } from '../kit/address';
import { useAsk } from '../kit/ask';
import { Moment, StateTag, TechnicalNote } from '../kit/bits';
import { DataTable, type Column } from '../kit/data-table';
import { Empty, Page } from '../kit/page';
import { Toolbar, type Filter } from '../kit/toolbar';
import { useAct } from '../kit/use-act';
import { jobName, queueName } from './job-words';
import { Kinds, Queues, Running } from './queue-room';
import { Watch } from './watch';

const queues = ['default', 'urgent', 'mail', 'webhook', 'documents', 'solver', 'import'] as const;

const Step = ({ job }: { job: Job }): ReactNode => {
  const t = useT('console');
  const ask = useAsk();
  const retry = useAct(() => admin.job(job.id, 'retry'), { done: t('job.retried'), renew: ['jobs'] });
  const cancel = useAct(() => admin.job(job.id, 'cancel'), { done: t('job.cancelled'), renew: ['jobs'] });
  const stop = async (): Promise<void> => {
    if (
      await ask({
        title: t('job.cancelTitle', { name: jobName(job.name) }),
        consequence: t('job.cancelWhat'),
        ok: t('job.cancel'),
        danger: true,
      })
    )
      cancel.mutate();
  };
  if (job.state === 'failed' || job.state === 'cancelled')
    return (
      <Button loading={retry.isPending} onClick={() => retry.mutate()}>
        {t('job.retry')}
      </Button>
    );
  return job.state === 'done' ? null : (
    <Button loading={cancel.isPending} onClick={() => void stop()}>
      {t('job.cancel')}
    </Button>
  );
};

export const JobsPage = (): ReactNode => {
  const t = useT('console');
  useLanguage();
  const { at } = useAddress();
  const filter = { state: at['state'], queue: at['queue'], name: at['q'] };
  const query = useQuery({
    queryKey: ['jobs', at],
    queryFn: () => admin.jobs({ ...filter, cursor: at['cursor'], limit: 50 }),
    placeholderData: keepPreviousData,
    refetchInterval: 5_000,
  });
  const columns: Column<Job>[] = [
    {
      key: 'name',
      title: t('job.name'),
      main: true,
      cell: (job) => jobName(job.name),
    },
    { key: 'queue', title: t('job.queue'), cell: (job) => queueName(job.queue) },
    { key: 'run', title: t('job.runAt'), cell: (job) => <Moment value={job.runAt} /> },
    { key: 'attempts', title: t('job.attempts'), numeric: true, cell: (job) => job.attempts },
    {
      key: 'progress',
      title: t('job.progress'),
      numeric: true,
      cell: (job) => (job.progress ? `${job.progress.done} / ${job.progress.total}` : '—'),
    },
    {
      key: 'state',
      title: t('needs.state'),
      cell: (job) => (
        <span>
          <StateTag kind="job" state={job.state} />
          <TechnicalNote text={job.lastError && `${job.name}: ${job.lastError}`} />
        </span>
      ),
    },
    { key: 'act', title: '', cell: (job) => <Step job={job} /> },
  ];
  const filters: Filter[] = [
    {
      name: 'state',
      label: t('needs.state'),
      options: [
        { value: '', label: t('list.all') },
        ...(['waiting', 'running', 'done', 'failed', 'cancelled'] as const).map((state) => ({
          value: state,
          label: t(`state.job.${state}`),
        })),
      ],
    },
    {
      name: 'queue',
      label: t('job.queue'),
      options: [{ value: '', label: t('list.all') }, ...queues.map((name) => ({ value: name, label: queueName(name) }))],
    },
  ];
  return (
    <Page title={t('menu.jobs')} intro={t('job.intro')}>
      <Queues />
      <Toolbar filters={filters} />
      <DataTable
        caption={t('menu.jobs')}
        columns={columns}
        take={() => admin.takeJobs(filter)}
        query={query}
        rowKey={(job) => job.id}
        empty={<Empty title={t('job.empty')} />}
      />
      <Kinds />
      <Running />
      <Watch />
    </Page>
  );
};
