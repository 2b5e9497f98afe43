import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { venues } from '../../api/fairs';
import type { Room, Venue } from '../../api/types';
import { useT } from '../../i18n';
import { Num } from '../kit/bits';
import { NodeName } from '../kit/node';
import { Empty, Facts, Page, Section } from '../kit/page';
import { PageLoading, Trouble } from '../kit/page-states';
import { BoothPlan } from './booth-plan';

export const DAYS = [0, 1, 2, 3, 4, 5, 6, 7] as const;

const RoomCard = ({ venue, room }: { venue: Venue; room: Room }): ReactNode => {
  const t = useT('console');
  return (
    <Section
      title={room.name}
      extra={
        <Link to="/venues/$id/rooms/$room" params={{ id: venue.id, room: room.id }}>
          <Button tabIndex={-1} aria-label={`${t('venue.roomEdit')} ${room.name}`}>
            {t('venue.edit')}
          </Button>
        </Link>
      }
    >
      <p className="faint num">
        {t('venue.capacity')} <Num value={room.capacity} /> · {t('venue.boothCount', { count: room.places.length })}
      </p>
      <BoothPlan
        label={t('venue.planOf', { name: room.name })}
        squares={room.places}
        keyOf={({ number }) => number}
        classOf={() => 'free'}
        draw={({ number, power }) => (
          <>
            <b className="num">{number}</b>
            {power ? <span aria-label={t('fair.power')}>⚡</span> : null}
          </>
        )}
      />
    </Section>
  );
};

const Opening = ({ venue }: { venue: Venue }): ReactNode => {
  const t = useT('console');
  return (
    <Section title={t('venue.opening')}>
      <dl className="facts opening">
        {DAYS.map((day) => {
          const hours = venue.opening[day];
          return (
            <div key={day}>
              <dt>{t(`venue.days.${day}`)}</dt>
              <dd className="num">{hours?.open ? `${hours.from}–${hours.to}` : t('venue.closed')}</dd>
            </div>
          );
        })}
      </dl>
    </Section>
  );
};

export const VenuePage = (): ReactNode => {
  const t = useT('console');
  const { id = '' } = useParams({ strict: false });
  const { data: venue, error, refetch } = useQuery({ queryKey: ['venues', id], queryFn: () => venues.one(id) });
  if (error && !venue)
    return (
      <div className="page">
        <Trouble error={error} retry={() => void refetch()} />
      </div>
    );
  if (!venue) return <PageLoading />;
  return (
    <Page
      title={venue.name}
      intro={venue.address}
      back={{ to: '/venues', label: t('venue.title') }}
      actions={
        <>
          <Link to="/venues/$id/edit" params={{ id }}>
            <Button tabIndex={-1}>{t('venue.edit')}</Button>
          </Link>
          <Link to="/venues/$id/rooms/$room" params={{ id, room: 'new' }}>
            <Button type="primary" tabIndex={-1}>
              {t('venue.roomNew')}
            </Button>
          </Link>
        </>
      }
    >
      <div className="card">
        <Facts
          items={[
            [t('venue.node'), <NodeName key="node" id={venue.nodeId} />],
            [t('venue.capacity'), <Num key="capacity" value={venue.capacity} />],
            [t('venue.exits'), <Num key="exits" value={venue.exits} />],
            [t('venue.equipment'), venue.equipment],
            [t('venue.wayThere'), venue.wayThere],
          ]}
        />
      </div>
      <Opening venue={venue} />
      {venue.rooms.length ? null : <Empty title={t('venue.noRooms')} help={t('venue.emptyHelp')} />}
      {venue.rooms.map((room) => (
        <RoomCard key={room.id} venue={venue} room={room} />
      ))}
    </Page>
  );
};
