import { Button } from 'antd';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { trips } from '../../api/console';
import type { ManifestLine, Trip } from '../../api/types';
import { lookup, useT } from '../../i18n';
import { orKept, type KeptRoll } from '../../lib/kept-roll';
import { totals } from '../../lib/tally';
import { useAsk } from '../kit/ask';
import { Moment, StateTag } from '../kit/bits';
import { Page, Section } from '../kit/page';
import { PageLoading, Trouble } from '../kit/page-states';
import { CorrectLine } from './correct-line';
import { SubstituteLine } from './substitute';
import { ManifestForm } from './manifest-form';
import { Phone } from './phone';
import { RollCall, stepOf } from './roll-call';
import { useAct } from '../kit/use-act';
import { sideOf, useMe, type Side } from '../kit/use-me';
import { CoachPhonesSection } from '../travel/coach-phones';
import { HandOversSection } from '../travel/hand-overs';
import { TripPapersSection, TripTravelSection } from '../travel/trip-travel';

const steps = ['planned', 'under_way', 'arrived', 'handed_over'] as const;

const Way = ({ trip }: { trip: Trip }): ReactNode => {
  const t = useT('console');
  const decided = trip.counts.signed + trip.counts.refused > 0;
  const at = decided ? 3 : Math.min(2, steps.indexOf(trip.state === 'boarding' ? 'planned' : (trip.state as (typeof steps)[number])));
  const sum = totals(trip.counts);
  const counts = [sum.listed, sum.boarded, sum.arrived, sum.signed];
  const names = [t('trips.listed'), t('trips.boarded'), t('trips.arrived'), t('trips.signed')];
  return (
    <ol className="way">
      {names.map((name, n) => (
        <li key={name} className={n <= at ? 'reached' : ''} aria-current={n === at ? 'step' : undefined}>
          <b className="num">{n <= at || (counts[n] ?? 0) > 0 ? counts[n] : '—'}</b>
          <span>{name}</span>
        </li>
      ))}
    </ol>
  );
};

const Remove = ({ trip, line }: { trip: Trip; line: ManifestLine }): ReactNode => {
  const t = useT('console');
  const take = useAct(() => trips.removePerson(trip.id, line.id), { done: t('manifest.removed'), renew: ['trips'] });
  return line.state === 'listed' ? (
    <Button loading={take.isPending} onClick={() => take.mutate()}>
      {t('manifest.remove')}
    </Button>
  ) : null;
};

/** Whom to call about a group on its way. */
const Station = ({ trip }: { trip: Trip }): ReactNode => {
  const t = useT('console');
  return trip.supplierContactPhone ? (
    <a className="num" href={`tel:${trip.supplierContactPhone}`}>
      {t('trips.callStation', { name: trip.supplierContactName ?? '' })} {trip.supplierContactPhone}
    </a>
  ) : null;
};

const Lines = ({ trip, lines, side }: { trip: Trip; lines: ManifestLine[]; side: Side }): ReactNode => {
  const t = useT('console');
  const who = (promiseId: string): string => trip.stops.find((stop) => stop.promiseId === promiseId)?.enterpriseName ?? '—';
  const mayChange = side === 'supplier' && (trip.state === 'planned' || trip.state === 'boarding');
  const replaced = new Set(lines.flatMap((line) => line.substituteFor ?? []));
  const name = (id: string): string => lines.find((line) => line.id === id)?.name ?? t('roll.somebody');
  if (!lines.length) return <p className="faint">{t(side === 'supplier' ? 'manifest.empty' : 'manifest.none')}</p>;
  return (
    <div className="table-box">
      <table className="table" role="table">
        <caption className="visually-hidden">{t('manifest.title')}</caption>
        <thead role="rowgroup">
          <tr role="row">
            {[t('manifest.name'), t('manifest.id'), t('manifest.phone'), t('manifest.for'), t('needs.state')].map((title) => (
              <th key={title} scope="col" role="columnheader">
                {title}
              </th>
            ))}
            {mayChange ? (
              <th scope="col" role="columnheader">
                <span className="visually-hidden">{t('list.actions')}</span>
              </th>
            ) : null}
          </tr>
        </thead>
        <tbody role="rowgroup">
          {lines.map((line) => (
            <tr role="row" key={line.id}>
              <th scope="row" role="rowheader">
                {line.name ?? '—'}
                {line.minor ? <small>{t('manifest.minor')}</small> : null}
                {line.substituteFor ? <small>{t('manifest.insteadOf', { name: name(line.substituteFor) })}</small> : null}
                {line.returning ? <small>{t('manifest.returning')}</small> : null}
              </th>
              <td role="cell" data-label={t('manifest.id')} className="num">
                {line.idNumber ?? '—'}
              </td>
              <td role="cell" data-label={t('manifest.phone')} className="num">
                <Phone number={line.phone} name={line.name} />
              </td>
              <td role="cell" data-label={t('manifest.for')}>
                {who(line.promiseId)}
              </td>
              <td role="cell" data-label={t('needs.state')}>
                <span>
                  <StateTag kind="line" state={line.state} />
                  {line.reason ? <small>{line.reason}</small> : null}
                  <CorrectLine trip={trip} line={line} replaced={replaced.has(line.id)} />
                </span>
              </td>
              {mayChange ? (
                <td role="cell" data-label="">
                  <span className="row">
                    <SubstituteLine trip={trip} line={line} taken={replaced.has(line.id)} />
                    {trip.state === 'planned' ? <Remove trip={trip} line={line} /> : null}
                  </span>
                </td>
              ) : null}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
};

const Cancel = ({ trip }: { trip: Trip }): ReactNode => {
  const t = useT('console');
  const ask = useAsk();
  const cancel = useAct((reason: string) => trips.cancel(trip.id, reason), { done: t('trips.cancelled'), renew: ['trips', 'promises'] });
  const go = async (): Promise<void> => {
    const answer = await ask({
      title: t('trips.cancelTitle', { from: trip.fromPlace, to: trip.toPlace }),
      consequence: t('trips.cancelWhat', { n: totals(trip.counts).listed }),
      ok: t('trips.cancel'),
      danger: true,
      reason: { label: t('ask.reasonTold'), required: true },
    });
    if (answer) cancel.mutate(answer.reason);
  };
  return (
    <Button danger loading={cancel.isPending} onClick={() => void go()}>
      {t('trips.cancel')}
    </Button>
  );
};

const keptOf =
  <T,>(id: string, part: (roll: KeptRoll) => T) =>
  (roll: KeptRoll): T | null =>
    roll.trip.id === id ? part(roll) : null;

export const TripPage = (): ReactNode => {
  const t = useT('console');
  const me = useMe();
  const side = sideOf(me);
  const { id = '' } = useParams({ strict: false });
  const {
    data: trip,
    error,
    refetch,
  } = useQuery({
    queryKey: ['trips', id],
    queryFn: () =>
      orKept(
        trips.one(id),
        keptOf(id, ({ trip: kept }) => kept),
      ),
  });
  const manifest = useQuery({
    queryKey: ['trips', id, 'manifest'],
    queryFn: () =>
      orKept(
        trips.manifest(id),
        keptOf(id, ({ lines }) => lines),
      ),
  });
  if (error && !trip)
    return (
      <div className="page">
        <Trouble error={error} retry={() => void refetch()} />
      </div>
    );
  if (!trip) return <PageLoading />;
  const lines = manifest.data ?? [];
  const step = stepOf(trip, lines, side);
  return (
    <Page
      title={`${trip.fromPlace} → ${trip.toPlace}`}
      back={{ to: '/trips', label: t('menu.trips') }}
      actions={side === 'supplier' && trip.state === 'planned' ? <Cancel trip={trip} /> : null}
      intro={
        <span className="row">
          <StateTag kind="trip" state={trip.state} />
          <span>
            {lookup('console', `mode.${trip.mode}`, trip.mode)} {trip.vehicle}
          </span>
          <span className="faint">
            <Moment value={trip.departAt} /> – <Moment value={trip.arriveAt} />
          </span>
          <span className="faint">{trip.supplierName}</span>
          {side === 'supplier' ? null : <Station trip={trip} />}
        </span>
      }
    >
      {trip.cancelReason ? <div className="notice">{trip.cancelReason}</div> : null}
      <Way trip={trip} />
      <TripTravelSection trip={trip} side={side} />
      {step ? <RollCall key={`${trip.id} ${step}`} trip={trip} all={lines} step={step} /> : null}
      {side === 'supplier' && trip.state === 'planned' ? <ManifestForm trip={trip} /> : null}
      {side === 'supplier' && trip.state !== 'cancelled' ? <CoachPhonesSection trip={trip} lines={lines} /> : null}
      <HandOversSection trip={trip} side={side} lines={lines} />
      <TripPapersSection trip={trip} side={side} />
      <Section
        title={t('manifest.title')}
        extra={<span className="faint">{t(side === 'bureau' ? 'manifest.masked' : 'manifest.named')}</span>}
      >
        {manifest.error ? (
          <Trouble error={manifest.error} retry={() => void manifest.refetch()} />
        ) : (
          <Lines trip={trip} lines={lines} side={side} />
        )}
      </Section>
    </Page>
  );
};
