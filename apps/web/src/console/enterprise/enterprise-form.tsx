import { Form, Input, Modal } from 'antd';
import type { ReactNode } from 'react';
import { enterprises } from '../../api/console';
import type { Enterprise } from '../../api/types';
import { useT } from '../../i18n';
import { NativeSelect } from '../kit/native-select';
import { PlaceSelect } from '../kit/node';
import { Trouble } from '../kit/page-states';
import { useFigures } from '../kit/use-figures';
import { useFormAct } from '../kit/use-form-act';
import { useWholeNumberRule, WholeNumber } from '../kit/whole-number';

interface Fields {
  name: string;
  nodeId: string;
}

const EditForm = ({ one, close }: { one: Enterprise; close: () => void }): ReactNode => {
  const t = useT('console');
  const [form] = Form.useForm<Fields>();
  const save = useFormAct(form, (fields: Fields) => enterprises.change(one.id, one.version, fields), {
    done: t('enterprise.saved'),
    renew: ['enterprises', 'registrations'],
    then: close,
  });
  return (
    <Modal
      open
      title={t('enterprise.edit', { name: one.name })}
      okText={t('need.save')}
      cancelText={t('ask.cancel')}
      confirmLoading={save.isPending}
      onOk={() => form.submit()}
      onCancel={close}
    >
      <p className="faint">{t('enterprise.editHelp')}</p>
      <Form form={form} layout="vertical" onFinish={save.send} initialValues={{ name: one.name, nodeId: one.nodeId }}>
        {save.problem ? <Trouble error={save.problem} /> : null}
        <Form.Item
          name="name"
          label={t('register.enterpriseName')}
          rules={[{ required: true, min: 2, message: t('register.nameMissing') }]}
        >
          <Input maxLength={120} />
        </Form.Item>
        <Form.Item name="nodeId" label={t('register.place')} extra={t('enterprise.placeHelp')}>
          <PlaceSelect />
        </Form.Item>
      </Form>
    </Modal>
  );
};

/** Name and place of an enterprise, which only its own office changes. */
export const EditEnterprise = ({ one, close }: { one: Enterprise | undefined; close: () => void }): ReactNode =>
  one ? <EditForm key={one.id} one={one} close={close} /> : null;

interface Size {
  sizeClass?: Enterprise['sizeClass'] | undefined;
  employees?: number | null;
}

const MOST_EMPLOYEES = 5_000_000;

const SizeForm = ({ one, close }: { one: Enterprise; close: () => void }): ReactNode => {
  const t = useT('console');
  const [form] = Form.useForm<Size>();
  const whole = useWholeNumberRule();
  const confirmed = useFigures();
  const save = useFormAct(
    form,
    ({ sizeClass, employees }: Size) =>
      confirmed((figuresConfirmed) =>
        enterprises.changeSize(one.id, one.version, { sizeClass: sizeClass ?? null, employees: employees ?? null, figuresConfirmed }),
      ),
    { done: t('enterprise.saved'), renew: ['enterprises'], then: close },
  );
  return (
    <Modal
      open
      title={t('enterprise.editSize')}
      okText={t('need.save')}
      cancelText={t('ask.cancel')}
      confirmLoading={save.isPending}
      onOk={() => form.submit()}
      onCancel={close}
    >
      <p className="faint">{t('enterprise.sizeHelp')}</p>
      <Form form={form} layout="vertical" onFinish={save.send} initialValues={{ sizeClass: one.sizeClass, employees: one.employees }}>
        {save.problem ? <Trouble error={save.problem} /> : null}
        <Form.Item name="sizeClass" label={t('enterprise.size')}>
          <NativeSelect from="console" names="size" values={['', 'large', 'medium', 'small', 'micro']} />
        </Form.Item>
        <Form.Item name="employees" label={t('enterprise.employees')} rules={[whole({ min: 0, max: MOST_EMPLOYEES })]}>
          <WholeNumber min={0} max={MOST_EMPLOYEES} />
        </Form.Item>
      </Form>
    </Modal>
  );
};

/** How large it is, which the enterprise itself knows best. */
export const EditSize = ({ one, close }: { one: Enterprise | undefined; close: () => void }): ReactNode =>
  one ? <SizeForm key={one.id} one={one} close={close} /> : null;
