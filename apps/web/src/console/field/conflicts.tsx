import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { fairDay } from '../../api/fairs';
import type { FieldConflict } from '../../api/types';
import { lookup, useLanguage, useT } from '../../i18n';
import { Section } from '../kit/page';
import { useAct } from '../kit/use-act';
import { BEAT_MS } from './gates';

type Mark = Pick<FieldConflict, 'dutyName' | 'deviceName' | 'seenAt'>;

const At = ({ mark }: { mark: Mark }): ReactNode => {
  const language = useLanguage();
  const time = new Date(mark.seenAt).toLocaleTimeString(language, {
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    timeZone: 'Asia/Shanghai',
  });
  return (
    <span>
      <b className="num">{time}</b> {mark.dutyName.split(' · ')[0]} <span className="faint">{mark.deviceName}</span>
    </span>
  );
};

const One = ({ conflict }: { conflict: FieldConflict }): ReactNode => {
  const t = useT('console');
  const settle = useAct((stands: boolean) => fairDay.settle(conflict.id, stands), { done: t('fieldDay.settled'), renew: ['field'] });
  return (
    <li className="card">
      <div>
        <b className="num">{conflict.subject}</b> {lookup('console', `fieldConflict.${conflict.code}`, conflict.code)}
        <ul>
          {conflict.other ? (
            <li>
              {t('fieldDay.counts')} <At mark={conflict.other} />
            </li>
          ) : null}
          <li>
            {t('fieldDay.waits')} <At mark={conflict} />
          </li>
        </ul>
      </div>
      <div className="row">
        <Button disabled={settle.isPending} onClick={() => settle.mutate(false)}>
          {t('fieldDay.firstCounts')}
        </Button>
        <Button disabled={settle.isPending} onClick={() => settle.mutate(true)}>
          {t('fieldDay.secondCounts')}
        </Button>
      </div>
    </li>
  );
};

/** Tickets that two people went in with: a supervisor says which counts. */
export const ConflictList = ({ fairId }: { fairId: string }): ReactNode => {
  const t = useT('console');
  const { data } = useQuery({
    queryKey: ['field', fairId, 'conflicts'],
    queryFn: () => fairDay.conflicts(fairId),
    refetchInterval: BEAT_MS,
  });
  if (!data?.items.length) return null;
  return (
    <Section title={t('fieldDay.conflicts')} extra={<span className="faint num">{data.items.length}</span>}>
      <ul className="phones">
        {data.items.map((conflict) => (
          <One key={conflict.id} conflict={conflict} />
        ))}
      </ul>
    </Section>
  );
};
