import { useQuery } from '@tanstack/react-query';
import { Button, Input } from 'antd';
import { useState, type ReactNode } from 'react';
import { fairDay } from '../../api/fairs';
import type { FieldInvitation, ManifestLine, Trip } from '../../api/types';
import { useT } from '../../i18n';
import { Moment } from '../kit/bits';
import { Section } from '../kit/page';
import { useAct } from '../kit/use-act';
import { Invitation, Phone } from '../field/phones';
import { useTravel } from './trip-travel';

const BEAT_MS = 10_000;
const renew = ['field'];

const NewPhone = ({ trip, invited }: { trip: Trip; invited: (invitation: FieldInvitation) => void }): ReactNode => {
  const t = useT('console');
  const coaches = useTravel(trip.id).data?.coaches ?? [];
  const [name, setName] = useState('');
  const [coach, setCoach] = useState('');
  const [duty, setDuty] = useState('trip_leader');
  const dutyId = coach || coaches[0]?.id || '';
  const then = (invitation: FieldInvitation): void => {
    setName('');
    invited(invitation);
  };
  const invite = useAct(() => fairDay.invite({ name: name.trim(), dutyKind: duty, dutyId }), { renew, then });
  if (coaches.length === 0) return <p className="faint">{t('travel.needCoach')}</p>;
  return (
    <form
      className="row"
      onSubmit={(event) => {
        event.preventDefault();
        if (name.trim()) invite.mutate();
      }}
    >
      <select
        className="select short-field"
        aria-label={t('travel.phoneFor')}
        value={dutyId}
        onChange={({ target }) => setCoach(target.value)}
      >
        {coaches.map(({ id, number, vehicle }) => (
          <option key={id} value={id}>
            {number} {vehicle}
          </option>
        ))}
      </select>
      <select className="select short-field" aria-label={t('travel.phones')} value={duty} onChange={({ target }) => setDuty(target.value)}>
        <option value="trip_leader">{t('travel.asLeader')}</option>
        <option value="trip_coach">{t('travel.asHelper')}</option>
      </select>
      <Input
        className="short-field"
        value={name}
        maxLength={40}
        aria-label={t('travel.phoneName')}
        placeholder={t('travel.phoneName')}
        onChange={({ target }) => setName(target.value)}
      />
      <Button type="primary" htmlType="submit" loading={invite.isPending}>
        {t('travel.invite')}
      </Button>
    </form>
  );
};

/** What two phones of a trip said differently of somebody: the leader decides with the phone, or the station here. */
const Conflicts = ({ trip, lines }: { trip: Trip; lines: ManifestLine[] }): ReactNode => {
  const t = useT('console');
  const { data } = useQuery({
    queryKey: ['field', trip.id, 'conflicts'],
    queryFn: () => fairDay.conflicts(trip.id),
    refetchInterval: BEAT_MS,
  });
  const settle = useAct(({ id, stands }: { id: string; stands: boolean }) => fairDay.settle(id, stands), {
    done: t('travel.settled'),
    renew: ['field', 'trips'],
  });
  if (!data?.items.length) return null;
  return (
    <div role="alert">
      <h3>{t('travel.conflicts')}</h3>
      <ul className="phones">
        {data.items.map(({ id, subject, deviceName, seenAt, other }) => (
          <li key={id} className="card">
            <b>{lines.find((line) => line.id === subject)?.name ?? '—'}</b>
            <p>
              {t('travel.countsNow')} {other?.deviceName} {other ? <Moment value={other.seenAt} /> : null} · {t('travel.waits')}{' '}
              {deviceName} <Moment value={seenAt} />
            </p>
            <div className="row">
              <Button disabled={settle.isPending} onClick={() => settle.mutate({ id, stands: false })}>
                {t('travel.firstCounts')}
              </Button>
              <Button disabled={settle.isPending} onClick={() => settle.mutate({ id, stands: true })}>
                {t('travel.secondCounts')}
              </Button>
            </div>
          </li>
        ))}
      </ul>
    </div>
  );
};

/** Phones that call the roll of a trip, with a network or without. */
export const CoachPhonesSection = ({ trip, lines }: { trip: Trip; lines: ManifestLine[] }): ReactNode => {
  const t = useT('console');
  const [invitation, setInvitation] = useState<FieldInvitation | null>(null);
  const { data } = useQuery({
    queryKey: ['field', trip.id, 'phones'],
    queryFn: () => fairDay.phones(trip.id, {}),
    refetchInterval: BEAT_MS,
  });
  const open = data?.items.find(({ id }) => id === invitation?.device.id)?.state === 'active' ? null : invitation;
  return (
    <Section title={t('travel.phones')} extra={<span className="faint num">{data?.items.length ?? ''}</span>}>
      <p className="faint">{t('travel.phonesHelp')}</p>
      <Conflicts trip={trip} lines={lines} />
      <NewPhone trip={trip} invited={setInvitation} />
      {open ? <Invitation invitation={open} close={() => setInvitation(null)} /> : null}
      <ul className="phones">
        {data?.items.map((phone) => (
          <Phone key={phone.id} phone={phone} invited={setInvitation} />
        ))}
      </ul>
    </Section>
  );
};
