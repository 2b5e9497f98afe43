import { useQuery } from '@tanstack/react-query';
import { Button, Checkbox } from 'antd';
import { useState, type ReactNode } from 'react';
import { travel } from '../../api/travel';
import type { HandOverGate, ManifestLine, Trip } from '../../api/types';
import { useT } from '../../i18n';
import { Qr } from '../../lib/qr';
import { useAsk } from '../kit/ask';
import { Moment } from '../kit/bits';
import { Section } from '../kit/page';
import { useAct } from '../kit/use-act';
import { useMe, type Side } from '../kit/use-me';

const BEAT_MS = 15_000;
const EXPECTED: readonly string[] = ['listed', 'boarded', 'arrived'];

/** The enterprise says at its desk who came. */
const Receive = ({ trip, gate, lines }: { trip: Trip; gate: HandOverGate; lines: ManifestLine[] }): ReactNode => {
  const t = useT('console');
  const ask = useAsk();
  const me = useMe();
  const [missing, setMissing] = useState<string[]>([]);
  const people = lines.filter(({ enterpriseId, state }) => enterpriseId === gate.enterpriseId && EXPECTED.includes(state));
  const receive = useAct(() => travel.receive(trip.id, me.name, missing), { done: t('travel.received'), renew: ['trips', 'needs'] });
  const go = async (): Promise<void> => {
    const title = t('travel.receiveTitle', { n: people.length - missing.length });
    if (await ask({ title, consequence: t('travel.receiveWhat'), ok: t('travel.receive') })) receive.mutate();
  };
  return (
    <>
      <fieldset>
        <legend>{t('travel.whoMissing')}</legend>
        <Checkbox.Group
          className="covers"
          options={people.map(({ id, name }) => ({ value: id, label: name ?? '—' }))}
          value={missing}
          onChange={setMissing}
        />
      </fieldset>
      <Button type="primary" loading={receive.isPending} onClick={() => void go()}>
        {t('travel.receive')}
      </Button>
    </>
  );
};

const Gate = ({ trip, gate, side, lines }: { trip: Trip; gate: HandOverGate; side: Side; lines: ManifestLine[] }): ReactNode => {
  const t = useT('console');
  const [shown, setShown] = useState(false);
  const begun = trip.state === 'under_way' || trip.state === 'arrived' || trip.state === 'handed_over';
  return (
    <li className="card">
      <b>{gate.name}</b>{' '}
      {gate.done ? (
        <span>
          {t('travel.gateDone', { n: gate.done.present, m: gate.done.missing })} <Moment value={gate.done.at} />{' '}
          {gate.done.receivedBy ? t('travel.gateBy', { name: gate.done.receivedBy }) : null}
        </span>
      ) : (
        <span>{t('travel.gateOpen', { n: gate.people })}</span>
      )}
      {gate.code && !gate.done ? (
        <p>
          <Button onClick={() => setShown(!shown)}>{t(shown ? 'travel.hideQr' : 'travel.showQr')}</Button>
        </p>
      ) : null}
      {shown && gate.code && !gate.done ? (
        <Qr text={`${location.origin}/received#${gate.code}`} label={t('travel.qrOf', { name: gate.name })} />
      ) : null}
      {side === 'enterprise' && !gate.done && begun ? <Receive trip={trip} gate={gate} lines={lines} /> : null}
    </li>
  );
};

/** Which enterprises have taken their people over. */
export const HandOversSection = ({ trip, side, lines }: { trip: Trip; side: Side; lines: ManifestLine[] }): ReactNode => {
  const t = useT('console');
  const { data } = useQuery({
    queryKey: ['trips', trip.id, 'hand-overs'],
    queryFn: () => travel.handOvers(trip.id),
    refetchInterval: BEAT_MS,
  });
  // Before anybody is listed there is nobody to take over.
  const gates = data?.filter(({ people, done }) => people > 0 || done) ?? [];
  if (gates.length === 0 || trip.state === 'cancelled') return null;
  return (
    <Section title={t('travel.gates')}>
      <p className="faint">{t('travel.gateHelp')}</p>
      <ul className="phones">
        {gates.map((gate) => (
          <Gate key={gate.enterpriseId} trip={trip} gate={gate} side={side} lines={lines} />
        ))}
      </ul>
    </Section>
  );
};
