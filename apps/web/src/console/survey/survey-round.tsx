import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { surveys, type RoundStep } from '../../api/console';
import type { SurveyProgress, SurveyRound } from '../../api/types';
import { useLanguage, useT } from '../../i18n';
import { day, number } from '../../lib/format';
import { useAddress } from '../kit/address';
import { useAsk } from '../kit/ask';
import { Day, StateTag } from '../kit/bits';
import { Facts, Page, WhatIsThis } from '../kit/page';
import { PageLoading, Trouble } from '../kit/page-states';
import { SeekerRegisterPart } from '../catalogue/seekers';
import { SurveyCatalogue } from '../catalogue/survey-catalogue';
import { SurveyAnswers, SurveyCalls, SurveyDoubts, SurveyStrata } from './survey-desk';
import { useAct } from '../kit/use-act';
import { may, useMe } from '../kit/use-me';

const percent = (share: number): string => `${Math.round(share * 100)} %`;

const Progress = ({ round }: { round: SurveyRound }): ReactNode => {
  const t = useT('console');
  const language = useLanguage();
  const { at, change } = useAddress();
  const by = at['by'] === 'liaison' ? 'liaison' : 'county';
  const { data, error, refetch } = useQuery({
    queryKey: ['surveys', round.id, 'progress', by],
    queryFn: () => surveys.progress(round.id, by),
    refetchInterval: 30_000,
  });
  if (error && !data) return <Trouble error={error} retry={() => void refetch()} />;
  const line = (one: SurveyProgress): ReactNode => (
    <li key={one.nodeId}>
      <span>
        {one.nodeName}
        {one.liaisons.length ? <small> {one.liaisons.join('、')}</small> : null}
      </span>
      <span className="bar" aria-hidden="true">
        <span style={{ inlineSize: `${one.rate * 100}%` }} />
      </span>
      <b className="num">
        {number(one.submitted, language)} / {number(one.asked, language)}
      </b>
    </li>
  );
  return (
    <>
      <div className="actions" role="group" aria-label={t('survey.by')}>
        {(['county', 'liaison'] as const).map((way) => (
          <Button key={way} type={way === by ? 'primary' : 'default'} aria-pressed={way === by} onClick={() => change({ by: way })}>
            {t(way === 'county' ? 'survey.byCounty' : 'survey.byLiaison')}
          </Button>
        ))}
      </div>
      <ol className="bars">{data?.map(line)}</ol>
    </>
  );
};

const tabs = ['progress', 'calls', 'doubts', 'answers', 'sample', 'seekers'] as const;
type Tab = (typeof tabs)[number];
const tabKeys = {
  progress: 'survey.tabProgress',
  calls: 'survey.tabCalls',
  doubts: 'survey.tabDoubts',
  answers: 'survey.tabAnswers',
  sample: 'survey.tabSample',
  seekers: 'seekers.title',
} as const;

const Tabs = ({ now }: { now: Tab }): ReactNode => {
  const t = useT('console');
  const { change } = useAddress();
  return (
    <nav className="actions survey-tabs" aria-label={t('survey.title')}>
      {tabs.map((tab) => (
        <Button
          key={tab}
          type={tab === now ? 'primary' : 'text'}
          aria-current={tab === now ? 'page' : undefined}
          onClick={() => change({ tab })}
        >
          {t(tabKeys[tab])}
        </Button>
      ))}
    </nav>
  );
};

const nextStep: Partial<Record<SurveyRound['state'], RoundStep>> = { draft: 'open', open: 'close', closed: 'publish' };

const Actions = ({ round }: { round: SurveyRound }): ReactNode => {
  const t = useT('console');
  const me = useMe();
  const ask = useAsk();
  const act = useAct(
    ({ step, evenWithDoubts }: { step: RoundStep; evenWithDoubts: boolean }) => surveys.step(round.id, step, evenWithDoubts),
    { done: t('survey.done'), renew: ['surveys'] },
  );
  const remind = useAct(() => surveys.remind(round.id), { done: t('survey.reminded'), renew: ['surveys'] });
  const step = nextStep[round.state];
  const go = async (next: RoundStep): Promise<void> => {
    const answer = await ask({
      title: `${round.quarter}：${t(`survey.${next}`)}？`,
      consequence: t(`survey.${next}Consequence`),
      ok: t(`survey.${next}`),
      danger: next === 'close',
    });
    if (!answer) return;
    // Doubts that nobody looked at are left only by somebody who says so.
    const doubts = next === 'close' ? (await surveys.doubts(round.id, { state: 'open', limit: 1 })).items.length > 0 : false;
    if (doubts && !(await ask({ title: t('survey.tabDoubts'), consequence: t('survey.closeAnyway'), ok: t('survey.close'), danger: true })))
      return;
    act.mutate({ step: next, evenWithDoubts: doubts });
  };
  return (
    <>
      {round.state === 'open' && may(me, 'survey.remind') ? (
        <Button loading={remind.isPending} onClick={() => remind.mutate()}>
          {t('survey.remind')}
        </Button>
      ) : null}
      {step && may(me, 'survey.manage') ? (
        <Button type="primary" loading={act.isPending} onClick={() => void go(step)}>
          {t(`survey.${step}`)}
        </Button>
      ) : null}
    </>
  );
};

/** One round: how far it is, whom to telephone, what is doubtful, who was drawn. */
export const SurveyRoundPage = (): ReactNode => {
  const t = useT('console');
  const language = useLanguage();
  const { id = '' } = useParams({ strict: false });
  const { at } = useAddress();
  const { data: round, error, refetch } = useQuery({ queryKey: ['surveys', id], queryFn: () => surveys.round(id) });
  const progress = useQuery({ queryKey: ['surveys', id, 'progress', 'county'], queryFn: () => surveys.progress(id, 'county') });
  if (error && !round) return <Trouble error={error} retry={() => void refetch()} />;
  if (!round) return <PageLoading />;
  const [asked, answered] = (progress.data ?? []).reduce(([a, b], one) => [a + one.asked, b + one.submitted], [0, 0]);
  const tab = tabs.find((one) => one === at['tab']) ?? 'progress';
  return (
    <Page
      title={`${round.quarter} ${t('survey.title')}`}
      back={{ to: '/surveys', label: t('survey.title') }}
      intro={
        <>
          <StateTag kind="round" state={round.state} /> {day(round.opensOn, language)} – {day(round.closesOn, language)}
        </>
      }
      actions={<Actions round={round} />}
    >
      <Facts
        items={[
          [t('survey.asked'), number(asked, language)],
          [t('survey.answered'), number(answered, language)],
          [t('survey.rate'), asked ? percent(answered / asked) : null],
          [
            t('survey.form'),
            <div key="form">
              {t(`survey.form_${round.form}`)}
              <WhatIsThis>{t('survey.formHelp')}</WhatIsThis>
            </div>,
          ],
          [
            t('survey.seed'),
            <div key="seed">
              {round.seed}
              <WhatIsThis>{t('survey.seedHelp')}</WhatIsThis>
            </div>,
          ],
          [t('survey.closesOn'), <Day key="day" value={round.closesOn} />],
        ]}
      />
      <SurveyCatalogue round={round} />
      <Tabs now={tab} />
      {tab === 'progress' ? <Progress round={round} /> : null}
      {tab === 'calls' ? <SurveyCalls round={round} /> : null}
      {tab === 'doubts' ? <SurveyDoubts round={round} /> : null}
      {tab === 'answers' ? <SurveyAnswers round={round} /> : null}
      {tab === 'sample' ? <SurveyStrata round={round} /> : null}
      {tab === 'seekers' ? <SeekerRegisterPart round={round} /> : null}
    </Page>
  );
};
