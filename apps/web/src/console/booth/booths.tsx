import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState, type ReactNode } from 'react';
import { booths as calls } from '../../api/booths';
import { enterprises } from '../../api/console';
import { fairs } from '../../api/fairs';
import type { Booth, Booking, Fair } from '../../api/types';
import { useT } from '../../i18n';
import { BoothPlan } from '../fair/booth-plan';
import { FairFloor } from '../fair-floor/floor-plan';
import { useAsk } from '../kit/ask';
import { Section } from '../kit/page';
import { Trouble } from '../kit/page-states';
import { useAct } from '../kit/use-act';
import { HeldBooth, OwnBooth, renew, StillComing } from './my-booth';
import { OfficeTools } from './office-tools';

type OnPlan = Booth & { gridRow: number; gridColumn: number };
/** Whether all booths stand on the plan of a room. */
const isPlan = (all: readonly Booth[]): all is OnPlan[] => all.length > 0 && all.every(({ gridRow }) => gridRow !== null);

const looksOf = (booth: Booth, own: string | undefined): string => {
  if (booth.blocked) return 'blocked';
  if (!booth.enterpriseId) return 'free';
  return booth.enterpriseId === own ? 'mine' : booth.heldUntil ? 'held-by' : 'taken';
};

/** Booths where they stand, or one after another. */
const Plan = ({
  fair,
  all,
  own,
  draw,
}: {
  fair: Fair;
  all: Booth[];
  own: string | undefined;
  draw: (booth: Booth) => ReactNode;
}): ReactNode => {
  const t = useT('console');
  const grid = isPlan(all) ? (
    <BoothPlan
      label={t('venue.planOf', { name: fair.name })}
      squares={all}
      keyOf={({ id }) => id}
      classOf={(booth) => looksOf(booth, own)}
      draw={draw}
    />
  ) : (
    <ul className="booths">
      {all.map((booth) => (
        <li key={booth.id} className={looksOf(booth, own)}>
          {draw(booth)}
        </li>
      ))}
    </ul>
  );
  return (
    <FairFloor
      roomId={fair.roomId}
      booths={all}
      label={t('venue.planOf', { name: fair.name })}
      classOf={(booth) => looksOf(booth, own)}
      draw={draw}
      grid={grid}
    />
  );
};

const Inside = ({ booth }: { booth: Booth }): ReactNode => {
  const t = useT('console');
  const who = booth.enterpriseId ? (booth.enterpriseName ?? t('fair.taken')) : t(booth.blocked ? 'booth.isBlocked' : 'fair.free');
  return (
    <>
      <b className="num">
        {booth.number}
        {booth.power ? <span title={t('fair.power')}> ⚡</span> : null}
      </b>
      <span>{who}</span>
      {booth.heldUntil ? <small>{t('booth.isHeld')}</small> : null}
    </>
  );
};

/** Where one waits. */
const Waiting = ({ fair }: { fair: Fair }): ReactNode => {
  const t = useT('console');
  const { data } = useQuery({ queryKey: ['waiting', 'mine'], queryFn: calls.myWaiting });
  const leave = useAct((id: string) => calls.leave(id), { done: t('booth.left'), renew });
  const mine = data?.find(({ fairId }) => fairId === fair.id);
  if (!mine) return null;
  return (
    <div className="notice row">
      <span>{t('booth.waiting', { n: mine.ahead })}</span>
      <Button loading={leave.isPending} onClick={() => leave.mutate(mine.id)}>
        {t('booth.leave')}
      </Button>
    </div>
  );
};

/** How an enterprise takes a booth: one tap for any, or for one on the plan; then it is held and confirmed. */
const TakeOne = ({ fair, free, take, busy }: { fair: Fair; free: number; take: () => void; busy: boolean }): ReactNode => {
  const t = useT('console');
  const { data } = useQuery({ queryKey: ['waiting', 'mine'], queryFn: calls.myWaiting });
  if (data?.some(({ fairId }) => fairId === fair.id)) return null;
  return (
    <div className="take-one">
      <Button type="primary" size="large" loading={busy} onClick={take}>
        {t(free > 0 ? 'booth.giveMeOne' : 'booth.waitForOne')}
      </Button>
      <span className="faint">{t(free > 0 ? 'booth.orChoose' : 'booth.waitHelp')}</span>
    </div>
  );
};

const useAsking = (fair: Fair) => {
  const t = useT('console');
  return useAct((number: string | undefined) => calls.ask(fair.id, number === undefined ? {} : { number, wait: false }), {
    done: ({ booth, waiting }: Booking) =>
      booth ? t('booth.heldDone', { n: booth.number }) : t('booth.waitingDone', { n: waiting?.ahead ?? 0 }),
    renew,
  });
};

interface Booths {
  fair: Fair;
  /** The enterprise that looks. */
  own: string | undefined;
  /** Whoever looks runs this fair. */
  manages: boolean;
}

/** Booths of a fair, for the enterprise that wants one and the office that gives them. */
export const FairBooths = ({ fair, own, manages }: Booths): ReactNode => {
  const t = useT('console');
  const confirm = useAsk();
  const [exchanging, setExchanging] = useState(false);
  const [picked, setPicked] = useState<string>();
  const { data, error, refetch } = useQuery({ queryKey: ['fairs', fair.id, 'booths'], queryFn: () => fairs.booths(fair.id) });
  const firms = useQuery({ queryKey: ['enterprises', 'mine'], queryFn: enterprises.mine, enabled: own !== undefined });
  const mineNow = useQuery({ queryKey: ['fairs', 'mine'], queryFn: fairs.mine, enabled: own !== undefined });
  const ask = useAsking(fair);
  const exchange = useAct(({ id, number }: { id: string; number: string }) => calls.exchange(id, number), {
    done: (booth) => t('booth.exchanged', { n: booth.number }),
    renew,
    then: () => setExchanging(false),
  });
  if (error && !data) return <Trouble error={error} retry={() => void refetch()} />;
  const all = data ?? [];
  const mine = own ? all.filter(({ enterpriseId }) => enterpriseId === own) : [];
  const firm = mine.find(({ heldUntil }) => heldUntil === null);
  const mayAsk = own !== undefined && fair.state === 'open' && (mine.length === 0 || (firms.data?.[0]?.isKey === true && mine.length < 2));
  const free = all.filter(({ enterpriseId, blocked }) => !enterpriseId && !blocked).length;
  const choose = async (booth: Booth): Promise<void> => {
    if (!exchanging || !firm) return ask.mutate(booth.number);
    const title = t('booth.exchangeTitle', { from: firm.number, to: booth.number });
    if (await confirm({ title, consequence: t('booth.exchangeWhat'), ok: t('booth.exchange') }))
      exchange.mutate({ id: firm.id, number: booth.number });
  };
  const draw = (booth: Booth): ReactNode => {
    const open = !booth.enterpriseId && !booth.blocked && (mayAsk || exchanging);
    if (manages)
      return (
        <button type="button" aria-pressed={picked === booth.id} onClick={() => setPicked(picked === booth.id ? undefined : booth.id)}>
          <Inside booth={booth} />
        </button>
      );
    if (!open) return <Inside booth={booth} />;
    return (
      <button type="button" onClick={() => void choose(booth)} aria-label={t('fair.bookTitle', { n: booth.number })}>
        <Inside booth={booth} />
      </button>
    );
  };
  return (
    <>
      {mineNow.data?.some(({ fairId, asked }) => fairId === fair.id && asked) ? <StillComing fair={fair} /> : null}
      {mine.map((booth) =>
        booth.heldUntil ? (
          <HeldBooth key={booth.id} booth={booth} refresh={() => void refetch()} />
        ) : (
          <OwnBooth key={booth.id} booth={booth} fair={fair} exchanging={exchanging} setExchanging={setExchanging} />
        ),
      )}
      {own ? <Waiting fair={fair} /> : null}
      {mayAsk && mine.length === 0 ? <TakeOne fair={fair} free={free} take={() => ask.mutate(undefined)} busy={ask.isPending} /> : null}
      <Section
        id="booths"
        title={t('fair.booths')}
        extra={
          <span className="faint num">
            {fair.booked} / {fair.boothCount}
          </span>
        }
      >
        {manages ? <OfficeTools fair={fair} all={all} picked={picked} pick={setPicked} /> : null}
        <Plan fair={fair} all={all} own={own} draw={draw} />
      </Section>
    </>
  );
};
