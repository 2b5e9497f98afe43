import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { surveys } from '../../api/console';
import type { SurveyCall, SurveyDoubt, SurveyMember, SurveyRound, SurveyStratum } from '../../api/types';
import { lookup, useLanguage, useT, type Language } from '../../i18n';
import { number } from '../../lib/format';
import { useAddress } from '../kit/address';
import { useAsk } from '../kit/ask';
import { Moment, Num, StateTag } from '../kit/bits';
import { DataTable, type Column } from '../kit/data-table';
import { NodeName, useNodeFilter } from '../kit/node';
import { Empty, WhatIsThis } from '../kit/page';
import { Trouble } from '../kit/page-states';
import { Toolbar } from '../kit/toolbar';
import { useAct } from '../kit/use-act';
import { may, useMe } from '../kit/use-me';

/** Who has not answered, with a number to call; a liaison answers for them from here. */
export const SurveyCalls = ({ round }: { round: SurveyRound }): ReactNode => {
  const t = useT('console');
  const me = useMe();
  const { at } = useAddress();
  const node = useNodeFilter();
  const found = { node: at['node'] };
  const query = useQuery({
    queryKey: ['surveys', round.id, 'calls', at],
    queryFn: () => surveys.calls(round.id, { ...found, cursor: at['cursor'], limit: 25 }),
    placeholderData: keepPreviousData,
  });
  const columns: Column<SurveyCall>[] = [
    { key: 'name', title: t('survey.enterprise'), main: true, cell: (one) => one.enterpriseName },
    { key: 'node', title: t('place.label'), cell: (one) => <NodeName id={one.nodeId} /> },
    {
      key: 'contact',
      title: t('survey.contact'),
      cell: (one) => (
        <span>
          {one.contactName ?? '—'}
          {one.contactPhone ? (
            <small>
              <a href={`tel:${one.contactPhone}`}>{one.contactPhone}</a>
            </small>
          ) : null}
        </span>
      ),
    },
    { key: 'state', title: t('survey.state'), cell: (one) => <StateTag kind="survey" state={one.state} /> },
    {
      key: 'go',
      title: '',
      cell: (one) =>
        round.state === 'open' && may(me, 'survey.answer') ? (
          <Link to="/survey/$id" params={{ id: one.id }}>
            {t('survey.answerFor')}
          </Link>
        ) : null,
    },
  ];
  return (
    <>
      <Toolbar filters={[node]} />
      <DataTable
        caption={t('survey.tabCalls')}
        columns={columns}
        take={() => surveys.takeCalls(round.id, found)}
        query={query}
        rowKey={(one) => one.id}
        empty={<Empty title={t('survey.noCalls')} />}
      />
    </>
  );
};

/** Every enterprise of the sample with its answer: to look at, and to correct after the round was closed. */
export const SurveyAnswers = ({ round }: { round: SurveyRound }): ReactNode => {
  const t = useT('console');
  const { at } = useAddress();
  const found = { round: round.id, state: at['state'] };
  const query = useQuery({
    queryKey: ['surveys', round.id, 'answers', at],
    queryFn: () => surveys.answers({ ...found, cursor: at['cursor'], limit: 25 }),
    placeholderData: keepPreviousData,
  });
  const columns: Column<SurveyMember>[] = [
    { key: 'name', title: t('survey.enterprise'), main: true, cell: (one) => one.enterpriseName },
    { key: 'node', title: t('place.label'), cell: (one) => <NodeName id={one.nodeId} /> },
    {
      key: 'state',
      title: t('survey.state'),
      cell: (one) => (
        <span>
          <StateTag kind="survey" state={one.state} />
          {one.answeredFor ? <small>{t('survey.answeredFor')}</small> : null}
        </span>
      ),
    },
    { key: 'at', title: t('survey.handedIn'), cell: (one) => <Moment value={one.submittedAt} /> },
    {
      key: 'go',
      title: '',
      cell: (one) => (
        <Link to="/survey/$id" params={{ id: one.id }} aria-label={`${t('survey.look')} ${one.enterpriseName}`}>
          {t('survey.look')}
        </Link>
      ),
    },
  ];
  const states = {
    name: 'state',
    label: t('survey.state'),
    options: [
      { value: '', label: t('list.all') },
      ...(['submitted', 'accepted', 'asked_back', 'started', 'invited'] as const).map((state) => ({
        value: state,
        label: t(`state.survey.${state}`),
      })),
    ],
  };
  return (
    <>
      <Toolbar filters={[states]} />
      <DataTable
        caption={t('survey.tabAnswers')}
        columns={columns}
        take={() => surveys.takeAnswers(found)}
        query={query}
        rowKey={(one) => one.id}
        empty={<Empty title={t('survey.noAnswers')} />}
      />
    </>
  );
};

const shown = (values: Record<string, unknown> | null, language: Language): string => {
  const parts = Object.values(values ?? {}).flatMap((value) =>
    typeof value === 'number' ? number(value, language) : typeof value === 'string' ? value : [],
  );
  return parts.length > 0 ? parts.join(' · ') : '—';
};

const Verdict = ({ doubt }: { doubt: SurveyDoubt }): ReactNode => {
  const t = useT('console');
  const ask = useAsk();
  const accept = useAct(() => surveys.accept(doubt.memberId), { done: t('survey.accepted'), renew: ['surveys'] });
  const back = useAct((reason: string) => surveys.askBack(doubt.memberId, reason), { done: t('survey.returned'), renew: ['surveys'] });
  const askBack = async (): Promise<void> => {
    const answer = await ask({
      title: t('survey.askBackTitle', { name: doubt.enterpriseName ?? '' }),
      consequence: t('survey.askBackConsequence'),
      ok: t('survey.askBack'),
      reason: { label: t('survey.reason'), required: true },
    });
    if (answer) back.mutate(answer.reason);
  };
  return (
    <span className="row-actions">
      <Link to="/survey/$id" params={{ id: doubt.memberId }}>
        {t('survey.look')}
      </Link>
      <Button size="small" loading={accept.isPending} onClick={() => accept.mutate()}>
        {t('survey.accept')}
      </Button>
      <Button size="small" loading={back.isPending} onClick={() => void askBack()}>
        {t('survey.askBack')}
      </Button>
    </span>
  );
};

/** Doubtful answers beside last quarter's; accepting or asking back concerns the whole answer. */
export const SurveyDoubts = ({ round }: { round: SurveyRound }): ReactNode => {
  const t = useT('console');
  const language = useLanguage();
  const me = useMe();
  const { at } = useAddress();
  const node = useNodeFilter();
  const found = { state: 'open', node: at['node'] };
  const query = useQuery({
    queryKey: ['surveys', round.id, 'doubts', at],
    queryFn: () => surveys.doubts(round.id, { ...found, cursor: at['cursor'], limit: 25 }),
    placeholderData: keepPreviousData,
  });
  const columns: Column<SurveyDoubt>[] = [
    {
      key: 'name',
      title: t('survey.enterprise'),
      main: true,
      cell: (one) => (
        <>
          {one.enterpriseName}
          {one.answer ? <small>{one.answer.title}</small> : null}
        </>
      ),
    },
    { key: 'doubt', title: t('survey.doubt'), cell: (one) => one.words },
    { key: 'now', title: t('survey.now'), cell: (one) => <span className="num">{shown(one.now, language)}</span> },
    { key: 'last', title: t('survey.last'), cell: (one) => <span className="num">{shown(one.last, language)}</span> },
    { key: 'go', title: '', cell: (one) => (may(me, 'survey.review') ? <Verdict doubt={one} /> : null) },
  ];
  return (
    <>
      <Toolbar filters={[node]} />
      <DataTable
        caption={t('survey.tabDoubts')}
        columns={columns}
        take={() => surveys.takeDoubts(round.id, found)}
        query={query}
        rowKey={(one) => one.id}
        empty={<Empty title={t('survey.noDoubts')} />}
      />
    </>
  );
};

const strataColumns = (t: ReturnType<typeof useT<'console'>>): [string, (one: SurveyStratum) => ReactNode][] => [
  [t('survey.population'), (one) => <Num value={one.stratumSize} />],
  [t('survey.drawn'), (one) => <Num value={one.stratumDrawn} />],
  [t('survey.responded'), (one) => <Num value={one.responded} />],
];

/** The sample as it was drawn from the seed: each stratum, how many it has, how many of them are asked. */
export const SurveyStrata = ({ round }: { round: SurveyRound }): ReactNode => {
  const t = useT('console');
  const { data, error, refetch } = useQuery({ queryKey: ['surveys', round.id, 'strata'], queryFn: () => surveys.strata(round.id) });
  if (error && !data) return <Trouble error={error} retry={() => void refetch()} />;
  const columns = strataColumns(t);
  return (
    <div className="table-box">
      <table className="table" role="table">
        <caption className="visually-hidden">{t('survey.tabSample')}</caption>
        <thead>
          <tr>
            <th scope="col">
              {t('survey.stratum')}
              <WhatIsThis>{t('survey.stratumHelp')}</WhatIsThis>
            </th>
            {columns.map(([title]) => (
              <th key={title} scope="col" className="numeric">
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {data?.map((one) => (
            <tr key={one.stratum}>
              <th scope="row">
                <NodeName id={one.countyId} />
                <small>
                  {one.divisionName ?? t('survey.divisionUnknown')} · {lookup('console', `size.${one.sizeClass}`, '')} ·{' '}
                  {t(one.certain ? 'survey.certain' : 'survey.part')}
                </small>
              </th>
              {columns.map(([title, cell]) => (
                <td key={title} className="numeric num" data-label={title}>
                  {cell(one)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
};
