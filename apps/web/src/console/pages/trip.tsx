import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { trips } from '../../api/console';
import type { TripDetail } from '../../api/types';
import { lookup, useT } from '../../i18n';
import { Moment, StateTag } from '../parts/bits';
import { Page, Section } from '../parts/page';
import { PageLoading, Trouble } from '../parts/page-states';
import { ManifestForm } from '../parts/manifest-form';
import { RollCall, stepOf } from '../parts/roll-call';
import { sideOf, useMe, type Side } from '../parts/use-me';

const steps = ['planned', 'under_way', 'arrived', 'handed_over'] as const;

const Way = ({ trip }: { trip: TripDetail }): ReactNode => {
  const t = useT('console');
  const at = steps.indexOf(trip.state === 'boarding' ? 'planned' : (trip.state as (typeof steps)[number]));
  const counts = [trip.people, trip.boarded, trip.arrived, trip.signed];
  const names = [t('trips.listed'), t('trips.boarded'), t('trips.arrived'), t('trips.signed')];
  return (
    <ol className="way">
      {names.map((name, n) => (
        <li key={name} className={n <= at ? 'reached' : ''} aria-current={n === at ? 'step' : undefined}>
          <b className="num">{n <= at || (counts[n] ?? 0) > 0 ? counts[n] : '—'}</b><span>{name}</span>
        </li>
      ))}
    </ol>
  );
};

const Lines = ({ trip, side }: { trip: TripDetail; side: Side }): ReactNode => {
  const t = useT('console');
  if (!trip.lines.length) return <p className="faint">{t(side === 'supplier' ? 'manifest.empty' : 'manifest.none')}</p>;
  return (
    <div className="table-box">
      <table className="table" role="table">
        <caption className="visually-hidden">{t('manifest.title')}</caption>
        <thead role="rowgroup">
          <tr role="row">{[t('manifest.name'), t('manifest.id'), t('manifest.phone'), t('manifest.for'), t('needs.state')].map((title) => <th key={title} scope="col" role="columnheader">{title}</th>)}</tr>
        </thead>
        <tbody role="rowgroup">
          {trip.lines.map((line) => (
            <tr role="row" key={line.id}>
              <th scope="row" role="rowheader">{line.name}{line.returning ? <small>{t('manifest.returning')}</small> : null}</th>
              <td role="cell" data-label={t('manifest.id')} className="num">{line.idNumber ?? '—'}</td>
              <td role="cell" data-label={t('manifest.phone')} className="num">{line.phone ?? '—'}</td>
              <td role="cell" data-label={t('manifest.for')}><span>{line.needTitle}<small>{line.enterpriseName}</small></span></td>
              <td role="cell" data-label={t('needs.state')}><span><StateTag kind="line" state={line.state} />{line.reason ? <small>{line.reason}</small> : null}</span></td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
};

export const TripPage = (): ReactNode => {
  const t = useT('console');
  const side = sideOf(useMe());
  const { id = '' } = useParams({ strict: false });
  const { data: trip, error, refetch } = useQuery({ queryKey: ['trips', id], queryFn: () => trips.one(id) });
  if (error && !trip) return <div className="page"><Trouble error={error} retry={() => void refetch()} /></div>;
  if (!trip) return <PageLoading />;
  const step = stepOf(trip, side);
  return (
    <Page title={`${trip.from} → ${trip.to}`} back={{ to: '/trips', label: t('menu.trips') }}
      intro={<span className="row"><StateTag kind="trip" state={trip.state} /><span>{lookup('console', `mode.${trip.mode}`, trip.mode)} {trip.number}</span><span className="faint"><Moment value={trip.departAt} /> – <Moment value={trip.arriveAt} /></span><span className="faint">{trip.supplierName}</span></span>}>
      <Way trip={trip} />
      {step ? <RollCall key={`${trip.id} ${step}`} trip={trip} step={step} /> : null}
      {side === 'supplier' && trip.state === 'planned' ? <ManifestForm trip={trip} /> : null}
      <Section title={t('manifest.title')} extra={<span className="faint">{t('manifest.masked')}</span>}><Lines trip={trip} side={side} /></Section>
    </Page>
  );
};
