import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { Button } from 'antd';
import { useState, type ReactNode } from 'react';
import { enterprises } from '../../api/console';
import { fairs } from '../../api/fairs';
import { fairResults } from '../../api/fair-results';
import type { Fair, OwedResult, PreviewedResult } from '../../api/types';
import { useT } from '../../i18n';
import { useAsk } from '../kit/ask';
import { Day } from '../kit/bits';
import { DataTable, type Column } from '../kit/data-table';
import { Empty, Page, Section } from '../kit/page';
import { PageLoading, Trouble } from '../kit/page-states';
import { TableFileButton } from '../kit/table-file';
import { useAct } from '../kit/use-act';
import { may, useMe } from '../kit/use-me';
import { OneResult } from './one-result';

const renew = ['fairs', 'fair-results', 'fair-hires', 'fair-report', 'booths', 'needs'];

const Preview = ({ fair, lines, over }: { fair: Fair; lines: PreviewedResult[]; over: () => void }): ReactNode => {
  const t = useT('console');
  const good = lines.filter(({ fault }) => fault === null);
  const take = useAct(() => fairResults.take(fair.id, { rows: good.flatMap(({ row }) => row ?? []) }), {
    done: ({ taken, hires }) => t('fairResult.taken', { n: taken, hires }),
    renew,
    then: over,
  });
  const faulty = lines.length - good.length;
  return (
    <Section
      title={t('fairResult.preview')}
      extra={
        <Button type="primary" disabled={faulty > 0 || good.length === 0} loading={take.isPending} onClick={() => take.mutate()}>
          {t('fairResult.take', { n: good.length })}
        </Button>
      }
    >
      <p className={faulty > 0 ? 'notice' : 'notice good'} role="status">
        {faulty > 0 ? t('fairResult.faulty', { n: faulty }) : t('fairResult.ready', { n: good.length })}
      </p>
      <div className="table-box">
        <table className="table">
          <thead>
            <tr>
              {(['line', 'number', 'post', 'result', 'fault'] as const).map((name) => (
                <th key={name} scope="col">
                  {t(`fairResult.columns.${name}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {lines.map(({ line, number, post, result, fault }) => (
              <tr key={line}>
                <td className="num" data-label={t('fairResult.columns.line')}>
                  {line}
                </td>
                <td className="num" data-label={t('fairResult.columns.number')}>
                  {number}
                </td>
                <td data-label={t('fairResult.columns.post')}>{post || '—'}</td>
                <td data-label={t('fairResult.columns.result')}>{result}</td>
                <td data-label={t('fairResult.columns.fault')}>{fault ?? '✓'}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Section>
  );
};

/** What an enterprise says afterwards: one by one, or by a list that it looks at first. */
const Own = ({ fair, own }: { fair: Fair; own: string }): ReactNode => {
  const t = useT('console');
  const ask = useAsk();
  const [lines, setLines] = useState<PreviewedResult[]>();
  const owed = useQuery({
    queryKey: ['fair-results', fair.id],
    queryFn: () => fairResults.owed({ fair: fair.id, enterprise: own, limit: 1 }),
  });
  const look = useAct((file: File) => fairResults.preview(fair.id, file), { renew: [], then: setLines });
  const done = useAct(() => fairResults.handIn(fair.id), { done: t('fairResult.handedIn'), renew });
  const mine = owed.data?.items[0];
  const askDone = async (): Promise<void> => {
    const answer = await ask({ title: t('fairResult.handInTitle'), consequence: t('fairResult.handInWhat'), ok: t('fairResult.handIn') });
    if (answer) done.mutate();
  };
  return (
    <>
      {mine?.handedInAt ? (
        <p className="notice good">{t('fairResult.isIn')}</p>
      ) : (
        <p className={mine?.late ? 'notice' : 'notice good'}>
          {mine ? (
            <>
              {t(mine.late ? 'fairResult.wasDue' : 'fairResult.isDue')} <Day value={mine.dueOn} />{' '}
            </>
          ) : null}
          {t('fairResult.how')}
        </p>
      )}
      <Section title={t('fairResult.oneByOne')}>
        <OneResult fair={fair} own={own} renew={renew} />
      </Section>
      <Section
        title={t('fairResult.byList')}
        extra={<TableFileButton label={t('fairResult.choose')} loading={look.isPending} choose={(file) => look.mutate(file)} />}
      >
        <p className="faint">{t('fairResult.listHelp')}</p>
      </Section>
      {lines ? <Preview fair={fair} lines={lines} over={() => setLines(undefined)} /> : null}
      <p className="row">
        <Button type="primary" disabled={fair.state === 'running'} loading={done.isPending} onClick={() => void askDone()}>
          {t('fairResult.handIn')}
        </Button>
        <Link to="/fair-hires" search={{ fair: fair.id, which: 'all' } as never}>
          {t('fairResult.toHires')}
        </Link>
      </p>
    </>
  );
};

/** Who has said what came of the fair, and who has not. */
const Office = ({ fair }: { fair: Fair }): ReactNode => {
  const t = useT('console');
  const query = useQuery({ queryKey: ['fair-results', fair.id], queryFn: () => fairResults.owed({ fair: fair.id, limit: 100 }) });
  const columns: Column<OwedResult>[] = [
    {
      key: 'enterprise',
      title: t('fairResult.enterprise'),
      main: true,
      cell: (one) => (
        <Link to="/enterprises/$id" params={{ id: one.enterpriseId }}>
          {one.enterpriseName}
        </Link>
      ),
    },
    { key: 'due', title: t('fairResult.due'), cell: (one) => <Day value={one.dueOn} /> },
    {
      key: 'state',
      title: t('fairResult.state'),
      cell: (one) => t(one.handedInAt ? 'fairResult.states.in' : one.late ? 'fairResult.states.late' : 'fairResult.states.open'),
    },
  ];
  return (
    <Section title={t('fairResult.who')}>
      <DataTable
        caption={t('fairResult.who')}
        columns={columns}
        query={query}
        rowKey={(one) => one.id}
        empty={<Empty title={t('fairResult.nobody')} help={t('fairResult.nobodyHelp')} />}
      />
    </Section>
  );
};

/** What came of a fair: said by its enterprises, followed by its office. */
export const FairResultsPage = (): ReactNode => {
  const t = useT('console');
  const me = useMe();
  const office = may(me, 'fair.manage');
  const { id = '' } = useParams({ strict: false });
  const { data: fair, error, refetch } = useQuery({ queryKey: ['fairs', id], queryFn: () => fairs.one(id) });
  const mine = useQuery({ queryKey: ['enterprises', 'mine'], queryFn: enterprises.mine, enabled: !office });
  if (error && !fair)
    return (
      <div className="page">
        <Trouble error={error} retry={() => void refetch()} />
      </div>
    );
  if (!fair) return <PageLoading />;
  const own = mine.data?.[0]?.id;
  return (
    <Page
      title={`${t('fairResult.title')} ${fair.name}`}
      back={{ to: `/fairs/${id}`, label: fair.name }}
      actions={
        office ? (
          <>
            <Link to="/fairs/$id/report" params={{ id }}>
              <Button tabIndex={-1}>{t('fairReport.title')}</Button>
            </Link>
            <Link to="/fair-hires" search={{ fair: id } as never}>
              <Button tabIndex={-1}>{t('fairHire.title')}</Button>
            </Link>
          </>
        ) : null
      }
    >
      {office ? <Office fair={fair} /> : own ? <Own fair={fair} own={own} /> : <PageLoading />}
    </Page>
  );
};
