import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { booths } from '../../api/booths';
import type { Fair, FairReplies, Wait } from '../../api/types';
import { useT } from '../../i18n';
import { useAsk } from '../kit/ask';
import { Moment } from '../kit/bits';
import { EnterpriseLink } from '../kit/enterprise-link';
import { Section } from '../kit/page';
import { useAct } from '../kit/use-act';
import { renew } from './my-booth';

const SHOWN = 100;

/** Who waits, in their order; another order has its reason. */
export const WaitingSection = ({ fair }: { fair: Fair }): ReactNode => {
  const t = useT('console');
  const { data } = useQuery({ queryKey: ['waiting', fair.id], queryFn: () => booths.waiting(fair.id, { limit: SHOWN }) });
  if (!data?.items.length) return null;
  return (
    <Section title={t('booth.waitingList')} extra={<span className="faint">{t('booth.byTime')}</span>}>
      <ol className="waiting-list">
        {data.items.map((one, i) => (
          <Entry key={one.id} one={one} above={data.items[i - 1]} />
        ))}
      </ol>
      {data.next ? <p className="faint">{t('booth.moreWait', { n: SHOWN })}</p> : null}
    </Section>
  );
};

const Entry = ({ one, above }: { one: Wait; above: Wait | undefined }): ReactNode => {
  const t = useT('console');
  const ask = useAsk();
  const move = useAct(({ before, reason }: { before: string; reason: string }) => booths.order(one.id, before, reason), {
    done: t('fair.saved'),
    renew,
  });
  const remove = useAct((reason: string) => booths.leave(one.id, reason), { done: t('fair.saved'), renew });
  const up = async (): Promise<void> => {
    const said =
      above &&
      (await ask({
        title: t('booth.upTitle', { name: one.enterpriseName, other: above.enterpriseName }),
        ...{ consequence: t('booth.upWhat'), ok: t('booth.up'), reason: { label: t('booth.reason'), required: true } },
      }));
    if (said) move.mutate({ before: above.id, reason: said.reason });
  };
  const off = async (): Promise<void> => {
    const said = await ask({
      ...{ title: t('booth.offTitle', { name: one.enterpriseName }), consequence: t('booth.offWhat'), ok: t('booth.off'), danger: true },
      reason: { label: t('ask.reasonTold'), required: true },
    });
    if (said) remove.mutate(said.reason);
  };
  return (
    <li>
      <span>
        <EnterpriseLink id={one.enterpriseId} name={one.enterpriseName} />
        <small>
          <Moment value={one.askedAt} />
          {one.quantity > 1 ? ` · ${t('booth.wants', { n: one.quantity - one.given })}` : null}
          {one.orderReason ? ` · ${t('booth.why', { reason: one.orderReason })}` : null}
        </small>
      </span>
      <span className="row">
        {above ? (
          <Button size="small" onClick={() => void up()}>
            {t('booth.up')}
          </Button>
        ) : null}
        <Button size="small" onClick={() => void off()}>
          {t('booth.off')}
        </Button>
      </span>
    </li>
  );
};

const tone = { yes: 'good', no: 'bad', none: 'wait' } as const;

/** Who was asked again after the fair was moved; those who have not answered first. */
export const RepliesSection = ({ fair }: { fair: Fair }): ReactNode => {
  const t = useT('console');
  const { data } = useQuery({ queryKey: ['fairs', fair.id, 'replies'], queryFn: () => booths.replies(fair.id) });
  if (!data?.length) return null;
  const count = (answer: FairReplies['answer']): number => data.filter((one) => one.answer === answer).length;
  return (
    <Section
      title={t('booth.replies')}
      extra={<span className="faint">{t('booth.replyCounts', { yes: count('yes'), no: count('no'), open: count(null) })}</span>}
    >
      <ul className="replies">
        {data.map((one) => (
          <li key={one.enterpriseId}>
            <EnterpriseLink id={one.enterpriseId} name={one.enterpriseName} />
            <span className={`tag ${tone[one.answer ?? 'none']}`}>{t(`booth.answer.${one.answer ?? 'none'}`)}</span>
          </li>
        ))}
      </ul>
    </Section>
  );
};
