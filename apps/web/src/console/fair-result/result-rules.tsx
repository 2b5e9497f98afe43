import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { fairResults } from '../../api/fair-results';
import { useT } from '../../i18n';
import { DatedRulesPage } from '../kit/dated-rules';
import { may, useMe } from '../kit/use-me';

const NUMBERS = [
  ['enterpriseDays', 1, 60],
  ['remindBefore', 0, 30],
  ['answerDays', 1, 90],
  ['linkDays', 1, 60],
] as const;

/** What holds for results of fairs and for hires: data of the city with source and day. */
export const ResultRulesPage = (): ReactNode => {
  const t = useT('console');
  return (
    <DatedRulesPage
      title={t('resultRule.title')}
      intro={t('resultRule.intro')}
      back={{ to: '/fair-rules', label: t('fairRule.title') }}
      query={useQuery({ queryKey: ['fair-result-rules'], queryFn: fairResults.rules })}
      fields={NUMBERS.map(([name, ...range]) => ({ name, label: t(`resultRule.${name}`), range }))}
      may={may(useMe(), 'fair.rule')}
      set={fairResults.setRule}
      renew={['fair-result-rules']}
    />
  );
};
