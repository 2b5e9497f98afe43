import { useQuery } from '@tanstack/react-query';
import { Button, Input } from 'antd';
import { useState, type ReactNode } from 'react';
import { fairDay } from '../../api/fairs';
import type { Gates } from '../../api/types';
import { useT } from '../../i18n';
import { Empty, Section } from '../kit/page';
import { Trouble } from '../kit/page-states';
import { useAct } from '../kit/use-act';

export const BEAT_MS = 5_000;

export const useGates = (fairId: string) =>
  useQuery({ queryKey: ['field', fairId, 'gates'], queryFn: () => fairDay.gates(fairId), refetchInterval: BEAT_MS });

const Rooms = ({ rooms }: { rooms: Gates['rooms'] }): ReactNode => {
  const t = useT('console');
  return (
    <>
      {rooms.map(({ roomId, name, inside, limit, nearlyFull }) => (
        <div key={roomId ?? ''} className={nearlyFull ? 'notice bad' : 'notice'} role={nearlyFull ? 'alert' : undefined}>
          <b>{name ?? t('fieldDay.inHouse')}</b> {t('fieldDay.inside', { n: inside })}
          {limit === null ? '' : ` · ${t('fieldDay.limit', { n: limit })}`}
          {nearlyFull ? ` · ${t('fieldDay.nearlyFull')}` : ''}
        </div>
      ))}
    </>
  );
};

/** Who is inside right now, by gate and room, as far as phones have told. */
export const GateList = ({ fairId }: { fairId: string }): ReactNode => {
  const t = useT('console');
  const { data, error, refetch } = useGates(fairId);
  const [name, setName] = useState('');
  const add = useAct((given: string) => fairDay.addGate(fairId, given), {
    done: t('fieldDay.gateAdded'),
    renew: ['field'],
    then: () => setName(''),
  });
  if (error && !data) return <Trouble error={error} retry={() => void refetch()} />;
  return (
    <Section title={t('fieldDay.gates')} extra={<span className="faint">{t('fieldDay.asTold')}</span>}>
      {data ? <Rooms rooms={data.rooms} /> : null}
      {data?.gates.length === 0 ? <Empty title={t('fieldDay.noGate')} help={t('fieldDay.noGateHelp')} /> : null}
      <ul className="gates">
        {data?.gates.map((gate) => (
          <li key={gate.id} className="card">
            <b>{gate.name}</b>
            <span>{t('fieldDay.inside', { n: gate.inside })}</span>
            <span className="faint">{t('fieldDay.entered', { n: gate.entered })}</span>
          </li>
        ))}
      </ul>
      <form
        className="row"
        onSubmit={(event) => {
          event.preventDefault();
          if (name.trim()) add.mutate(name.trim());
        }}
      >
        <Input
          className="short-field"
          value={name}
          maxLength={40}
          aria-label={t('fieldDay.gateName')}
          placeholder={t('fieldDay.gateName')}
          onChange={({ target }) => setName(target.value)}
        />
        <Button htmlType="submit" loading={add.isPending}>
          {t('fieldDay.addGate')}
        </Button>
      </form>
    </Section>
  );
};
