import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { fairPlans } from '../../api/fair-plans';
import { useT } from '../../i18n';
import { DatedRulesPage } from '../kit/dated-rules';
import { may, useMe } from '../kit/use-me';

const NUMBERS = [
  ['roomSharePct', 1, 100],
  ['perCountyDay', 1, 100],
  ['perCountyWeek', 1, 500],
  ['countySharePct', 0, 100],
  ['weekPeakPct', 100, 1_000],
  ['perEnterpriseMonth', 1, 31],
  ['perVisit', 1, 1_000],
  ['nearKm', 0, 2_000],
  ['skilledFrom', 0, 8],
  ['skilledPct', 0, 1_000],
] as const;
const TIMES = ['opensAt', 'closesAt'] as const;

/** What plans of fairs keep to. */
export const PlanningRulesPage = (): ReactNode => {
  const t = useT('console');
  return (
    <DatedRulesPage
      title={t('fairPlan.rulesTitle')}
      intro={t('fairPlan.rulesIntro')}
      back={{ to: '/fair-plans', label: t('fairPlan.title') }}
      query={useQuery({ queryKey: ['fair-planning-rules'], queryFn: () => fairPlans.rules({ limit: 100 }) })}
      fields={[
        ...NUMBERS.map(([name, ...range]) => ({ name, label: t(`fairPlan.rule.${name}`), range })),
        ...TIMES.map((name) => ({ name, label: t(`fairPlan.rule.${name}`), range: 'time' as const })),
      ]}
      may={may(useMe(), 'fair.rule')}
      set={fairPlans.setRule}
      renew={['fair-planning-rules']}
    />
  );
};
