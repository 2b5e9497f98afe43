import { useQuery } from '@tanstack/react-query';
import { Form } from 'antd';
import { useDeferredValue, type ReactNode } from 'react';
import { fairs } from '../../api/fairs';
import type { FairClash, NewFair } from '../../api/types';
import { useT } from '../../i18n';

const WHOLE_TIME = /^\d\d:\d\d$/;

/** What stands against the fair as it is typed so far. @param except the fair that is being changed */
export const Clashes = ({ except }: { except?: string }): ReactNode => {
  const t = useT('console');
  const form = Form.useFormInstance<NewFair>();
  const watched = {
    day: Form.useWatch('day', form),
    opensAt: Form.useWatch('opensAt', form),
    closesAt: Form.useWatch('closesAt', form),
    room: Form.useWatch('roomId', form),
    boothCount: Form.useWatch('boothCount', form),
  };
  const { day, opensAt, closesAt, room, boothCount } = useDeferredValue(watched);
  const asked = { day, opensAt, closesAt, room: room || undefined, boothCount, except };
  const { data = [] } = useQuery({
    queryKey: ['fairs', 'clashes', asked],
    queryFn: () => fairs.clashes(asked),
    enabled: Boolean(day) && WHOLE_TIME.test(opensAt ?? '') && WHOLE_TIME.test(closesAt ?? ''),
    placeholderData: (before) => before,
  });
  const words = (one: FairClash): string => {
    const kind = one.kind === 'venue_closed' && !one.from ? 'venue_shut' : one.kind;
    return t(`fair.clash.${kind}`, { name: one.name ?? '', from: one.from ?? '', to: one.to ?? '', count: one.count ?? 0 });
  };
  if (data.length === 0) return null;
  return (
    <div className={data.some(({ refused }) => refused) ? 'notice bad' : 'notice'} role="status">
      {data.length > 1 ? <b>{t('fair.clashes')}</b> : null}
      {data.map((one) => (
        <div key={one.kind}>{words(one)}</div>
      ))}
    </div>
  );
};
