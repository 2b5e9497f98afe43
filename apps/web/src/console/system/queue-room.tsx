import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { admin } from '../../api/console';
import type { Queue } from '../../api/types';
import { useLanguage, useT } from '../../i18n';
import { useAsk } from '../kit/ask';
import { Moment } from '../kit/bits';
import { Section } from '../kit/page';
import { useAct } from '../kit/use-act';
import { jobName, queueName } from './job-words';

const RENEW_MS = 5_000;
const MINUTE = 60;
const RENEW = ['jobs', 'queues'];

const Steps = ({ one }: { one: Queue }): ReactNode => {
  const t = useT('console');
  const ask = useAsk();
  const name = queueName(one.queue);
  const step = useAct((what: 'pause' | 'resume') => admin.queue(one.queue, what), { done: t('job.queueDone'), renew: RENEW });
  const drain = useAct(() => admin.drain(one.queue), { done: ({ jobs }) => t('room.drained', { n: jobs }), renew: RENEW });
  const retry = useAct(() => admin.retryFailed(one.queue), { done: ({ jobs }) => t('room.retriedAll', { n: jobs }), renew: RENEW });
  const pause = async (): Promise<void> => {
    const asked = { title: t('job.pauseTitle', { name }), consequence: t('job.pauseWhat'), ok: t('job.pause'), danger: true };
    if (await ask(asked)) step.mutate('pause');
  };
  const empty = async (): Promise<void> => {
    const consequence = t('room.drainWhat', { waiting: one.waiting });
    if (await ask({ title: t('room.drainTitle', { name }), consequence, ok: t('room.drain'), danger: true })) drain.mutate();
  };
  return (
    <div className="row">
      {one.paused ? (
        <Button onClick={() => step.mutate('resume')}>{t('job.resume')}</Button>
      ) : (
        <Button onClick={() => void pause()}>{t('job.pause')}</Button>
      )}
      {one.failed > 0 ? (
        <Button loading={retry.isPending} onClick={() => retry.mutate()}>
          {t('room.retryAll')}
        </Button>
      ) : null}
      {one.waiting > 0 ? (
        <Button danger loading={drain.isPending} onClick={() => void empty()}>
          {t('room.drain')}
        </Button>
      ) : null}
    </div>
  );
};

/** The queues: how much waits, how long, and how fast they go. */
export const Queues = (): ReactNode => {
  const t = useT('console');
  useLanguage();
  const { data } = useQuery({ queryKey: ['queues'], queryFn: admin.queues, refetchInterval: RENEW_MS });
  return (
    <ul className="queues" aria-label={t('job.queues')}>
      {data?.map((one) => (
        <li key={one.queue} className="card">
          <b>
            {queueName(one.queue)}
            {one.paused ? <span className="tag wait">{t('job.paused')}</span> : null}
          </b>
          <span className="faint num">{t('job.counts', { waiting: one.waiting, running: one.running, failed: one.failed })}</span>
          <span className="faint num">{t('room.lately', { done: one.doneLately, failed: one.failedLately })}</span>
          {one.lateSeconds >= MINUTE ? (
            <span className="tag bad num">{t('room.late', { minutes: Math.floor(one.lateSeconds / MINUTE) })}</span>
          ) : null}
          <Steps one={one} />
        </li>
      ))}
    </ul>
  );
};

const FIGURES = ['waiting', 'running', 'doneLately', 'failedLately', 'failed'] as const;

/** The same by kind of job. */
export const Kinds = (): ReactNode => {
  const t = useT('console');
  useLanguage();
  const { data } = useQuery({ queryKey: ['queues', 'kinds'], queryFn: admin.jobKinds, refetchInterval: RENEW_MS });
  const heads = {
    waiting: t('room.waitingN'),
    running: t('room.runningN'),
    doneLately: t('room.done'),
    failedLately: t('room.failedLately'),
    failed: t('room.failedAll'),
  };
  if (!data?.length) return null;
  return (
    <Section title={t('room.kinds')}>
      <div className="room-table">
        <table>
          <caption className="visually-hidden">{t('room.kinds')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('job.name')}</th>
              {FIGURES.map((name) => (
                <th key={name} scope="col" className="num">
                  {heads[name]}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {data.map((one) => (
              <tr key={`${one.queue} ${one.name}`}>
                <th scope="row">
                  {jobName(one.name)} <small>{queueName(one.queue)}</small>
                </th>
                {FIGURES.map((name) => (
                  <td key={name} className="num">
                    {one[name]}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Section>
  );
};

/** What runs where and since when. */
export const Running = (): ReactNode => {
  const t = useT('console');
  useLanguage();
  const { data } = useQuery({ queryKey: ['queues', 'running'], queryFn: admin.running, refetchInterval: RENEW_MS });
  return (
    <Section title={t('room.where')}>
      {data?.length === 0 ? <p className="faint">{t('room.nothingRuns')}</p> : null}
      <ul className="messages">
        {data?.map((one) => (
          <li key={one.id}>
            <div>
              <h3>
                {jobName(one.name)} <span className="tag live">{queueName(one.queue)}</span>
              </h3>
              <p className="faint">
                {t('room.machine')} <code translate="no">{one.host || '—'}</code> · {t('room.process')} {one.process ?? '—'} ·{' '}
                {t('room.since')} <Moment value={one.startedAt} />
              </p>
            </div>
          </li>
        ))}
      </ul>
    </Section>
  );
};
