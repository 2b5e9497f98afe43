import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { surveys } from '../../api/console';
import type { SurveyProgress, SurveyRound } from '../../api/types';
import { useLanguage, useT } from '../../i18n';
import { day, number } from '../../lib/format';
import { useAddress } from '../kit/address';
import { Day, StateTag } from '../kit/bits';
import { Facts, Page, WhatIsThis } from '../kit/page';
import { PageLoading, Trouble } from '../kit/page-states';
import { CataloguePreview } from '../catalogue/preview';
import { SeekerRegisterPart } from '../catalogue/seekers';
import { SurveyCatalogue } from '../catalogue/survey-catalogue';
import { PublicationAsked, RoundActions } from './round-actions';
import { SurveyAnswers, SurveyCalls, SurveyDoubts, SurveyStrata } from './survey-desk';
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

const tabs = ['preview', 'progress', 'calls', 'doubts', 'answers', 'sample', 'seekers'] as const;
type Tab = (typeof tabs)[number];
const tabKeys = {
  preview: 'survey.tabPreview',
  progress: 'survey.tabProgress',
  calls: 'survey.tabCalls',
  doubts: 'survey.tabDoubts',
  answers: 'survey.tabAnswers',
  sample: 'survey.tabSample',
  seekers: 'seekers.title',
} as const;

const Tabs = ({ now, all }: { now: Tab; all: readonly Tab[] }): ReactNode => {
  const t = useT('console');
  const { change } = useAddress();
  return (
    <nav className="actions survey-tabs" aria-label={t('survey.title')}>
      {all.map((tab) => (
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

/** One round: how far it is, whom to telephone, what is doubtful, who was drawn. */
export const SurveyRoundPage = (): ReactNode => {
  const t = useT('console');
  const language = useLanguage();
  const me = useMe();
  const { id = '' } = useParams({ strict: false });
  const { at } = useAddress();
  const { data: round, error, refetch } = useQuery({ queryKey: ['surveys', id], queryFn: () => surveys.round(id) });
  const progress = useQuery({ queryKey: ['surveys', id, 'progress', 'county'], queryFn: () => surveys.progress(id, 'county') });
  if (error && !round) return <Trouble error={error} retry={() => void refetch()} />;
  if (!round) return <PageLoading />;
  const [asked, answered] = (progress.data ?? []).reduce(([a, b], one) => [a + one.asked, b + one.submitted], [0, 0]);
  // before it is published, its catalogue is looked at
  const previewed = round.state === 'closed' && may(me, 'catalogue.preview');
  const shown = tabs.filter((one) => one !== 'preview' || previewed);
  const tab = shown.find((one) => one === at['tab']) ?? 'progress';
  return (
    <Page
      title={`${round.quarter} ${t('survey.title')}`}
      back={{ to: '/surveys', label: t('survey.title') }}
      intro={
        <>
          <StateTag kind="round" state={round.state} /> {day(round.opensOn, language)} – {day(round.closesOn, language)}
        </>
      }
      actions={<RoundActions round={round} left={asked - answered} />}
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
      <PublicationAsked round={round} />
      <SurveyCatalogue round={round} />
      <Tabs now={tab} all={shown} />
      {tab === 'preview' ? <CataloguePreview round={round} /> : null}
      {tab === 'progress' ? <Progress round={round} /> : null}
      {tab === 'calls' ? <SurveyCalls round={round} /> : null}
      {tab === 'doubts' ? <SurveyDoubts round={round} /> : null}
      {tab === 'answers' ? <SurveyAnswers round={round} /> : null}
      {tab === 'sample' ? <SurveyStrata round={round} /> : null}
      {tab === 'seekers' ? <SeekerRegisterPart round={round} /> : null}
    </Page>
  );
};
