import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button, Checkbox } from 'antd';
import { useState, type ReactNode } from 'react';
import { matching } from '../../api/console';
import type { MatchingRun } from '../../api/types';
import { useLanguage, useT } from '../../i18n';
import { moment } from '../../lib/format';
import { useAddress } from '../kit/address';
import { Num, StateTag } from '../kit/bits';
import { DataTable, type Column } from '../kit/data-table';
import { Empty, Page } from '../kit/page';
import { may, useMe } from '../kit/use-me';

export const RunsPage = (): ReactNode => {
  const t = useT('console');
  const language = useLanguage();
  const me = useMe();
  const [chosen, setChosen] = useState<string[]>([]);
  const { at } = useAddress();
  const query = useQuery({
    queryKey: ['runs', at],
    queryFn: () => matching.runs({ cursor: at['cursor'], limit: 20 }),
    placeholderData: keepPreviousData,
    refetchInterval: (q) => (q.state.data?.items.some((run) => run.state === 'queued' || run.state === 'running') ? 1500 : false),
  });
  const columns: Column<MatchingRun>[] = [
    {
      key: 'at',
      title: t('run.at'),
      main: true,
      cell: (run) => (
        <>
          <Link to="/runs/$id" params={{ id: run.id }}>
            {moment(run.startedAt, language)}
          </Link>
          <small>{run.startedByName ?? ''}</small>
        </>
      ),
    },
    { key: 'needs', title: t('run.needs'), numeric: true, cell: (run) => <Num value={run.needs} /> },
    { key: 'batches', title: t('run.batches'), numeric: true, cell: (run) => <Num value={run.batches} /> },
    { key: 'asked', title: t('run.asked'), numeric: true, cell: (run) => <Num value={run.asked} /> },
    { key: 'placed', title: t('run.placed'), numeric: true, cell: (run) => <Num value={run.state === 'done' ? run.placed : null} /> },
    { key: 'state', title: t('needs.state'), cell: (run) => <StateTag kind="run" state={run.state} /> },
    {
      key: 'choose',
      title: '',
      cell: (run) =>
        run.state === 'done' ? (
          <Checkbox
            checked={chosen.includes(run.id)}
            aria-label={t('run.choosePick', { at: moment(run.startedAt, language) })}
            onChange={() => setChosen(chosen.includes(run.id) ? chosen.filter((id) => id !== run.id) : [...chosen, run.id].slice(-2))}
          />
        ) : null,
    },
  ];
  const button = may(me, 'matching.run') ? (
    <Link to="/runs/new">
      <Button type="primary" tabIndex={-1}>
        {t('run.start')}
      </Button>
    </Link>
  ) : null;
  // The older of the two stands on the left.
  const pair = (query.data?.items ?? [])
    .filter((run) => chosen.includes(run.id))
    .map((run) => run.id)
    .reverse();
  const compare =
    pair.length === 2 ? (
      <Link to="/runs/compare" search={{ a: pair[0], b: pair[1] }}>
        <Button tabIndex={-1}>{t('run.compare')}</Button>
      </Link>
    ) : null;
  return (
    <Page
      title={t('menu.runs')}
      intro={t('run.intro')}
      actions={
        <>
          <Link to="/rules">
            <Button tabIndex={-1}>{t('menu.rules')}</Button>
          </Link>
          {compare}
          {button}
        </>
      }
    >
      {(query.data?.items ?? []).filter((run) => run.state === 'done').length > 1 && !compare ? (
        <p className="faint">{t('run.compareHint')}</p>
      ) : null}
      <DataTable
        caption={t('menu.runs')}
        columns={columns}
        take={() => matching.takeRuns({})}
        query={query}
        rowKey={(run) => run.id}
        empty={<Empty title={t('run.empty')} help={t('run.emptyHelp')} action={button} />}
      />
    </Page>
  );
};
