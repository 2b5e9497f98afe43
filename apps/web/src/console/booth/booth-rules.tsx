import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { booths } from '../../api/booths';
import { useT } from '../../i18n';
import { DatedRulesPage } from '../kit/dated-rules';
import { may, useMe } from '../kit/use-me';

const NUMBERS = [
  ['holdMinutes', 1, 1_440],
  ['offerHours', 1, 336],
  ['changeDaysBefore', 0, 60],
  ['boothsADay', 1, 20],
  ['keyBoothsADay', 1, 20],
  ['countyPercent', 1, 100],
  ['industryPercent', 1, 100],
  ['priorityHours', 0, 720],
  ['scarceOccupations', 1, 500],
  ['absencesAllowed', 0, 50],
  ['absenceWindowDays', 1, 1_100],
  ['absenceBlockDays', 0, 1_100],
  ['claimMinutes', 5, 240],
  ['callMinutes', 1, 60],
  ['dayOfferMinutes', 5, 120],
] as const;

/** What holds for booths. */
export const BoothRulesPage = (): ReactNode => {
  const t = useT('console');
  return (
    <DatedRulesPage
      title={t('boothRule.title')}
      intro={t('boothRule.intro')}
      back={{ to: '/fair-rules', label: t('fairRule.title') }}
      query={useQuery({ queryKey: ['booth-rules'], queryFn: booths.rules })}
      fields={NUMBERS.map(([name, ...range]) => ({ name, label: t(`boothRule.${name}`), range }))}
      may={may(useMe(), 'fair.rule')}
      set={booths.setRule}
      renew={['booth-rules']}
    />
  );
};
