import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button, Checkbox } from 'antd';
import { useState, type ReactNode } from 'react';
import { paperOf, travel } from '../../api/travel';
import type { Trip, TripTravel } from '../../api/types';
import { lookup, useLanguage, useT } from '../../i18n';
import { Phone } from '../dispatch/phone';
import { Moment } from '../kit/bits';
import { Section } from '../kit/page';
import { useAct } from '../kit/use-act';
import type { Side } from '../kit/use-me';

export const useTravel = (tripId: string) => useQuery({ queryKey: ['trips', tripId, 'travel'], queryFn: () => travel.one(tripId) });

const Way = ({ data }: { data: TripTravel }): ReactNode => {
  const t = useT('console');
  return (
    <>
      {data.legs.length > 0 ? (
        <ol className="legs">
          {data.legs.map((leg) => (
            <li key={leg.departAt}>
              <Moment value={leg.departAt} /> {leg.fromPlace} → <Moment value={leg.arriveAt} /> {leg.toPlace}{' '}
              <span className="faint">
                {lookup('console', `mode.${leg.mode}`, leg.mode)} {leg.vehicle}
              </span>
            </li>
          ))}
        </ol>
      ) : null}
      {data.pickups.length > 0 ? (
        <p>
          {t('travel.pickups')}：
          {data.pickups.map(({ id, place, at }) => (
            <span key={id} className="tag">
              <Moment value={at} /> {place}
            </span>
          ))}
        </p>
      ) : null}
      {data.coaches.length > 0 ? (
        <ul className="coaches">
          {data.coaches.map((coach) => (
            <li key={coach.id} className="card">
              <b className="num">
                {coach.number} {coach.vehicle}
              </b>{' '}
              <span className="num">
                {t('travel.seated', { n: coach.people })}
                {coach.seats ? ` / ${coach.seats}` : ''}
              </span>{' '}
              {coach.leaderName} {coach.leaderPhone ? <Phone number={coach.leaderPhone} name={coach.leaderName ?? null} /> : null}
            </li>
          ))}
        </ul>
      ) : null}
      {data.costs.length > 0 ? (
        <ul>
          {data.costs.map(({ kind, payer, amountFen, note }, at) => (
            <li key={at}>
              {t(`travel.cost.${kind}`)} <span className="num">{(amountFen / 100).toFixed(2)}</span> · {t(`travel.payerOf.${payer}`)} {note}
            </li>
          ))}
        </ul>
      ) : null}
    </>
  );
};

/** Parts of the way, coaches with their leaders, costs. */
export const TripTravelSection = ({ trip, side }: { trip: Trip; side: Side }): ReactNode => {
  const t = useT('console');
  const { data } = useTravel(trip.id);
  const seat = useAct(() => travel.seatAll(trip.id), { done: t('travel.seatDone'), renew: ['trips'] });
  if (!data) return null;
  const isEmpty = data.legs.length + data.pickups.length + data.coaches.length + data.costs.length === 0;
  if (isEmpty && side !== 'supplier') return null;
  return (
    <Section
      title={t('travel.title')}
      extra={
        side === 'supplier' && trip.state !== 'cancelled' ? (
          <Link to="/trips/$id/travel" params={{ id: trip.id }}>
            {t('travel.edit')}
          </Link>
        ) : null
      }
    >
      {isEmpty ? <p className="faint">{t('travel.none')}</p> : <Way data={data} />}
      {side === 'supplier' && data.coaches.length > 0 ? (
        <Button loading={seat.isPending} onClick={() => seat.mutate()}>
          {t('travel.seatAll')}
        </Button>
      ) : null}
    </Section>
  );
};

/** What leaders and gates take along on paper. */
export const TripPapersSection = ({ trip, side }: { trip: Trip; side: Side }): ReactNode => {
  const t = useT('console');
  const language = useLanguage();
  const [full, setFull] = useState(false);
  const kinds = side === 'supplier' ? (['manifest', 'badges', 'notice'] as const) : (['notice'] as const);
  return (
    <Section title={t('travel.papers')}>
      {side === 'supplier' ? (
        <Checkbox checked={full} onChange={({ target }) => setFull(target.checked)}>
          {t('travel.full')}
        </Checkbox>
      ) : null}
      <ul className="papers">
        {kinds.flatMap((kind) =>
          (['pdf', 'xlsx'] as const).map((format) => (
            <li key={`${kind} ${format}`}>
              <a href={paperOf(trip.id, kind, format, language, full && kind === 'manifest')} download>
                {t(`travel.${format}`, { name: t(`travel.paper.${kind}`) })}
              </a>
            </li>
          )),
        )}
      </ul>
    </Section>
  );
};
