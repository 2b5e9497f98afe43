import { Button, Form, Input, Modal } from 'antd';
import { useState, type ReactNode } from 'react';
import { substitute } from '../../api/dispatch';
import type { ManifestLine, Substitute as Body, Trip } from '../../api/types';
import { useT } from '../../i18n';
import { MOBILE_WRITTEN } from '../../lib/phone';
import { filledIn } from '../kit/changed-in';
import { Trouble } from '../kit/page-states';
import { useFormAct } from '../kit/use-form-act';

const SubstituteForm = ({ trip, line, close }: { trip: Trip; line: ManifestLine; close: () => void }): ReactNode => {
  const t = useT('console');
  const [form] = Form.useForm<Body>();
  const send = useFormAct(form, (fields: Body) => substitute(trip.id, line.id, filledIn(fields)), {
    done: t('manifest.replaced'),
    renew: ['trips', 'promises', 'needs', 'batches'],
    then: close,
  });
  const need = (what: string) => [{ required: true, message: t('form.missing', { what }) }];
  return (
    <Modal
      open
      title={t('manifest.replaceTitle', { name: line.name ?? t('roll.somebody') })}
      okText={t('manifest.replace')}
      cancelText={t('ask.cancel')}
      confirmLoading={send.isPending}
      onOk={() => form.submit()}
      onCancel={close}
    >
      <Form form={form} layout="vertical" onFinish={send.send}>
        {send.problem ? <Trouble error={send.problem} /> : null}
        <div className="consequence">{t('manifest.replaceWhat')}</div>
        <Form.Item name="reason" label={t('manifest.replaceWhy')} rules={[{ required: true, min: 2, message: t('ask.reasonMissing') }]}>
          <Input maxLength={300} />
        </Form.Item>
        <Form.Item name="name" label={t('manifest.name')} rules={need(t('manifest.name'))}>
          <Input maxLength={60} autoComplete="off" />
        </Form.Item>
        <Form.Item name="idNumber" label={t('manifest.id')} rules={need(t('manifest.id'))}>
          <Input maxLength={30} autoComplete="off" />
        </Form.Item>
        <Form.Item name="phone" label={t('manifest.phone')} rules={[{ pattern: MOBILE_WRITTEN, message: t('register.phoneWrong') }]}>
          <Input type="tel" autoComplete="off" />
        </Form.Item>
      </Form>
    </Modal>
  );
};

/** Somebody drops out before the group has left, and another person takes the place. */
export const SubstituteLine = ({ trip, line, taken }: { trip: Trip; line: ManifestLine; taken: boolean }): ReactNode => {
  const t = useT('console');
  const [open, setOpen] = useState(false);
  if (taken || (line.state !== 'listed' && line.state !== 'no_show')) return null;
  return (
    <>
      <Button onClick={() => setOpen(true)} aria-label={t('manifest.replaceTitle', { name: line.name ?? t('roll.somebody') })}>
        {t('manifest.replace')}
      </Button>
      {open ? <SubstituteForm trip={trip} line={line} close={() => setOpen(false)} /> : null}
    </>
  );
};
