import { Checkbox, Form, Input, Modal } from 'antd';
import type { ReactNode } from 'react';
import { workers } from '../../api/dispatch';
import type { NewWorker as Body } from '../../api/types';
import { useT } from '../../i18n';
import { todayPlus } from '../../lib/format';
import { MOBILE_WRITTEN } from '../../lib/phone';
import { filledIn } from '../kit/changed-in';
import { NativeSelect } from '../kit/native-select';
import { Trouble } from '../kit/page-states';
import { useFormAct } from '../kit/use-form-act';
import { BatchField } from './people-file';

/** Enters somebody, with the consent that they gave. */
export const NewWorker = ({ close }: { close: () => void }): ReactNode => {
  const t = useT('console');
  const [form] = Form.useForm<Body>();
  const enter = useFormAct(form, (fields: Body) => workers.enter(filledIn(fields)), {
    done: ({ elsewhere }) => t(elsewhere ? 'worker.enteredElsewhere' : 'worker.entered'),
    renew: ['workers'],
    then: close,
  });
  const need = (what: string) => [{ required: true, message: t('form.missing', { what }) }];
  return (
    <Modal
      open
      title={t('worker.new')}
      okText={t('worker.enter')}
      cancelText={t('ask.cancel')}
      confirmLoading={enter.isPending}
      onOk={() => form.submit()}
      onCancel={close}
    >
      <Form
        form={form}
        layout="vertical"
        onFinish={enter.send}
        initialValues={{
          relief: 'none',
          insured: false,
          consentForm: 'paper',
          consentOn: todayPlus(),
          consentWording: t('worker.wording'),
        }}
      >
        {enter.problem ? <Trouble error={enter.problem} /> : null}
        <Form.Item name="name" label={t('manifest.name')} rules={need(t('manifest.name'))}>
          <Input maxLength={60} autoComplete="off" />
        </Form.Item>
        <Form.Item name="idNumber" label={t('worker.idNumber')} extra={t('worker.idHelp')} rules={need(t('worker.idNumber'))}>
          <Input maxLength={30} autoComplete="off" />
        </Form.Item>
        <div className="form-grid">
          <Form.Item name="phone" label={t('manifest.phone')} rules={[{ pattern: MOBILE_WRITTEN, message: t('register.phoneWrong') }]}>
            <Input type="tel" autoComplete="off" />
          </Form.Item>
          <Form.Item name="emergencyContact" label={t('worker.emergency')}>
            <Input maxLength={80} autoComplete="off" />
          </Form.Item>
          <Form.Item name="batchId" label={t('worker.batch')}>
            <BatchField />
          </Form.Item>
          <Form.Item name="relief" label={t('worker.relief')}>
            <NativeSelect from="console" names="reliefState" values={['none', 'alleviated', 'monitored']} />
          </Form.Item>
        </div>
        <Form.Item name="insured" valuePropName="checked">
          <Checkbox>{t('manifest.insured')}</Checkbox>
        </Form.Item>
        <div className="form-grid">
          <Form.Item name="consentForm" label={t('worker.consent')}>
            <NativeSelect from="console" names="consentForm" values={['paper', 'electronic']} />
          </Form.Item>
          <Form.Item name="consentOn" label={t('worker.consentOn')} rules={need(t('worker.consentOn'))}>
            <Input type="date" />
          </Form.Item>
        </div>
        <Form.Item name="consentWording" label={t('worker.consentWording')} rules={need(t('worker.consentWording'))}>
          <Input maxLength={80} />
        </Form.Item>
      </Form>
    </Modal>
  );
};
