import { useQuery } from '@tanstack/react-query';
import { Checkbox } from 'antd';
import type { ReactNode } from 'react';
import { fairs } from '../../api/fairs';
import type { Fair } from '../../api/types';
import { useT } from '../../i18n';
import { Section } from '../kit/page';
import { useAct } from '../kit/use-act';

/** Who of the office is on duty: each tick is kept at once. Whoever is at another fair then cannot be ticked. */
export const DutyList = ({ fair, mayChange }: { fair: Fair; mayChange: boolean }): ReactNode => {
  const t = useT('console');
  const { data } = useQuery({ queryKey: ['fairs', fair.id, 'duty'], queryFn: () => fairs.duty(fair.id) });
  const set = useAct((userIds: string[]) => fairs.setDuty(fair.id, userIds), { renew: ['fairs'] });
  if (!data?.length) return null;
  const named = data.filter(({ onDuty }) => onDuty).map(({ userId }) => userId);
  const toggle = (userId: string, on: boolean): void => set.mutate(on ? [...named, userId] : named.filter((one) => one !== userId));
  return (
    <Section
      title={t('fair.dutyList')}
      extra={<span className="faint num">{t('fair.dutyNamed', { n: named.length, all: fair.dutyStaff ?? 0 })}</span>}
    >
      <ul className="duty">
        {data.map(({ userId, name, onDuty, elsewhere }) => (
          <li key={userId}>
            <Checkbox
              checked={onDuty}
              disabled={!mayChange || set.isPending || (elsewhere !== null && !onDuty)}
              onChange={({ target }) => toggle(userId, target.checked)}
            >
              {name}
            </Checkbox>
            {elsewhere !== null && !onDuty ? <small>{t('fair.dutyElsewhere', { name: elsewhere })}</small> : null}
          </li>
        ))}
      </ul>
    </Section>
  );
};
