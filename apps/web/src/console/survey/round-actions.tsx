import { useNavigate } from '@tanstack/react-router';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { surveys, type RoundStep } from '../../api/console';
import type { SurveyRound } from '../../api/types';
import { useLanguage, useT } from '../../i18n';
import { day, number, todayPlus } from '../../lib/format';
import { useAsk } from '../kit/ask';
import { useAct } from '../kit/use-act';
import { may, useMe } from '../kit/use-me';

/** Days that a round runs again when its closing day is past. */
const MORE_DAYS = 7;

/** Takes back what was last done to the round, where nobody built on it yet. */
const Undo = ({ round }: { round: SurveyRound }): ReactNode => {
  const t = useT('console');
  const language = useLanguage();
  const ask = useAsk();
  const navigate = useNavigate();
  const closesOn = round.closesOn < todayPlus() ? todayPlus(MORE_DAYS) : round.closesOn;
  const said = { done: t('survey.done'), renew: ['surveys'] };
  const remove = useAct(() => surveys.remove(round.id), { ...said, then: () => void navigate({ to: '/surveys' }) });
  const takeBack = useAct(() => surveys.takeBack(round.id), said);
  const reopen = useAct(() => surveys.reopen(round.id, closesOn), said);
  const [what, act] =
    round.state === 'draft'
      ? (['remove', remove] as const)
      : round.state === 'open'
        ? (['takeBack', takeBack] as const)
        : (['reopen', reopen] as const);
  const go = async (): Promise<void> => {
    const consequence = t(`survey.undo.${what}What`, { day: day(closesOn, language) });
    if (await ask({ title: `${round.quarter}：${t(`survey.undo.${what}`)}？`, consequence, ok: t(`survey.undo.${what}`), danger: true }))
      act.mutate();
  };
  return (
    <Button loading={act.isPending} onClick={() => void go()}>
      {t(`survey.undo.${what}`)}
    </Button>
  );
};

/** Where publishing takes two: asking for it. Whoever comes second publishes. */
const AskPublication = ({ round }: { round: SurveyRound }): ReactNode => {
  const t = useT('console');
  const question = useAsk();
  const ask = useAct(() => surveys.askPublication(round.id), { done: t('survey.done'), renew: ['surveys'] });
  const go = async (): Promise<void> => {
    const consequence = t('survey.askPublicationWhat', { n: round.latestVersion });
    if (await question({ title: `${round.quarter}：${t('survey.askPublication')}？`, consequence, ok: t('survey.askPublication') }))
      ask.mutate();
  };
  return (
    <Button type="primary" loading={ask.isPending} onClick={() => void go()}>
      {t('survey.askPublication')}
    </Button>
  );
};

/** That somebody asked to publish, for whoever may be the second. */
export const PublicationAsked = ({ round }: { round: SurveyRound }): ReactNode => {
  const t = useT('console');
  const me = useMe();
  if (round.state !== 'closed' || round.askedVersion !== round.latestVersion) return null;
  const own = round.askedById === me.userId;
  return <div className="notice">{t(own ? 'survey.publicationOwn' : 'survey.publicationAsked', { n: round.askedVersion })}</div>;
};

const nextStep: Partial<Record<SurveyRound['state'], RoundStep>> = { draft: 'open', open: 'close', closed: 'publish' };

/** What can be done to a round as it stands. @param left enterprises that have not answered */
export const RoundActions = ({ round, left }: { round: SurveyRound; left: number }): ReactNode => {
  const t = useT('console');
  const language = useLanguage();
  const me = useMe();
  const ask = useAsk();
  const act = useAct(
    ({ step, evenWithDoubts }: { step: RoundStep; evenWithDoubts: boolean }) => surveys.step(round.id, step, evenWithDoubts),
    { done: t('survey.done'), renew: ['surveys'] },
  );
  const remind = useAct(() => surveys.remind(round.id), { done: t('survey.reminded'), renew: ['surveys'] });
  const step = nextStep[round.state];
  const asked = round.askedVersion === round.latestVersion;
  const mustAsk = step === 'publish' && round.needsTwo && !asked;
  const mayStep = step && !mustAsk && !(step === 'publish' && round.needsTwo && round.askedById === me.userId);
  const early = step === 'close' && left > 0 && round.closesOn >= todayPlus();
  const go = async (next: RoundStep): Promise<void> => {
    const loses = early ? t('survey.closeLoses', { left: number(left, language), day: day(round.closesOn, language) }) : '';
    const answer = await ask({
      title: `${round.quarter}：${t(`survey.${next}`)}？`,
      consequence: `${loses} ${t(`survey.${next}Consequence`)}`.trim(),
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
  const manage = may(me, 'survey.manage');
  const undone = round.state !== 'published' && !(round.state === 'closed' && (round.askedVersion > 0 || round.latestVersion > 1));
  return (
    <>
      {round.state === 'open' && may(me, 'survey.remind') ? (
        <Button loading={remind.isPending} onClick={() => remind.mutate()}>
          {t('survey.remind')}
        </Button>
      ) : null}
      {manage && undone ? <Undo round={round} /> : null}
      {manage && mustAsk ? <AskPublication round={round} /> : null}
      {manage && mayStep ? (
        <Button type="primary" loading={act.isPending} onClick={() => void go(step)}>
          {t(`survey.${step}`)}
        </Button>
      ) : null}
    </>
  );
};
