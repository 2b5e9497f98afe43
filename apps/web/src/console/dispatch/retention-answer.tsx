import { Button, Form, Input, Modal } from 'antd';
import { useState, type ReactNode } from 'react';
import { retention } from '../../api/console';
import { retentionLinks } from '../../api/dispatch';
import type { Retention, RetentionAnswer } from '../../api/types';
import { useT } from '../../i18n';
import { todayPlus } from '../../lib/format';
import { useAsk } from '../kit/ask';
import { useShowLink } from '../kit/show-link';
import { NativeSelect } from '../kit/native-select';
import { Trouble } from '../kit/page-states';
import { useAct } from '../kit/use-act';
import { useFormAct } from '../kit/use-form-act';

const renew = ['retention', 'needs', 'board'];
const isDue = ({ dueOn }: Retention): boolean => dueOn <= todayPlus();

const LeftForm = ({ check, name, close }: { check: Retention; name: string; close: () => void }): ReactNode => {
  const t = useT('console');
  const [form] = Form.useForm<Pick<RetentionAnswer, 'leaving' | 'reason'>>();
  const save = useFormAct(
    form,
    ({ leaving, reason }: Pick<RetentionAnswer, 'leaving' | 'reason'>) =>
      retention.answer(check.id, { says: 'left', leaving, reason: reason || null }),
    { done: t('retention.answered'), renew, then: close },
  );
  return (
    <Modal
      open
      title={t('retention.leftTitle', { name })}
      okText={t('retention.left')}
      cancelText={t('ask.cancel')}
      confirmLoading={save.isPending}
      onOk={() => form.submit()}
      onCancel={close}
    >
      <Form
        form={form}
        layout="vertical"
        onFinish={save.send}
        initialValues={{ leaving: check.leaving ?? 'left', reason: check.reason ?? '' }}
      >
        {save.problem ? <Trouble error={save.problem} /> : null}
        <div className="consequence">{t('retention.leftWhat')}</div>
        <Form.Item name="leaving" label={t('retention.leaving')}>
          <NativeSelect from="console" names="leaving" values={['left', 'moved', 'returned']} />
        </Form.Item>
        <Form.Item name="reason" label={t('worker.why')}>
          <Input maxLength={300} />
        </Form.Item>
      </Form>
    </Modal>
  );
};

/** What the employer can say of one person. */
export const RetentionAnswerButtons = ({ check }: { check: Retention }): ReactNode => {
  const t = useT('console');
  const [leaving, setLeaving] = useState(false);
  const stayed = useAct(() => retention.answer(check.id, { says: 'stayed' }), { done: t('retention.answered'), renew });
  const name = check.name ?? t('retention.forgotten');
  const label = (says: 'stayed' | 'left'): string => t('retention.answerFor', { name, says: t(`retention.${says}`) });
  return (
    <span className="row">
      {check.employerSays !== 'stayed' && isDue(check) ? (
        <Button loading={stayed.isPending} onClick={() => stayed.mutate()} aria-label={label('stayed')}>
          {t('retention.stayed')}
        </Button>
      ) : null}
      {check.employerSays === 'left' ? null : (
        <Button onClick={() => setLeaving(true)} aria-label={label('left')}>
          {t('retention.left')}
        </Button>
      )}
      {leaving ? <LeftForm check={check} name={name} close={() => setLeaving(false)} /> : null}
    </span>
  );
};

/** A link by which the person answers, to be sent to them by whatever way is at hand. */
export const AskThem = ({ check }: { check: Retention }): ReactNode => {
  const t = useT('console');
  const show = useShowLink();
  const name = check.name ?? t('retention.forgotten');
  const make = useAct(() => retentionLinks.make([check.id]), {
    renew: [],
    then: ([made]) => (made ? show(name, `${location.origin}/my#${made.code}`) : undefined),
  });
  return check.workerSays === null && isDue(check) ? (
    <Button loading={make.isPending} onClick={() => make.mutate()} aria-label={t('retention.askThemFor', { name })}>
      {t('retention.askThem')}
    </Button>
  ) : null;
};

/** All who are shown and due are there, in one tap: whoever is not was named before. */
export const AllThere = ({ checks }: { checks: readonly Retention[] }): ReactNode => {
  const t = useT('console');
  const ask = useAsk();
  const open = checks.filter((check) => check.employerSays === null && isDue(check));
  const confirm = useAct((ids: string[]) => retention.confirm(ids), { done: ({ stayed }) => t('retention.allDone', { n: stayed }), renew });
  if (open.length < 2) return null;
  const go = async (): Promise<void> => {
    const sure = await ask({
      title: t('retention.allTitle', { n: open.length }),
      consequence: t('retention.allWhat'),
      ok: t('retention.allThere', { n: open.length }),
    });
    if (sure) confirm.mutate(open.map(({ id }) => id));
  };
  return (
    <p>
      <Button type="primary" loading={confirm.isPending} onClick={() => void go()}>
        {t('retention.allThere', { n: open.length })}
      </Button>
    </p>
  );
};
