import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { massMessages } from '../../api/office';
import { lookup, useT } from '../../i18n';
import { Num } from '../kit/bits';
import { Facts, Section } from '../kit/page';
import { PageLoading, Trouble } from '../kit/page-states';
import { yuanOf } from './yuan';

/** Who gets what, by which channel, and for how much: before anything is sent. */
export const MassPreviewSection = ({ id, version }: { id: string; version: number }): ReactNode => {
  const t = useT('console');
  const { data, error, refetch } = useQuery({ queryKey: ['mass-preview', id, version], queryFn: () => massMessages.preview(id) });
  if (error && !data) return <Trouble error={error} retry={() => void refetch()} />;
  if (!data) return <PageLoading />;
  return (
    <Section title={t('mass.preview')}>
      {data.asksApproval ? <p className="notice">{t('mass.asksApproval')}</p> : null}
      <Facts
        items={[
          [t('mass.enterprises'), <Num key="enterprises" value={data.enterprises} />],
          [t('mass.people'), <Num key="people" value={data.people} />],
          ...data.channels.map(({ channel, people, parts }): [string, ReactNode] => [
            lookup('console', `channel.${channel}`, channel),
            <span key={channel} className="num">
              {t('mass.peopleBy', { count: people })}
              {parts === null ? '' : ` · ${t('delivery.parts', { count: parts })}`}
            </span>,
          ]),
          [t('mass.cost'), data.cost === null ? t('mass.noPrice') : yuanOf(data.cost)],
          [t('mass.nobody'), <Num key="nobody" value={data.nobody} />],
          ...(data.unsubscribed > 0 ? [[t('mass.unsubscribed'), <Num key="gone" value={data.unsubscribed} />] as [string, ReactNode]] : []),
        ]}
      />
      <ul className="samples">
        {data.samples.map((one) => (
          <li key={`${one.enterpriseName} ${one.name}`} className="card">
            <p className="faint">
              {one.enterpriseName} · {one.name}
            </p>
            <p translate="no">
              <strong>{one.title}</strong>
              <br />
              {one.body}
            </p>
          </li>
        ))}
      </ul>
    </Section>
  );
};
