import type { ReactNode } from 'react';
import type { MyTrip } from '../../api/types';
import { useLanguage, useT } from '../../i18n';
import { moment } from '../../lib/format';

const Call = ({ name, phone }: { name: string | null; phone: string | null }): ReactNode => (
  <>
    {name}{' '}
    {phone ? (
      <a className="num" href={`tel:${phone}`}>
        {phone}
      </a>
    ) : null}
  </>
);

/** Where somebody is taken, when, by whom, and whom to call. */
export const MyTripCard = ({ trip }: { trip: MyTrip }): ReactNode => {
  const t = useT('public');
  const language = useLanguage();
  const at = (instant: string): string => moment(instant, language);
  const { pickup, coach } = trip;
  const facts: [string, ReactNode][] = [
    [t('my.to'), trip.enterpriseName],
    [t('my.post'), trip.needTitle],
    [t('my.departs'), `${at(trip.departAt)} ${trip.fromPlace}`],
    [t('my.arrives'), `${at(trip.arriveAt)} ${trip.toPlace}`],
    [t('my.way'), `${t(`my.mode.${trip.mode}`)} ${trip.vehicle ?? ''}`],
    ...(pickup ? [[t('my.pickup'), `${at(pickup.at)} ${pickup.place}`] as [string, ReactNode]] : []),
    ...(coach ? [[t('my.coach'), t('my.coachOf', { n: coach.number, vehicle: coach.vehicle ?? '' })] as [string, ReactNode]] : []),
    ...(coach?.leaderPhone
      ? [[t('my.leader'), <Call key="leader" name={coach.leaderName} phone={coach.leaderPhone} />] as [string, ReactNode]]
      : []),
    [t('my.station'), <Call key="station" name={trip.stationContact ?? trip.stationName} phone={trip.stationPhone} />],
    ...(trip.contactPhone
      ? [[t('my.factory'), <Call key="factory" name={trip.contactName} phone={trip.contactPhone} />] as [string, ReactNode]]
      : []),
    ...(trip.note ? [[t('my.note'), trip.note] as [string, ReactNode]] : []),
  ];
  const lost = trip.mine === 'no_show' || trip.mine === 'lost';
  return (
    <section className="card my-trip">
      <h2>{trip.name}</h2>
      {trip.state === 'cancelled' ? (
        <p className="notice">{t('my.cancelled')}</p>
      ) : (
        <p className={lost ? 'notice' : 'notice good'}>{t(`my.mine.${trip.mine}`)}</p>
      )}
      <dl className="facts">
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {trip.legs.length > 1 ? (
        <ol>
          {trip.legs.map((leg) => (
            <li key={leg.departAt}>
              {at(leg.departAt)} {leg.fromPlace} → {at(leg.arriveAt)} {leg.toPlace} · {t(`my.mode.${leg.mode}`)} {leg.vehicle ?? ''}
            </li>
          ))}
        </ol>
      ) : null}
      <p className="faint">{t('my.bring')}</p>
    </section>
  );
};
