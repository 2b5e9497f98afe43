import { useQuery } from '@tanstack/react-query';
import { Button, Form, Input, Modal } from 'antd';
import { useState, type ReactNode } from 'react';
import { needs, promises } from '../../api/console';
import type { LabourPromise } from '../../api/types';
import { useT } from '../../i18n';
import { Trouble } from '../kit/page-states';
import { useFormAct } from '../kit/use-form-act';
import { may, useMe } from '../kit/use-me';
import { useWholeNumberRule, WholeNumber } from '../kit/whole-number';
import { PROMISE_FOLLOWERS } from './promise-followers';

interface Fields {
  people: number;
  reason: string;
  substitute?: string;
}

/** Where people who are on their way already can go instead. */
const SubstitutePlace = ({ one }: { one: LabourPromise }): ReactNode => {
  const t = useT('console');
  const found = useQuery({
    queryKey: ['needs', 'substitute', one.enterpriseId],
    queryFn: () => needs.list({ state: 'published', enterprise: one.enterpriseId, limit: 100 }),
  });
  const open = (found.data?.items ?? []).filter((need) => need.id !== one.needId && need.shortage > 0);
  return (
    <Form.Item name="substitute" label={t('promise.substitute')} extra={t('promise.substituteHelp')}>
      <select className="select">
        <option value="">{t('promise.nobodyOnTheWay')}</option>
        {open.map((need) => (
          <option key={need.id} value={need.id}>
            {t('promise.substituteOption', { title: need.title, n: need.shortage })}
          </option>
        ))}
      </select>
    </Form.Item>
  );
};

const WithdrawForm = ({ one, close }: { one: LabourPromise; close: () => void }): ReactNode => {
  const t = useT('console');
  const decides = may(useMe(), 'dispatch.decide');
  const whole = useWholeNumberRule();
  const [form] = Form.useForm<Fields>();
  const accepted = one.state === 'accepted';
  const all = accepted ? one.outstanding : one.people;
  const send = useFormAct(
    form,
    ({ people, reason, substitute }: Fields) => {
      const part = accepted && people < all ? { people, version: one.version } : {};
      return promises.withdraw(one.id, { reason, ...part, ...(substitute ? { substituteNeedId: substitute } : {}) });
    },
    { done: t('promise.withdrawn'), renew: PROMISE_FOLLOWERS, then: close },
  );
  return (
    <Modal
      open
      title={t('promise.withdrawTitle', { n: all, title: one.needTitle })}
      okText={t('promise.withdraw')}
      okButtonProps={{ danger: true }}
      cancelText={t('ask.cancel')}
      confirmLoading={send.isPending}
      onOk={() => form.submit()}
      onCancel={close}
    >
      <Form form={form} layout="vertical" onFinish={send.send} initialValues={{ people: all, substitute: '' }}>
        {send.problem ? <Trouble error={send.problem} /> : null}
        <div className="consequence">{t('promise.withdrawWhat', { who: decides ? one.supplierName : one.enterpriseName })}</div>
        {accepted ? (
          <Form.Item
            name="people"
            label={t('promise.withdrawHowMany', { n: all })}
            rules={[{ required: true }, whole({ min: 1, max: all })]}
          >
            <WholeNumber min={1} max={all} />
          </Form.Item>
        ) : null}
        <Form.Item name="reason" label={t('ask.reasonTold')} rules={[{ required: true, min: 2, message: t('ask.reasonMissing') }]}>
          <Input.TextArea rows={3} maxLength={300} />
        </Form.Item>
        {accepted && decides ? <SubstitutePlace one={one} /> : null}
      </Form>
    </Modal>
  );
};

/** Either side steps back from a promise, as a whole or in part; nobody who is on the way is left standing. */
export const PromiseWithdraw = ({ one }: { one: LabourPromise }): ReactNode => {
  const t = useT('console');
  const [open, setOpen] = useState(false);
  if (one.state !== 'held' && !(one.state === 'accepted' && one.outstanding > 0)) return null;
  return (
    <>
      <Button onClick={() => setOpen(true)}>{t('promise.withdraw')}</Button>
      {open ? <WithdrawForm one={one} close={() => setOpen(false)} /> : null}
    </>
  );
};
