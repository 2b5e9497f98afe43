import { Button } from 'antd';
import type { ReactNode } from 'react';
import { trips } from '../../api/console';
import type { LineState, ManifestLine, RollCallVerdict, Trip } from '../../api/types';
import { useT } from '../../i18n';
import { useAsk } from '../kit/ask';
import { useAct } from '../kit/use-act';
import { may, useMe } from '../kit/use-me';

type Call = 'depart' | 'arrive' | 'confirm';

/** What a confirmed step can be put right to, and by which roll call. The server judges it as it judges the roll call. */
const corrections: Partial<Record<LineState, { to: LineState; call: Call }[]>> = {
  boarded: [{ to: 'no_show', call: 'depart' }],
  no_show: [
    { to: 'boarded', call: 'depart' },
    { to: 'arrived', call: 'arrive' },
  ],
  arrived: [{ to: 'lost', call: 'arrive' }],
  lost: [{ to: 'arrived', call: 'arrive' }],
  signed: [{ to: 'refused', call: 'confirm' }],
  refused: [{ to: 'signed', call: 'confirm' }],
};

const asks: Record<Call, string> = { depart: 'dispatch.travel', arrive: 'dispatch.travel', confirm: 'dispatch.confirm' };

/** Puts a confirmed step of one person right, with the reason; places of the need follow. */
export const CorrectLine = ({ trip, line, replaced }: { trip: Trip; line: ManifestLine; replaced: boolean }): ReactNode => {
  const t = useT('console');
  const me = useMe();
  const ask = useAsk();
  const name = line.name ?? t('roll.somebody');
  const correct = useAct(
    async ({ to, call, reason }: { to: LineState; call: Call; reason: string }) => {
      const { verdicts } = await trips.correct(trip.id, call, { lineId: line.id, state: to, at: new Date().toISOString(), reason });
      return verdicts[0]?.verdict ?? 'unknown';
    },
    {
      done: (verdict: RollCallVerdict['verdict']) =>
        verdict === 'applied' || verdict === 'same' ? t('roll.corrected') : t(`roll.verdict.${verdict}` as 'roll.verdict.older'),
      renew: ['trips', 'needs', 'promises', 'board'],
    },
  );
  // What the roll call that is under way asks about is said there.
  const due = trip.state === 'under_way' && line.state === 'boarded' ? [] : (corrections[line.state] ?? []);
  // Whoever was replaced has no place to come back to.
  const mine = (replaced ? [] : due).filter(({ call }) => may(me, asks[call]) && (call === 'depart' || trip.state !== 'boarding'));
  const go = async (to: LineState, call: Call): Promise<void> => {
    const answer = await ask({
      title: t('roll.correctTitle', { name, state: t(`state.line.${to}` as 'state.line.boarded') }),
      consequence: t('roll.correctWhat'),
      ok: t('roll.correct'),
      reason: { label: t('roll.correctWhy'), required: true },
    });
    if (answer) correct.mutate({ to, call, reason: answer.reason });
  };
  return (
    <span className="row">
      {mine.map(({ to, call }) => (
        <Button
          key={to}
          size="small"
          loading={correct.isPending}
          onClick={() => void go(to, call)}
          aria-label={`${name}：${t('roll.correctTo', { state: t(`state.line.${to}` as 'state.line.boarded') })}`}
        >
          {t('roll.correctTo', { state: t(`state.line.${to}` as 'state.line.boarded') })}
        </Button>
      ))}
    </span>
  );
};
