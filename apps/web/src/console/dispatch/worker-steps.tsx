import { Button, Form, Input, Modal } from 'antd';
import { useState, type ReactNode } from 'react';
import { workers } from '../../api/dispatch';
import type { Worker, WorkerStep } from '../../api/types';
import { useT } from '../../i18n';
import { useAsk } from '../kit/ask';
import { Trouble } from '../kit/page-states';
import { useAct } from '../kit/use-act';
import { useFormAct } from '../kit/use-form-act';

type Step = Omit<WorkerStep, 'version'>;

const NEXT: Partial<Record<Worker['stage'], 'medical' | 'accepted' | 'intent'>> = {
  interview: 'medical',
  medical: 'accepted',
  dropped: 'intent',
};

const InterviewForm = ({ one, close }: { one: Worker; close: () => void }): ReactNode => {
  const t = useT('console');
  const [form] = Form.useForm<{ at: string; link?: string }>();
  const save = useFormAct(
    form,
    ({ at, link }: { at: string; link?: string }) =>
      workers.move(one.id, {
        stage: 'interview',
        interviewAt: new Date(`${at}:00+08:00`).toISOString(),
        version: one.version,
        ...(link ? { interviewLink: link } : {}),
      }),
    { done: t('worker.moved'), renew: ['workers'], then: close },
  );
  return (
    <Modal
      open
      title={t('worker.interviewTitle', { name: one.name })}
      okText={t('worker.interviewSet')}
      cancelText={t('ask.cancel')}
      confirmLoading={save.isPending}
      onOk={() => form.submit()}
      onCancel={close}
    >
      <Form form={form} layout="vertical" onFinish={save.send}>
        {save.problem ? <Trouble error={save.problem} /> : null}
        <Form.Item name="at" label={t('worker.interviewAt')} rules={[{ required: true, message: t('ask.fieldMissing') }]}>
          <Input type="datetime-local" />
        </Form.Item>
        <Form.Item name="link" label={t('worker.interviewLink')} rules={[{ pattern: /^https:\/\/\S+$/, message: t('worker.linkWrong') }]}>
          <Input maxLength={200} placeholder="https://" />
        </Form.Item>
      </Form>
    </Modal>
  );
};

/** What can become of somebody next; a no asks for its reason. */
export const WorkerSteps = ({ one }: { one: Worker }): ReactNode => {
  const t = useT('console');
  const ask = useAsk();
  const [interviewing, setInterviewing] = useState(false);
  const move = useAct((step: Step) => workers.move(one.id, { ...step, version: one.version }), {
    done: t('worker.moved'),
    renew: ['workers'],
  });
  const erase = useAct((reason: string) => workers.erase(one.id, reason), { done: t('worker.erased'), renew: ['workers'] });
  const drop = async (): Promise<void> => {
    const answer = await ask({
      title: t('worker.dropTitle', { name: one.name }),
      consequence: t('worker.dropWhat'),
      ok: t('worker.drop'),
      danger: true,
      reason: { label: t('worker.why'), required: true },
    });
    if (answer) move.mutate({ stage: 'dropped', reason: answer.reason });
  };
  const forget = async (): Promise<void> => {
    const answer = await ask({
      title: t('worker.eraseTitle', { name: one.name }),
      consequence: t('worker.eraseWhat'),
      ok: t('worker.erase'),
      danger: true,
      reason: { label: t('worker.why'), required: true },
    });
    if (answer) erase.mutate(answer.reason);
  };
  const next = NEXT[one.stage];
  return (
    <span className="row">
      {one.stage === 'intent' || one.stage === 'interview' ? (
        <Button onClick={() => setInterviewing(true)}>{t(one.stage === 'intent' ? 'worker.toInterview' : 'worker.newSlot')}</Button>
      ) : null}
      {next ? (
        <Button type={next === 'intent' ? 'default' : 'primary'} loading={move.isPending} onClick={() => move.mutate({ stage: next })}>
          {t(`worker.to_${next}`)}
        </Button>
      ) : null}
      {one.stage === 'dropped' ? null : <Button onClick={() => void drop()}>{t('worker.drop')}</Button>}
      {one.travelling ? null : <Button onClick={() => void forget()}>{t('worker.erase')}</Button>}
      {interviewing ? <InterviewForm one={one} close={() => setInterviewing(false)} /> : null}
    </span>
  );
};
