import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button, Switch } from 'antd';
import type { ReactNode } from 'react';
import { checks, needs } from '../../api/console';
import type { CheckRule, Need, NeedReport, NeedRevision } from '../../api/types';
import { lookup, useT } from '../../i18n';
import { useAddress } from '../kit/address';
import { useAsk } from '../kit/ask';
import { Day, Level, Moment, Num } from '../kit/bits';
import { DataTable, type Column } from '../kit/data-table';
import { NodeName } from '../kit/node';
import { Empty, Page, Section } from '../kit/page';
import { Trouble } from '../kit/page-states';
import { Toolbar } from '../kit/toolbar';
import { useAct } from '../kit/use-act';
import { ProportionRules } from './proportion-rules';
import { StartRule } from './start-rule';

const Waiting = (): ReactNode => {
  const t = useT('console');
  const { at } = useAddress();
  const cursor = at['waiting-cursor'];
  const query = useQuery({
    queryKey: ['needs', 'checking', cursor],
    queryFn: () => needs.list({ state: 'checking', cursor, limit: 25 }),
    placeholderData: keepPreviousData,
  });
  const columns: Column<Need>[] = [
    {
      key: 'title',
      title: t('needs.title'),
      main: true,
      cell: (need) => (
        <>
          <Link to="/needs/$id" params={{ id: need.id }}>
            {need.title}
          </Link>
          <small>
            {need.occupationName ?? t('needs.noOccupation')} · <Level value={need.skillLevel} />
          </small>
        </>
      ),
    },
    {
      key: 'enterprise',
      title: t('needs.enterprise'),
      cell: (need) => (
        <span>
          {need.enterpriseName}
          <small>
            <NodeName id={need.nodeId} />
          </small>
        </span>
      ),
    },
    { key: 'short', title: t('needs.shortage'), numeric: true, cell: (need) => <Num value={need.short} /> },
    {
      key: 'look',
      title: '',
      cell: (need) => (
        <Link to="/needs/$id" params={{ id: need.id }} aria-label={`${t('checks.look')} ${need.title}`}>
          {t('checks.look')}
        </Link>
      ),
    },
  ];
  return (
    <Section title={t('checks.waiting')}>
      <DataTable
        list="waiting"
        caption={t('checks.waiting')}
        columns={columns}
        take={() => needs.take({ state: 'checking' })}
        query={query}
        rowKey={(need) => need.id}
        empty={<Empty title={t('checks.noneWaiting')} />}
      />
    </Section>
  );
};

/** Changes of posts that are public already. */
const WaitingChanges = (): ReactNode => {
  const t = useT('console');
  const { at } = useAddress();
  const cursor = at['changes-cursor'];
  const query = useQuery({
    queryKey: ['needs', 'revisions', cursor],
    queryFn: () => needs.revisions({ cursor, limit: 25 }),
    placeholderData: keepPreviousData,
  });
  const columns: Column<NeedRevision>[] = [
    {
      key: 'title',
      title: t('needs.title'),
      main: true,
      cell: (one) => (
        <>
          <Link to="/needs/$id" params={{ id: one.needId }}>
            {one.needTitle}
          </Link>
          <small>{one.enterpriseName}</small>
        </>
      ),
    },
    {
      key: 'fields',
      title: t('checks.changed'),
      cell: (one) => one.fields.map(({ field }) => lookup('console', `revisedField.${field}`, field)).join(t('checks.between')),
    },
    { key: 'since', title: t('checks.since'), cell: (one) => <Moment value={one.askedAt} /> },
    {
      key: 'look',
      title: '',
      cell: (one) => (
        <Link to="/needs/$id" params={{ id: one.needId }} aria-label={`${t('checks.look')} ${one.needTitle}`}>
          {t('checks.look')}
        </Link>
      ),
    },
  ];
  return (
    <Section title={t('checks.changes')}>
      <DataTable
        list="changes"
        caption={t('checks.changes')}
        columns={columns}
        query={query}
        rowKey={(one) => one.needId}
        empty={<Empty title={t('checks.noChanges')} />}
      />
    </Section>
  );
};

const Answer = ({ report }: { report: NeedReport }): ReactNode => {
  const t = useT('console');
  const ask = useAsk();
  const answer = useAct((words: string) => checks.answer(report.id, words), { done: t('checks.answered'), renew: ['reports'] });
  const go = async (): Promise<void> => {
    const given = await ask({
      title: t('checks.answerTitle', { title: report.needTitle }),
      consequence: t('checks.answerWhat'),
      ok: t('checks.answer'),
      reason: { label: t('checks.answerLabel'), required: true },
    });
    if (given) answer.mutate(given.reason);
  };
  return (
    <Button loading={answer.isPending} onClick={() => void go()} aria-label={`${t('checks.answer')} ${report.needTitle}`}>
      {t('checks.answer')}
    </Button>
  );
};

const Reports = (): ReactNode => {
  const t = useT('console');
  const { at } = useAddress();
  const state = at['state'] === 'closed' ? 'closed' : 'open';
  const query = useQuery({
    queryKey: ['reports', state, at['cursor']],
    queryFn: () => checks.reports({ state, cursor: at['cursor'], limit: 25 }),
    placeholderData: keepPreviousData,
  });
  const columns: Column<NeedReport>[] = [
    {
      key: 'title',
      title: t('needs.title'),
      main: true,
      cell: (report) => (
        <>
          <Link to="/needs/$id" params={{ id: report.needId }}>
            {report.needTitle}
          </Link>
          <small>{report.enterpriseName}</small>
        </>
      ),
    },
    {
      key: 'kind',
      title: t('checks.reported'),
      cell: (report) => (
        <span>
          {lookup('console', `reportKind.${report.kind}`, report.kind)}
          {report.times > 1 ? ` × ${report.times}` : ''}
          {report.note ? <small>{report.note}</small> : null}
        </span>
      ),
    },
    { key: 'since', title: t('checks.since'), cell: (report) => <Moment value={report.createdAt} /> },
    state === 'open'
      ? { key: 'act', title: '', cell: (report) => <Answer report={report} /> }
      : { key: 'answer', title: t('checks.answerLabel'), cell: (report) => report.answer ?? '—' },
  ];
  return (
    <Section title={t('checks.reports')}>
      <Toolbar
        filters={[
          {
            name: 'state',
            label: t('needs.state'),
            options: [
              { value: '', label: t('checks.open') },
              { value: 'closed', label: t('checks.closed') },
            ],
          },
        ]}
      />
      <DataTable
        caption={t('checks.reports')}
        columns={columns}
        take={() => checks.takeReports({ state })}
        query={query}
        rowKey={(report) => report.id}
        empty={<Empty title={t('checks.noReports')} />}
      />
    </Section>
  );
};

const Rule = ({ rule }: { rule: CheckRule }): ReactNode => {
  const t = useT('console');
  const ask = useAsk();
  const set = useAct((required: boolean) => checks.set(rule.nodeId, required), { done: t('checks.ruleSet'), renew: ['check-rules'] });
  const turn = async (required: boolean): Promise<void> => {
    const question = {
      title: t(required ? 'checks.turnOn' : 'checks.turnOff', { place: rule.nodeName }),
      consequence: t(required ? 'checks.turnOnWhat' : 'checks.turnOffWhat'),
      ok: t(required ? 'checks.on' : 'checks.off'),
    };
    if (await ask(question)) set.mutate(required);
  };
  return (
    <li>
      <Switch
        checked={rule.required}
        loading={set.isPending}
        onChange={(required) => void turn(required)}
        aria-label={`${rule.nodeName} ${t('checks.first')}`}
      />
      <span>{rule.nodeName}</span>
      <span className="faint">
        {rule.required ? (
          <>
            {t('checks.first')} · <Day value={rule.validFrom} />
          </>
        ) : (
          t('checks.atOnce')
        )}
      </span>
    </li>
  );
};

const Rules = (): ReactNode => {
  const t = useT('console');
  const { data, error, refetch } = useQuery({ queryKey: ['check-rules'], queryFn: checks.rules });
  return (
    <Section title={t('checks.rules')}>
      <p className="faint">{t('checks.rulesHelp')}</p>
      {error && !data ? <Trouble error={error} retry={() => void refetch()} /> : null}
      <ul className="check-rules card">
        {data?.map((rule) => (
          <Rule key={rule.nodeId} rule={rule} />
        ))}
      </ul>
    </Section>
  );
};

/** Posts that wait for the county, what readers of the board reported, and where posts are checked before they are public. */
export const ChecksPage = (): ReactNode => {
  const t = useT('console');
  return (
    <Page title={t('menu.checks')} intro={t('checks.intro')}>
      <Waiting />
      <WaitingChanges />
      <Reports />
      <Rules />
      <StartRule />
      <ProportionRules />
    </Page>
  );
};
