import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { Button } from 'antd';
import { useState, type ReactNode } from 'react';
import { massMessages } from '../../api/office';
import type { MassStep, MassWithProgress } from '../../api/types';
import { lookup, useT } from '../../i18n';
import { useAsk } from '../kit/ask';
import { Moment, Num, StateTag } from '../kit/bits';
import { NodeName } from '../kit/node';
import { Facts, Page, Section } from '../kit/page';
import { PageLoading, Trouble } from '../kit/page-states';
import { useAct } from '../kit/use-act';
import { useMe } from '../kit/use-me';
import { MassForm } from './mass-form';
import { MassPreviewSection } from './mass-preview';
import { MassRecipients } from './mass-recipients';

const RENEW_MS = 3_000;

const Step = ({ one, step }: { one: MassWithProgress; step: MassStep }): ReactNode => {
  const t = useT('console');
  const ask = useAsk();
  const go = useAct(() => massMessages.step(one, step), {
    done: lookup('console', `massDone.${step}`, step),
    renew: ['mass-message', 'mass-messages', 'mass-recipients', 'deliveries'],
  });
  const title = lookup('console', `massStep.${step}`, step);
  const sure = async (): Promise<void> => {
    const asks = step === 'send' || step === 'approve' || step === 'cancel';
    const consequence = t(step === 'cancel' ? 'mass.cancelWhat' : 'mass.sendWhat');
    if (!asks || (await ask({ title: `${title}：${one.titleZh}`, consequence, ok: title, danger: step === 'cancel' }))) go.mutate();
  };
  return (
    <Button type={step === 'send' || step === 'approve' ? 'primary' : 'default'} loading={go.isPending} onClick={() => void sure()}>
      {title}
    </Button>
  );
};

const GONE = ['sent', 'delivered', 'digested'];

const Progress = ({ one }: { one: MassWithProgress }): ReactNode => {
  const t = useT('console');
  const channels = [...new Set(one.progress.map(({ channel }) => channel))];
  const of = (states: string[], channel?: string): number =>
    one.progress
      .filter((row) => states.includes(row.state) && (channel === undefined || row.channel === channel))
      .reduce((sum, row) => sum + row.deliveries, 0);
  return (
    <Section title={t('mass.progress')}>
      <p>
        {t('mass.told', { count: one.told })}
        {one.enterprises === null ? '' : ` / ${one.enterprises}`}
      </p>
      <progress max={Math.max(1, one.enterprises ?? 0)} value={one.told} aria-label={t('mass.progress')} />
      <ul className="channels">
        {channels.map((channel) => (
          <li key={channel} className="card">
            <h3>{lookup('console', `channel.${channel}`, channel)}</h3>
            <p className="num">
              {one.progress
                .filter((row) => row.channel === channel)
                .map((row) => `${lookup('console', `state.delivery.${row.state}`, row.state)} ${row.deliveries}`)
                .join(' · ')}
            </p>
            <p className="faint">{t('mass.gone', { count: of(GONE, channel) })}</p>
          </li>
        ))}
      </ul>
    </Section>
  );
};

const Test = ({ id }: { id: string }): ReactNode => {
  const t = useT('console');
  const test = useAct(() => massMessages.test(id), { done: t('mass.tested'), renew: ['messages'] });
  return (
    <Button loading={test.isPending} onClick={() => test.mutate()}>
      {t('mass.test')}
    </Button>
  );
};

/** One message to many: what it says, to whom it goes, how far it is, and what can be done with it. */
export const MassPage = (): ReactNode => {
  const t = useT('console');
  const me = useMe();
  const { id = '' } = useParams({ strict: false });
  const [editing, setEditing] = useState(false);
  const { data, error, refetch } = useQuery({
    queryKey: ['mass-message', id],
    queryFn: () => massMessages.one(id),
    refetchInterval: (query) => (query.state.data && ['sending', 'paused'].includes(query.state.data.state) ? RENEW_MS : false),
  });
  if (error && !data)
    return (
      <div className="page">
        <Trouble error={error} retry={() => void refetch()} />
      </div>
    );
  if (!data) return <PageLoading />;
  const mine = data.createdById === me.userId;
  const steps = data.steps.filter((step) => step !== 'approve' || !mine);
  const written = data.state === 'draft' || data.state === 'awaiting';
  return (
    <Page
      title={data.titleZh}
      intro={
        <>
          <StateTag kind="mass" state={data.state} /> {lookup('console', `massKind.${data.kind}`, data.kind)}
        </>
      }
      back={{ to: '/mass-messages', label: t('menu.mass') }}
      actions={
        editing ? null : (
          <span className="row">
            {written ? <Test id={id} /> : null}
            {data.state === 'draft' ? <Button onClick={() => setEditing(true)}>{t('mass.edit')}</Button> : null}
            {steps.map((step) => (
              <Step key={step} one={data} step={step} />
            ))}
          </span>
        )
      }
    >
      {data.state === 'awaiting' && mine ? <p className="notice">{t('mass.waits')}</p> : null}
      {editing ? (
        <MassForm
          kept={data}
          then={() => {
            setEditing(false);
            void refetch();
          }}
        />
      ) : (
        <>
          <Section title={t('mass.what')}>
            <div className="card">
              <p lang="zh">{data.bodyZh}</p>
              {data.bodyEn ? (
                <p lang="en">
                  <strong>{data.titleEn}</strong>
                  <br />
                  {data.bodyEn}
                </p>
              ) : null}
            </div>
            <Facts
              items={[
                [
                  t('mass.places'),
                  data.paths.map((path, i) => (
                    <span key={path}>
                      {i > 0 ? '、' : ''}
                      <NodeName id={path.split('/').filter(Boolean).at(-1)} />
                    </span>
                  )),
                ],
                ...(data.industries.length > 0 ? [[t('mass.industries'), data.industries.join('、')] as [string, ReactNode]] : []),
                [
                  t('mass.marks'),
                  (['keyOnly', 'aboveScaleOnly', 'openNeedsOnly'] as const)
                    .filter((name) => data[name])
                    .map((name) => t(`mass.${name}`))
                    .join('、') || t('none'),
                ],
                [t('mass.channels'), data.channels.map((one) => lookup('console', `channel.${one}`, one)).join('、') || t('mass.inApp')],
                [t('mass.by'), data.createdBy],
                ...(data.sentBy ? [[t('mass.sentBy'), data.sentBy] as [string, ReactNode]] : []),
                ...(data.approvedBy ? [[t('mass.approvedBy'), data.approvedBy] as [string, ReactNode]] : []),
                ...(data.people === null ? [] : [[t('mass.people'), <Num key="people" value={data.people} />] as [string, ReactNode]]),
                ...(data.startedAt ? [[t('mass.at'), <Moment key="at" value={data.startedAt} />] as [string, ReactNode]] : []),
              ]}
            />
          </Section>
          {written ? <MassPreviewSection id={id} version={data.version} /> : <Progress one={data} />}
          {data.startedAt ? <MassRecipients id={id} live={data.state === 'sending'} /> : null}
        </>
      )}
    </Page>
  );
};
