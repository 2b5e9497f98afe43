import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { enterprises } from '../../api/console';
import { fairs } from '../../api/fairs';
import type { Fair, FairHandStep } from '../../api/types';
import { lookup, useLanguage, useT } from '../../i18n';
import { shortDay, todayPlus } from '../../lib/format';
import { FairBooths } from '../booth/booths';
import { RepliesSection, WaitingSection } from '../booth/waiting-list';
import { useAsk } from '../kit/ask';
import { Day, StateTag } from '../kit/bits';
import { NodeName, useStandsOver } from '../kit/node';
import { Facts, Page } from '../kit/page';
import { PageLoading, Trouble } from '../kit/page-states';
import { useAct } from '../kit/use-act';
import { may, sideOf, useMe } from '../kit/use-me';
import { Invitations, Papers } from '../fair-plan/fair-papers';
import { DutyList } from './fair-duty';

const renew = ['fairs'];

const EDITABLE: readonly Fair['state'][] = ['planned', 'filed', 'open', 'closed'];
/** Has gates, phones and tickets. */
const HAS_DAY: readonly Fair['state'][] = ['open', 'closed', 'running', 'ended'];
/** Something can be said of what came of it. */
const HAS_RESULTS: readonly Fair['state'][] = ['running', 'ended', 'results_in'];
const HAND_STEPS: readonly string[] = ['file', 'open', 'close', 'start', 'end', 'report'] satisfies FairHandStep[];
const isHandStep = (step: string): step is FairHandStep => HAND_STEPS.includes(step);

const StepButton = ({
  step,
  act,
}: {
  step: FairHandStep;
  act: { isPending: boolean; mutate: (step: FairHandStep) => void };
}): ReactNode => {
  const t = useT('console');
  return (
    <Button loading={act.isPending} onClick={() => act.mutate(step)}>
      {t(`fair.step.${step}`)}
    </Button>
  );
};

const Actions = ({ fair }: { fair: Fair }): ReactNode => {
  const t = useT('console');
  const ask = useAsk();
  const publish = useAct(() => fairs.publish(fair.id), { done: t('fair.publishedDone'), renew });
  const step = useAct((which: FairHandStep) => fairs.step(fair.id, which), { done: t('fair.saved'), renew });
  const cancel = useAct((reason: string) => fairs.cancel(fair.id, reason), { done: t('fair.cancelledDone'), renew });
  const askCancel = async (): Promise<void> => {
    const answer = await ask({
      title: t('fair.cancelTitle', { name: fair.name }),
      consequence: t('fair.cancelWhat', { n: fair.booked }),
      ok: t('fair.cancel'),
      danger: true,
      reason: { label: t('ask.reasonTold'), required: true },
    });
    if (answer) cancel.mutate(answer.reason);
  };
  return (
    <>
      {fair.state === 'planned' || fair.state === 'filed' ? (
        <Button type="primary" disabled={fair.filing.gaps.length > 0} loading={publish.isPending} onClick={() => publish.mutate()}>
          {t('fair.publish')}
        </Button>
      ) : null}
      {fair.state === 'planned' && fair.filing.gaps.length === 0 ? <StepButton step="file" act={step} /> : null}
      {fair.steps.filter(isHandStep).map((which) =>
        // Announcing has its own button, and the clock begins and ends fairs by itself.
        which === 'file' ||
        (which === 'open' && fair.state === 'filed') ||
        ((which === 'start' || which === 'end') && fair.day > todayPlus()) ? null : (
          <StepButton key={which} step={which} act={step} />
        ),
      )}
      {HAS_DAY.includes(fair.state) ? (
        <Link to="/fairs/$id/day" params={{ id: fair.id }}>
          <Button tabIndex={-1}>{t('fieldDay.title')}</Button>
        </Link>
      ) : null}
      {HAS_RESULTS.includes(fair.state) ? (
        <Link to="/fairs/$id/report" params={{ id: fair.id }}>
          <Button tabIndex={-1}>{t('fairReport.title')}</Button>
        </Link>
      ) : null}
      {EDITABLE.includes(fair.state) ? (
        <Link to="/fairs/$id/edit" params={{ id: fair.id }}>
          <Button tabIndex={-1}>{t('fair.edit')}</Button>
        </Link>
      ) : null}
      <Link to="/fairs/$id/series" params={{ id: fair.id }}>
        <Button tabIndex={-1}>{t('fair.series')}</Button>
      </Link>
      {fair.steps.includes('cancel') ? (
        <Button danger loading={cancel.isPending} onClick={() => void askCancel()}>
          {t('fair.cancel')}
        </Button>
      ) : null}
    </>
  );
};

const ResultsLink = ({ fair }: { fair: Fair }): ReactNode => {
  const t = useT('console');
  const me = useMe();
  if (!may(me, 'fair.outcomes') || !HAS_RESULTS.includes(fair.state)) return null;
  return (
    <Link to="/fairs/$id/results" params={{ id: fair.id }}>
      <Button tabIndex={-1}>{t('fairResult.title')}</Button>
    </Link>
  );
};

/** Whom it is for, as far as that is said. */
const about = (fair: Fair, t: ReturnType<typeof useT<'console'>>): [string, ReactNode][] => {
  const said: [string, string | null][] = [
    [t('fair.themeOccupation'), fair.themeOccupationName],
    [t('fair.themeIndustry'), fair.themeIndustryName],
    [t('fair.audience'), fair.audience && t(`fair.audiences.${fair.audience}`)],
  ];
  return said.filter(([, words]) => words);
};

/** What the filing lacks, who brings it and by when. */
const Owed = ({ fair }: { fair: Fair }): ReactNode => {
  const t = useT('console');
  if (fair.filing.owed.length === 0) return null;
  return (
    <div className="notice">
      {t('fair.owed')}
      <ul>
        {fair.filing.owed.map(({ gap, by, until }) => (
          <li key={gap}>
            {lookup('console', `filing.${gap}`, gap)} · {t(`fair.owedBy.${by}`)} · {t('fair.owedUntil')} <Day value={until} />{' '}
            {until < todayPlus() ? <b>{t('fair.owedLate')}</b> : null}
          </li>
        ))}
      </ul>
    </div>
  );
};

export const FairPage = (): ReactNode => {
  const t = useT('console');
  const language = useLanguage();
  const me = useMe();
  const side = sideOf(me);
  const { id = '' } = useParams({ strict: false });
  const { data: fair, error, refetch } = useQuery({ queryKey: ['fairs', id], queryFn: () => fairs.one(id) });
  const mine = useQuery({ queryKey: ['enterprises', 'mine'], queryFn: enterprises.mine, enabled: side === 'enterprise' });
  const over = useStandsOver(fair?.nodeId);
  const manages = may(me, 'fair.manage') && over;
  if (error && !fair)
    return (
      <div className="page">
        <Trouble error={error} retry={() => void refetch()} />
      </div>
    );
  if (!fair) return <PageLoading />;
  return (
    <Page
      title={fair.name}
      intro={
        <span className="row">
          <StateTag kind="fair" state={fair.state} />
          {fair.theme}
        </span>
      }
      back={{ to: '/fairs', label: t('menu.fairs') }}
      actions={
        <>
          {side !== 'bureau' || over ? <ResultsLink fair={fair} /> : null}
          {manages ? <Actions fair={fair} /> : null}
        </>
      }
    >
      {fair.state === 'planned' ? <Owed fair={fair} /> : null}
      {fair.filing.permitDue && fair.state === 'planned' ? (
        <div className="notice">
          {t(fair.filing.authority === 'city' ? 'fair.permitCity' : 'fair.permitCounty')} <Day value={fair.filing.applyBy} />
        </div>
      ) : null}
      {fair.cancelReason ? <div className="notice">{t('fair.cancelledWhy', { reason: fair.cancelReason })}</div> : null}
      <div className="card">
        <Facts
          items={[
            [
              t('fair.day'),
              <span key="day" className="num">
                {shortDay(fair.day, language)} {fair.opensAt}–{fair.closesAt}
              </span>,
            ],
            [
              t('fair.place'),
              fair.venueId && may(me, 'fair.manage') ? (
                <Link key="place" to="/venues/$id" params={{ id: fair.venueId }}>
                  {fair.place}
                </Link>
              ) : (
                fair.place
              ),
            ],
            ...(fair.wayThere ? ([[t('fair.wayThere'), fair.wayThere]] as [string, ReactNode][]) : []),
            [t('fair.mode'), t(`fair.modes.${fair.mode}`)],
            ...(fair.streamUrl
              ? ([
                  [
                    t('fair.stream'),
                    <a key="stream" href={fair.streamUrl} rel="noopener">
                      {fair.streamUrl}
                    </a>,
                  ],
                ] as [string, ReactNode][])
              : []),
            [t('fair.host'), <NodeName key="node" id={fair.nodeId} />],
            [t('fair.campaign'), lookup('common', `campaign.${fair.campaign}`, fair.campaign)],
            ...about(fair, t),
            ...(side === 'bureau'
              ? ([
                  [t('fair.expected'), fair.expectedAttendance],
                  [t('fair.duty'), fair.dutyStaff],
                  [t('fair.permit'), fair.permitNumber],
                  [
                    t('fair.holder'),
                    [t(`fair.holders.${fair.holderKind}`), fair.holderName, fair.holderLicence].filter(Boolean).join(' · '),
                  ],
                  [t('fair.exits'), fair.exits],
                  [t('fair.note'), fair.note],
                ] as [string, ReactNode][])
              : []),
          ]}
        />
      </div>
      {manages ? <DutyList fair={fair} mayChange={EDITABLE.includes(fair.state)} /> : null}
      <FairBooths fair={fair} own={mine.data?.[0]?.id} manages={manages} />
      {manages ? (
        <>
          <RepliesSection fair={fair} />
          <WaitingSection fair={fair} />
          <Invitations fair={fair} />
          <Papers fair={fair} />
        </>
      ) : null}
    </Page>
  );
};
