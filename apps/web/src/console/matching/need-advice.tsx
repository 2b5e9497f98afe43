import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { matching } from '../../api/console';
import type { Need, NeedAdvice } from '../../api/types';
import { lookup, useLanguage, useT } from '../../i18n';
import { moment, number } from '../../lib/format';
import { useAsk } from '../kit/ask';
import { Section } from '../kit/page';
import { useAct } from '../kit/use-act';
import { may, useMe } from '../kit/use-me';

type Advice = NeedAdvice['advice'][number];

/** One change and what it brings, in a sentence with its figure. */
export const adviceWords = ({ change, gain, text }: Advice): string =>
  lookup('console', `advice.${change.kind}`, text, {
    by: number(Math.abs(change.by), 'zh'),
    to: change.kind === 'wage' ? number(Number(change.to), 'zh') : change.to,
    gain,
  });

const One = ({ need, advice, version, stale }: { need: Need; advice: Advice; version: number; stale: boolean }): ReactNode => {
  const t = useT('console');
  const ask = useAsk();
  const mayChange = may(useMe(), 'need.publish');
  const apply = useAct(() => matching.applyAdvice(need.id, { kind: advice.change.kind, version }), {
    done: t('needAdvice.applied'),
    renew: ['needs', 'advice', 'proposals'],
  });
  const words = adviceWords(advice);
  const go = async (): Promise<void> => {
    if (
      await ask({
        title: t('needAdvice.applyTitle', { title: need.title }),
        consequence: t('needAdvice.applyWhat', { change: words }),
        ok: t('needAdvice.apply'),
      })
    )
      apply.mutate();
  };
  return (
    <li>
      <div>
        <b>{words}</b>
        <p className="faint num">{t('needAdvice.net', { net: advice.netPlaced, taken: advice.takenFromOthers })}</p>
      </div>
      {stale || !mayChange ? null : (
        <Button type="primary" loading={apply.isPending} onClick={() => void go()} aria-label={`${t('needAdvice.apply')}：${words}`}>
          {t('needAdvice.apply')}
        </Button>
      )}
    </li>
  );
};

/** What the last run says about a need that it left short: why, and which single change would bring people. */
export const NeedAdviceBox = ({ need }: { need: Need }): ReactNode => {
  const t = useT('console');
  const language = useLanguage();
  const { data } = useQuery({ queryKey: ['advice', need.id, need.version], queryFn: () => matching.advice(need.id) });
  if (!data?.reason || data.people === 0) return null;
  return (
    <Section
      title={t('needAdvice.title')}
      extra={data.asOf ? <span className="faint">{t('needAdvice.asOf', { at: moment(data.asOf, language) })}</span> : null}
    >
      <div className="card">
        <p>{t('needAdvice.why', { n: data.people, reason: lookup('console', `unfilled.${data.reason}`, data.reason) })}</p>
        {data.stale ? <p className="faint">{t('needAdvice.stale')}</p> : null}
        {data.advice.length ? (
          <ul className="advice-list">
            {data.advice.map((advice) => (
              <One key={advice.change.kind} need={need} advice={advice} version={data.version} stale={data.stale} />
            ))}
          </ul>
        ) : (
          <p className="faint">{t('needAdvice.none')}</p>
        )}
      </div>
    </Section>
  );
};
