import { Form, Input, Modal } from 'antd';
import type { ReactNode } from 'react';
import { enterprises } from '../../api/console';
import type { Enterprise } from '../../api/types';
import { useT } from '../../i18n';
import { PlaceSelect } from '../kit/node';
import { Trouble } from '../kit/page-states';
import { useFormAct } from '../kit/use-form-act';

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
