import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { Button, Form, Input } from 'antd';
import { useState, type ReactNode } from 'react';
import { booths } from '../../api/booths';
import type { NewOutcome, Queued, TalkRoom, TalkRoomPlan } from '../../api/types';
import { lookup, useLanguage, useT } from '../../i18n';
import { shortDay, time } from '../../lib/format';
import { NativeSelect } from '../kit/native-select';
import { Page, Section } from '../kit/page';
import { PageLoading, Trouble } from '../kit/page-states';
import { useAct } from '../kit/use-act';
import { useWholeNumberRule, WholeNumber } from '../kit/whole-number';

const KINDS = ['interested', 'interview', 'offer', 'hired'] as const;
const REASONS = ['skill', 'experience', 'papers', 'pay', 'hours', 'place', 'other'] as const;
/** People come in and leave by themselves: somebody who waits for them looks often. */
const LOOK_MS = 4_000;

const MINUTES = { min: 3, max: 60 };
const renew = ['talk-room', 'talks'];

/** What came of whose turn it is, with one tap. */
const Say = ({ boothId, number }: { boothId: string; number: string }): ReactNode => {
  const t = useT('console');
  const [reason, setReason] = useState<(typeof REASONS)[number]>('skill');
  const say = useAct((body: NewOutcome) => booths.say(boothId, body), {
    done: (talk) => t('people.said', { number: talk.number, kind: lookup('console', `outcome.${talk.kind}`, talk.kind) }),
    renew,
  });
  return (
    <div className="turn-outcomes" role="group" aria-label={t('people.kind')}>
      {KINDS.map((kind) => (
        <Button key={kind} disabled={say.isPending} onClick={() => say.mutate({ number, kind })}>
          {lookup('console', `outcome.${kind}`, kind)}
        </Button>
      ))}
      <span className="row">
        <Button disabled={say.isPending} onClick={() => say.mutate({ number, kind: 'unsuitable', reason })}>
          {lookup('console', 'outcome.unsuitable', 'unsuitable')}
        </Button>
        <label className="short-field">
          <span className="visually-hidden">{t('people.reason')}</span>
          <NativeSelect
            from="console"
            names="unsuitableReason"
            values={[...REASONS]}
            value={reason}
            onChange={(one) => setReason(one as typeof reason)}
          />
        </label>
      </span>
    </div>
  );
};

const Current = ({ boothId, turn }: { boothId: string; turn: Queued }): ReactNode => {
  const t = useT('console');
  const language = useLanguage();
  const end = useAct(() => booths.endTurn(boothId, turn.turnId), { done: t('queue.ended'), renew });
  const facts = [turn.reach, turn.occupation, turn.experience].filter(Boolean);
  const { late } = turn;
  return (
    <section className="card turn-now" aria-label={t('queue.now')}>
      <h2 className="card-title">
        <span className="num" translate="no">
          {turn.number}
        </span>{' '}
        {turn.name ?? <span className="faint">{t('people.notShown')}</span>}
      </h2>
      <p role="status">
        {turn.state === 'talking'
          ? t('queue.talkingSince', { time: time(turn.talkedAt ?? '', language) })
          : late
            ? t('queue.late')
            : t('queue.comesBy', { time: time(turn.comeBy ?? '', language) })}
      </p>
      {facts.length ? <p>{facts.join(' · ')}</p> : null}
      <Say boothId={boothId} number={turn.number} />
      {turn.state === 'talking' || late ? (
        <p>
          <Button loading={end.isPending} onClick={() => end.mutate()}>
            {t(late ? 'queue.notThere' : 'queue.end')}
          </Button>
        </p>
      ) : null}
    </section>
  );
};

const Plan = ({ boothId, plan }: { boothId: string; plan: TalkRoomPlan | null }): ReactNode => {
  const t = useT('console');
  const whole = useWholeNumberRule();
  const save = useAct((body: TalkRoomPlan) => booths.setTalkRoom(boothId, body), { done: t('queue.saved'), renew });
  return (
    <Form<TalkRoomPlan>
      layout="vertical"
      className="turn-plan"
      initialValues={plan ?? { minutes: 10, state: 'open' }}
      onFinish={(body) => save.mutate(body)}
    >
      <Form.Item
        name="link"
        label={t('queue.link')}
        extra={t('queue.linkHelp')}
        rules={[{ required: true, pattern: /^https:\/\/\S+$/, message: t('queue.linkWrong') }]}
      >
        <Input type="url" maxLength={300} placeholder="https://" />
      </Form.Item>
      <Form.Item name="minutes" label={t('queue.minutes')} rules={[{ required: true }, whole(MINUTES)]}>
        <WholeNumber {...MINUTES} />
      </Form.Item>
      <Form.Item name="state" label={t('queue.stateLabel')}>
        <NativeSelect from="console" names="queue.state" values={['open', 'paused', 'closed']} />
      </Form.Item>
      <Button htmlType="submit" loading={save.isPending} {...(!plan && { type: 'primary' })}>
        {t(plan ? 'queue.save' : 'queue.open')}
      </Button>
    </Form>
  );
};

const Queue = ({ boothId, room }: { boothId: string; room: TalkRoom }): ReactNode => {
  const t = useT('console');
  const language = useLanguage();
  const call = useAct(() => booths.callNext(boothId), { done: (now) => (now.current ? t('queue.called') : t('queue.nobody')), renew });
  const coming = room.current?.state === 'called' && !room.current.late;
  return (
    <>
      <ul className="outcome-counts" aria-label={t('queue.counts')}>
        {(['waiting', 'talked', 'missed'] as const).map((one) => (
          <li key={one}>
            <b className="num">{room[one]}</b>
            <span>{t(`queue.${one}`)}</span>
          </li>
        ))}
      </ul>
      {room.room?.state === 'paused' ? <p className="notice">{t('queue.isPaused')}</p> : null}
      {room.current ? <Current key={room.current.turnId} boothId={boothId} turn={room.current} /> : null}
      <p className="turn-call">
        <Button type="primary" size="large" disabled={coming} loading={call.isPending} onClick={() => call.mutate()}>
          {t(room.current?.state === 'talking' ? 'queue.endAndCall' : 'queue.call')}
        </Button>
        <span className="faint">{coming ? t('queue.waitForThem') : t('queue.callHelp')}</span>
      </p>
      <Section title={t('queue.nextOnes')}>
        {room.next.length ? (
          <ol className="waiting-list">
            {room.next.map((turn) => (
              <li key={turn.turnId}>
                <span className="num" translate="no">
                  {turn.number}
                </span>
                <small className="num">{t('queue.since', { time: time(turn.joinedAt, language) })}</small>
              </li>
            ))}
          </ol>
        ) : (
          <p className="faint">{t('queue.empty')}</p>
        )}
      </Section>
    </>
  );
};

/** The queue of an enterprise at an online fair: call, talk, say what came of it, call the next one. */
export const BoothQueuePage = (): ReactNode => {
  const t = useT('console');
  const language = useLanguage();
  const { id = '' } = useParams({ strict: false });
  const booth = useQuery({ queryKey: ['booths', id], queryFn: () => booths.one(id) });
  const query = useQuery({ queryKey: ['talk-room', id], queryFn: () => booths.talkRoom(id), refetchInterval: LOOK_MS });
  const error = booth.error ?? query.error;
  if (error && (!booth.data || !query.data))
    return (
      <div className="page">
        <Trouble
          error={error}
          retry={() => {
            void booth.refetch();
            void query.refetch();
          }}
        />
      </div>
    );
  if (!booth.data || !query.data) return <PageLoading />;
  const { fairId, fairName, day, number } = booth.data;
  const room = query.data;
  return (
    <Page
      title={t('queue.title')}
      intro={`${fairName} · ${shortDay(day, language)} · ${t('people.booth', { n: number })}`}
      back={{ to: `/fairs/${fairId}`, label: fairName }}
      actions={
        <Link to="/booths/$id/people" params={{ id }}>
          {t('people.title')}
        </Link>
      }
    >
      {query.error ? <p className="notice">{t('queue.stale')}</p> : null}
      {!room.online ? <p className="notice">{t('queue.onSite')}</p> : null}
      {room.room ? <Queue boothId={id} room={room} /> : null}
      {room.online ? (
        <Section title={t('queue.plan')}>
          <Plan key={room.room ? `${room.room.state} ${room.room.link} ${room.room.minutes}` : ''} boothId={id} plan={room.room} />
        </Section>
      ) : null}
    </Page>
  );
};
