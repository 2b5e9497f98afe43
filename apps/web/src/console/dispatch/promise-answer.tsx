import { Button } from 'antd';
import type { ReactNode } from 'react';
import { promises } from '../../api/console';
import type { LabourPromise } from '../../api/types';
import { useLanguage, useT } from '../../i18n';
import { moment } from '../../lib/format';
import { useAsk } from '../kit/ask';
import { useAct } from '../kit/use-act';
import { PROMISE_FOLLOWERS } from './promise-followers';

/** The enterprise's answer to a promise that is held: all of them, a part of them with the reason, or none. */
export const PromiseAnswer = ({ one }: { one: LabourPromise }): ReactNode => {
  const t = useT('console');
  const language = useLanguage();
  const ask = useAsk();
  const accept = useAct((said: { people: number; reason: string | null }) => promises.accept(one.id, said), {
    done: ({ people }) => t('promise.accepted', { n: people }),
    renew: PROMISE_FOLLOWERS,
  });
  const decline = useAct((reason: string) => promises.decline(one.id, reason), { done: t('promise.declined'), renew: PROMISE_FOLLOWERS });
  if (one.state !== 'held') return null;
  const yes = async (): Promise<void> => {
    const answer = await ask({
      title: t('promise.acceptTitle', { n: one.people, title: one.needTitle }),
      consequence: t('promise.acceptWhat', { who: one.supplierName }),
      ok: t('promise.accept'),
      fields: [
        { name: 'people', label: t('promise.acceptHowMany', { n: one.people }), as: 'number', min: 1, max: one.people, value: one.people },
      ],
    });
    if (!answer) return;
    const people = Number(answer.said['people']);
    if (people === one.people) return accept.mutate({ people, reason: null });
    const why = await ask({
      title: t('promise.partTitle', { n: people, left: one.people - people }),
      consequence: t('promise.partWhat', { n: one.people - people }),
      ok: t('promise.accept'),
      reason: { label: t('ask.reasonTold'), required: true },
    });
    if (why) accept.mutate({ people, reason: why.reason });
  };
  const no = async (): Promise<void> => {
    const answer = await ask({
      title: t('promise.declineTitle', { n: one.people, who: one.supplierName }),
      consequence: t('promise.declineWhat', { who: one.supplierName, at: moment(one.expiresAt, language) }),
      ok: t('promise.decline'),
      danger: true,
      reason: { label: t('ask.reasonTold'), required: true },
    });
    if (answer) decline.mutate(answer.reason);
  };
  return (
    <span className="row">
      <Button type="primary" loading={accept.isPending} onClick={() => void yes()}>
        {t('promise.accept')}
      </Button>
      <Button loading={decline.isPending} onClick={() => void no()}>
        {t('promise.decline')}
      </Button>
    </span>
  );
};
