import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { useCallback, useEffect, useRef, useState, type ReactNode } from 'react';
import { booths } from '../../api/booths';
import type { Booth, Fair } from '../../api/types';
import { useLanguage, useT } from '../../i18n';
import { moment } from '../../lib/format';
import { useAsk } from '../kit/ask';
import { useAct } from '../kit/use-act';
import { DetailsForm } from './details-form';
import { HoldClock } from './hold-clock';

export const renew = ['fairs', 'booths', 'waiting'];

/** A booth that is held or offered: confirm it before its time is over. */
export const HeldBooth = ({ booth, refresh }: { booth: Booth; refresh: () => void }): ReactNode => {
  const t = useT('console');
  const language = useLanguage();
  const confirm = useAct((details: Parameters<typeof booths.confirm>[1]) => booths.confirm(booth.id, details), {
    done: t('booth.confirmed', { n: booth.number }),
    renew,
  });
  const drop = useAct(() => booths.release(booth.id), { done: t('booth.dropped'), renew });
  const over = useCallback(() => refresh(), [refresh]);
  const card = useRef<HTMLElement>(null);
  // On a phone it stands below what the fair is: whoever has just chosen it sees it.
  useEffect(() => {
    // Newer browsers answer with a promise, which is nothing to clean up with.
    void card.current?.scrollIntoView({ block: 'start' });
  }, []);
  if (booth.heldUntil === null) return null;
  return (
    <section ref={card} className="card held" aria-label={t('booth.heldTitle', { n: booth.number })}>
      <h2 className="card-title">
        {t('booth.heldTitle', { n: booth.number })} <HoldClock until={booth.heldUntil} over={over} />
      </h2>
      <p>{t('booth.heldHelp', { until: moment(booth.heldUntil, language) })}</p>
      <DetailsForm
        ok={t('booth.confirm')}
        loading={confirm.isPending}
        send={(details) => confirm.mutate(details)}
        extra={
          <Button loading={drop.isPending} onClick={() => drop.mutate()}>
            {t('booth.drop')}
          </Button>
        }
      />
    </section>
  );
};

/** A booth that one has: what it shows and who comes, another one, or back. */
export const OwnBooth = ({
  booth,
  fair,
  exchanging,
  setExchanging,
}: {
  booth: Booth;
  fair: Fair;
  exchanging: boolean;
  setExchanging: (on: boolean) => void;
}): ReactNode => {
  const t = useT('console');
  const ask = useAsk();
  const [open, setOpen] = useState(false);
  const { data } = useQuery({ queryKey: ['booths', booth.id], queryFn: () => booths.one(booth.id) });
  const save = useAct((details: Parameters<typeof booths.describe>[1]) => booths.describe(booth.id, details), {
    done: t('booth.saved'),
    renew,
    then: () => setOpen(false),
  });
  const back = useAct(() => booths.release(booth.id), { done: t('fair.givenBack'), renew });
  const askBack = async (): Promise<void> => {
    const title = t('fair.backTitle', { n: booth.number });
    if (await ask({ title, consequence: t('fair.backWhat'), ok: t('fair.back'), danger: true })) back.mutate();
  };
  const mayChange = fair.state === 'open' || fair.state === 'closed';
  return (
    <section className="card mine-card" aria-label={t('fair.mine', { n: booth.number })}>
      <h2 className="card-title">{t('fair.mine', { n: booth.number })}</h2>
      {data ? (
        <p>
          {t('booth.shows', { n: data.needIds.length })} ·{' '}
          {data.guests.length ? data.guests.map(({ name }) => name).join('、') : t('booth.nobodyYet')}
        </p>
      ) : null}
      {open && data ? (
        <DetailsForm
          before={data}
          ok={t('booth.save')}
          loading={save.isPending}
          send={(details) => save.mutate(details)}
          extra={<Button onClick={() => setOpen(false)}>{t('booth.cancel')}</Button>}
        />
      ) : (
        <div className="row">
          <Button type="primary" onClick={() => setOpen(true)}>
            {t('booth.change')}
          </Button>
          <Link to="/booths/$id/people" params={{ id: booth.id }}>
            {t('people.open')}
          </Link>
          {fair.mode === 'on_site' ? null : (
            <Link to="/booths/$id/queue" params={{ id: booth.id }}>
              {t('queue.title')}
            </Link>
          )}
          {mayChange ? (
            <Button onClick={() => setExchanging(!exchanging)} aria-pressed={exchanging}>
              {t(exchanging ? 'booth.keep' : 'booth.exchange')}
            </Button>
          ) : null}
          {mayChange ? (
            <Button danger loading={back.isPending} onClick={() => void askBack()}>
              {t('fair.back')}
            </Button>
          ) : null}
        </div>
      )}
      {exchanging ? <p role="status">{t('booth.exchangeHelp')}</p> : null}
    </section>
  );
};

/** The fair was moved: does one still come? */
export const StillComing = ({ fair }: { fair: Fair }): ReactNode => {
  const t = useT('console');
  const ask = useAsk();
  const { data } = useQuery({ queryKey: ['fairs', fair.id, 'changes'], queryFn: () => booths.changes(fair.id) });
  const reply = useAct((answer: 'yes' | 'no') => booths.reply(fair.id, answer), { done: t('booth.replied'), renew });
  const [before] = data ?? [];
  const no = async (): Promise<void> => {
    if (await ask({ title: t('booth.noTitle'), consequence: t('booth.noWhat'), ok: t('booth.no'), danger: true })) reply.mutate('no');
  };
  return (
    <div className="notice asked" role="group" aria-label={t('booth.stillComing')}>
      <strong>{t('booth.stillComing')}</strong>
      {before ? (
        <p>{t('booth.wasBefore', { day: before.day, hours: `${before.opensAt}–${before.closesAt}`, place: before.place })}</p>
      ) : null}
      <div className="row">
        <Button type="primary" loading={reply.isPending} onClick={() => reply.mutate('yes')}>
          {t('booth.yes')}
        </Button>
        <Button onClick={() => void no()}>{t('booth.no')}</Button>
      </div>
    </div>
  );
};
