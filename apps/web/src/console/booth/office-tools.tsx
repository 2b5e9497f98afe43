import { Button } from 'antd';
import { useState, type ReactNode } from 'react';
import { booths } from '../../api/booths';
import type { Booth, Fair } from '../../api/types';
import { useT } from '../../i18n';
import { useAsk } from '../kit/ask';
import { useAct } from '../kit/use-act';
import { renew } from './my-booth';
import { PlaceByList } from './place-list';

interface Props {
  fair: Fair;
  all: readonly Booth[];
  /** The booth that was picked on the plan. */
  picked: string | undefined;
  pick: (id: string | undefined) => void;
}

/** What the office does with the booth that it picked on the plan; by keyboard and touch as by mouse. */
export const OfficeTools = ({ fair, all, picked, pick }: Props): ReactNode => {
  const t = useT('console');
  const [first, setFirst] = useState<string>();
  const booth = all.find(({ id }) => id === picked);
  const other = all.find(({ id }) => id === first);
  const open = fair.state === 'open' || fair.state === 'closed';
  const swap = useAct(({ from, to }: { from: string; to: string }) => booths.swap(from, to), {
    done: t('booth.swapped'),
    renew,
    then: () => {
      setFirst(undefined);
      pick(undefined);
    },
  });
  if (other && booth && booth.id !== other.id)
    return (
      <div className="notice row" role="status">
        <span>{t('booth.swapTitle', { a: other.number, b: booth.number })}</span>
        <Button type="primary" loading={swap.isPending} onClick={() => swap.mutate({ from: other.id, to: booth.id })}>
          {t('booth.swap')}
        </Button>
        <Button onClick={() => setFirst(undefined)}>{t('booth.cancel')}</Button>
      </div>
    );
  if (other)
    return (
      <div className="notice row" role="status">
        <span>{t('booth.swapPick', { n: other.number })}</span>
        <Button onClick={() => setFirst(undefined)}>{t('booth.cancel')}</Button>
      </div>
    );
  if (!booth)
    return (
      <div className="row tools">
        <span className="faint">{t('booth.pickHelp')}</span>
        {open ? <PlaceByList fair={fair} /> : null}
      </div>
    );
  return (
    <div className="notice row" role="group" aria-label={booth.number}>
      <b className="num">{booth.number}</b>
      <span>{booth.enterpriseName ?? t(booth.blocked ? 'booth.isBlocked' : 'fair.free')}</span>
      {open && !booth.blocked ? <Button onClick={() => setFirst(booth.id)}>{t('booth.swap')}</Button> : null}
      <OneBooth fair={fair} booth={booth} open={open} done={() => pick(undefined)} />
      <Button type="text" onClick={() => pick(undefined)}>
        {t('booth.cancel')}
      </Button>
    </div>
  );
};

const OneBooth = ({ fair, booth, open, done }: { fair: Fair; booth: Booth; open: boolean; done: () => void }): ReactNode => {
  const t = useT('console');
  const ask = useAsk();
  const options = { renew, then: done };
  const block = useAct((reason: string | null) => booths.block(booth.id, reason), { ...options, done: t('fair.saved') });
  const release = useAct((reason: string) => booths.release(booth.id, reason), { ...options, done: t('booth.withdrawn') });
  const absent = useAct((is: boolean) => booths.absent(booth.id, is), { ...options, done: t('fair.saved') });
  const reason = { label: t('ask.reasonTold'), required: true };
  const askBlock = async (): Promise<void> => {
    const said = await ask({
      ...{ title: t('booth.blockTitle', { n: booth.number }), consequence: t('booth.blockWhat'), ok: t('booth.block') },
      reason: { label: t('booth.reason'), required: true },
    });
    if (said) block.mutate(said.reason);
  };
  const askRelease = async (): Promise<void> => {
    const title = t('booth.withdrawTitle', { name: booth.enterpriseName ?? '', n: booth.number });
    const said = await ask({ title, consequence: t('booth.withdrawWhat'), ok: t('booth.withdraw'), danger: true, reason });
    if (said) release.mutate(said.reason);
  };
  if (booth.blocked)
    return (
      <Button loading={block.isPending} onClick={() => block.mutate(null)}>
        {t('booth.unblock')}
      </Button>
    );
  if (!booth.enterpriseId) return <Button onClick={() => void askBlock()}>{t('booth.block')}</Button>;
  return (
    <>
      {open ? (
        <Button danger onClick={() => void askRelease()}>
          {t('booth.withdraw')}
        </Button>
      ) : null}
      {fair.state === 'running' || fair.state === 'ended' ? (
        <>
          <Button loading={absent.isPending} onClick={() => absent.mutate(true)}>
            {t('booth.markAbsent')}
          </Button>
          <Button loading={absent.isPending} onClick={() => absent.mutate(false)}>
            {t('booth.notAbsent')}
          </Button>
        </>
      ) : null}
    </>
  );
};
