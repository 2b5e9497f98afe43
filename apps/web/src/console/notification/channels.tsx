import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { messages } from '../../api/console';
import type { Channel } from '../../api/types';
import { lookup, useT } from '../../i18n';
import { Moment } from '../kit/bits';
import { Section } from '../kit/page';
import { useAct } from '../kit/use-act';
import { may, useMe } from '../kit/use-me';

const RENEW_MS = 10_000;

const Works = ({ one }: { one: Channel }): ReactNode => {
  const t = useT('console');
  if (!one.connected) return <span className="tag calm">{t('channelState.unconnected')}</span>;
  if (one.closed) return <span className="tag bad">{t('channelState.closed')}</span>;
  return (
    <span className={one.troubles > 0 ? 'tag wait' : 'tag good'}>
      {t(one.troubles > 0 ? 'channelState.troubled' : 'channelState.works')}
    </span>
  );
};

const Closed = ({ one: { channel, closed } }: { one: Channel }): ReactNode => {
  const t = useT('console');
  const me = useMe();
  const open = useAct(() => messages.reopen(channel), { done: t('channelState.reopened'), renew: ['channels', 'deliveries'] });
  if (!closed) return null;
  const reason = lookup('console', `deliveryFailure.${closed.failure}`, closed.failure);
  return (
    <p className="row">
      <span>
        {reason} · {t('channelState.since')} <Moment value={closed.since} /> · {t('channelState.until')} <Moment value={closed.until} />
      </span>
      {may(me, 'deliveries.retry') ? (
        <Button loading={open.isPending} onClick={() => open.mutate()}>
          {t('channelState.reopen')}
        </Button>
      ) : null}
    </p>
  );
};

/** The ways out: whether each works, what waits for it, and what keeps it. */
export const Channels = (): ReactNode => {
  const t = useT('console');
  const { data } = useQuery({ queryKey: ['channels'], queryFn: messages.channels, refetchInterval: RENEW_MS });
  if (!data) return null;
  return (
    <Section title={t('channelState.title')}>
      <ul className="channels">
        {data.map((one) => (
          <li key={one.channel} className="card">
            <h3>
              {lookup('console', `channel.${one.channel}`, one.channel)} <Works one={one} />
            </h3>
            <p className="faint num">
              {[
                t('channelState.waiting', { count: one.waiting }),
                t('channelState.failed', { count: one.failed }),
                ...(one.perSecond === null ? [] : [t('channelState.rate', { count: one.perSecond })]),
              ].join(' · ')}
            </p>
            <Closed one={one} />
          </li>
        ))}
      </ul>
    </Section>
  );
};
