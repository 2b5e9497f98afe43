import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { checks } from '../../api/console';
import { useT } from '../../i18n';
import { useAsk } from '../kit/ask';
import { Day } from '../kit/bits';
import { Section } from '../kit/page';
import { useAct } from '../kit/use-act';
import { may, useMe } from '../kit/use-me';

/** Days that a post stays live after its latest start day. */
export const StartRule = (): ReactNode => {
  const t = useT('console');
  const ask = useAsk();
  const mayRule = may(useMe(), 'need.rule');
  const { data } = useQuery({ queryKey: ['start-rule'], queryFn: checks.startRule });
  const set = useAct((graceDays: number) => checks.setStartRule(graceDays), { done: t('checks.ruleSet'), renew: ['start-rule'] });
  if (!data) return null;
  const change = async (): Promise<void> => {
    const answer = await ask({
      title: t('checks.graceTitle'),
      consequence: t('checks.graceWhat'),
      ok: t('checks.graceSet'),
      fields: [{ name: 'days', label: t('checks.graceDays'), as: 'number', min: 0, max: 92, value: data.graceDays }],
    });
    if (answer) set.mutate(Number(answer.said['days']));
  };
  return (
    <Section title={t('checks.graceTitle')}>
      <p className="faint">{t('checks.graceWhat')}</p>
      <p className="row">
        <b className="num">{t('checks.graceNow', { count: data.graceDays })}</b>
        {data.validFrom ? (
          <span className="faint">
            <Day value={data.validFrom} />
          </span>
        ) : null}
        {mayRule ? (
          <Button loading={set.isPending} onClick={() => void change()}>
            {t('checks.graceChange')}
          </Button>
        ) : null}
      </p>
    </Section>
  );
};
