import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { enterprises, fairs } from '../../api/console';
import type { Booth, Fair } from '../../api/types';
import { lookup, useLanguage, useT } from '../../i18n';
import { shortDay } from '../../lib/format';
import { useAsk } from '../kit/ask';
import { Day, StateTag } from '../kit/bits';
import { NodeName } from '../kit/node';
import { Facts, Page, Section } from '../kit/page';
import { PageLoading, Trouble } from '../kit/page-states';
import { useAct } from '../kit/use-act';
import { may, sideOf, useMe } from '../kit/use-me';

const renew = ['fairs'];

const Booths = ({ fair, own }: { fair: Fair; own: string | undefined }): ReactNode => {
  const t = useT('console');
  const ask = useAsk();
  const { data, error, refetch } = useQuery({ queryKey: ['fairs', fair.id, 'booths'], queryFn: () => fairs.booths(fair.id) });
  const book = useAct((number: string) => fairs.book(fair.id, number), {
    done: (booth) => t('fair.bookedDone', { n: booth.number }),
    renew,
  });
  const giveBack = useAct((booth: string) => fairs.giveBack(booth), { done: t('fair.givenBack'), renew });
  const mine = own ? data?.find((booth) => booth.enterpriseId === own) : undefined;
  const mayBook = Boolean(own) && !mine && fair.state === 'published';
  const take = async (booth: Booth): Promise<void> => {
    if (
      await ask({
        title: t('fair.bookTitle', { n: booth.number }),
        consequence: t('fair.bookWhat', { name: fair.name }),
        ok: t('fair.book'),
      })
    )
      book.mutate(booth.number);
  };
  const back = async (booth: Booth): Promise<void> => {
    if (await ask({ title: t('fair.backTitle', { n: booth.number }), consequence: t('fair.backWhat'), ok: t('fair.back'), danger: true }))
      giveBack.mutate(booth.id);
  };
  if (error && !data) return <Trouble error={error} retry={() => void refetch()} />;
  return (
    <Section
      title={t('fair.booths')}
      extra={
        <span className="faint num">
          {fair.booked} / {fair.boothCount}
        </span>
      }
    >
      {mine ? (
        <div className="notice good row">
          <span>{t('fair.mine', { n: mine.number })}</span>
          {fair.state === 'published' ? <Button onClick={() => void back(mine)}>{t('fair.back')}</Button> : null}
        </div>
      ) : null}
      <ul className="booths">
        {data?.map((booth) => (
          <li key={booth.id} className={booth.enterpriseId ? (booth.enterpriseId === own ? 'mine' : 'taken') : 'free'}>
            {booth.enterpriseId ? (
              <>
                <b className="num">{booth.number}</b>
                <span>{booth.enterpriseName ?? t('fair.taken')}</span>
              </>
            ) : mayBook ? (
              <button type="button" onClick={() => void take(booth)} aria-label={t('fair.bookTitle', { n: booth.number })}>
                <b className="num">{booth.number}</b>
                <span>{t('fair.free')}</span>
              </button>
            ) : (
              <>
                <b className="num">{booth.number}</b>
                <span>{t('fair.free')}</span>
              </>
            )}
          </li>
        ))}
      </ul>
    </Section>
  );
};

const Actions = ({ fair }: { fair: Fair }): ReactNode => {
  const t = useT('console');
  const ask = useAsk();
  const publish = useAct(() => fairs.publish(fair.id), { done: t('fair.publishedDone'), renew });
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
      {fair.state === 'draft' ? (
        <Button type="primary" disabled={fair.filing.gaps.length > 0} loading={publish.isPending} onClick={() => publish.mutate()}>
          {t('fair.publish')}
        </Button>
      ) : null}
      {fair.state === 'draft' || fair.state === 'published' ? (
        <Link to="/fairs/$id/edit" params={{ id: fair.id }}>
          <Button>{t('fair.edit')}</Button>
        </Link>
      ) : null}
      {fair.state === 'draft' || fair.state === 'published' ? (
        <Button danger loading={cancel.isPending} onClick={() => void askCancel()}>
          {t('fair.cancel')}
        </Button>
      ) : null}
    </>
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
  if (error && !fair)
    return (
      <div className="page">
        <Trouble error={error} retry={() => void refetch()} />
      </div>
    );
  if (!fair) return <PageLoading />;
  const gaps = fair.filing.gaps.map((gap) => lookup('console', `filing.${gap}`, gap)).join('、');
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
      actions={may(me, 'fair.manage') ? <Actions fair={fair} /> : null}
    >
      {fair.state === 'draft' && gaps ? <div className="notice">{t('fair.filingGaps', { what: gaps })}</div> : null}
      {fair.filing.permitDue && fair.state === 'draft' ? (
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
            [t('fair.place'), fair.place],
            [t('fair.host'), <NodeName key="node" id={fair.nodeId} />],
            [t('fair.campaign'), lookup('common', `campaign.${fair.campaign}`, fair.campaign)],
            ...(side === 'bureau'
              ? ([
                  [t('fair.expected'), fair.expectedAttendance],
                  [t('fair.duty'), fair.dutyStaff],
                  [t('fair.permit'), fair.permitNumber],
                  [t('fair.note'), fair.note],
                ] as [string, ReactNode][])
              : []),
          ]}
        />
      </div>
      <Booths fair={fair} own={mine.data?.[0]?.id} />
    </Page>
  );
};
