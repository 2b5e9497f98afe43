import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { dispatchRules } from '../../api/dispatch';
import { useT } from '../../i18n';
import { DatedRulesPage } from '../kit/dated-rules';
import { may, useMe } from '../kit/use-me';

const NUMBERS = [
  ['holdHours', 2, 720],
  ['warnHours', 1, 719],
  ['tripDays', 0, 90],
  ['absenceHours', 1, 168],
  ['answerDays', 1, 60],
] as const;

/** How long promises hold and when they are reminded of. */
export const DispatchRulesPage = (): ReactNode => {
  const t = useT('console');
  return (
    <DatedRulesPage
      title={t('dispatchRule.title')}
      intro={t('dispatchRule.intro')}
      back={{ to: '/promises', label: t('menu.promises') }}
      query={useQuery({ queryKey: ['dispatch-rules'], queryFn: () => dispatchRules.list({ limit: 100 }) })}
      fields={NUMBERS.map(([name, ...range]) => ({ name, label: t(`dispatchRule.${name}`), range }))}
      may={may(useMe(), 'dispatch.rule')}
      set={dispatchRules.set}
      renew={['dispatch-rules', 'promises']}
    />
  );
};
