import { Button, Form, Modal } from 'antd';
import type { ReactNode } from 'react';
import { admin } from '../../api/console';
import type { Role, User } from '../../api/types';
import { lookup, useLanguage, useT } from '../../i18n';
import { useAsk } from '../kit/ask';
import { NativeSelect } from '../kit/native-select';
import { PlaceSelect, useCity } from '../kit/node';
import { Trouble } from '../kit/page-states';
import { useAct } from '../kit/use-act';
import { useFormAct } from '../kit/use-form-act';

type Held = User['grants'][number];

/** A role in words, with where it stands. */
export const roleText = ({ role, nodeName }: Pick<Held, 'role' | 'nodeName'>): string =>
  [lookup('console', `role.${role}`, role), nodeName].filter(Boolean).join(' · ');

const STAFF: Role[] = ['city-admin', 'city-staff', 'county-staff', 'liaison', 'auditor'];
/** Roles that stand on a county or zone; the others stand on the city. */
const LOCAL: Role[] = ['county-staff', 'liaison'];

const TakeAway = ({ one, grant }: { one: User; grant: Held }): ReactNode => {
  const t = useT('console');
  const ask = useAsk();
  const revoke = useAct(() => admin.revoke(one.id, grant.id), { done: t('user.changed'), renew: ['users'] });
  const go = async (): Promise<void> => {
    const title = t('user.takeRoleTitle', { name: one.name, role: roleText(grant) });
    if (await ask({ title, consequence: t('user.takeRoleWhat'), ok: t('user.takeRole'), danger: true })) revoke.mutate();
  };
  return (
    <Button loading={revoke.isPending} onClick={() => void go()} aria-label={`${t('user.takeRole')} ${roleText(grant)}`}>
      {t('user.takeRole')}
    </Button>
  );
};

interface Fields {
  role: Role;
  nodeId?: string;
}

const Give = ({ one }: { one: User }): ReactNode => {
  const t = useT('console');
  const [form] = Form.useForm<Fields>();
  const role = Form.useWatch('role', form);
  const city = useCity();
  const give = useFormAct(
    form,
    ({ role: chosen, nodeId }: Fields) => admin.grant(one.id, { role: chosen, nodeId: (LOCAL.includes(chosen) ? nodeId : city?.id) ?? '' }),
    { done: t('user.changed'), renew: ['users'], then: () => form.resetFields() },
  );
  const need = (what: string) => [{ required: true, message: t('form.missing', { what }) }];
  return (
    <Form form={form} layout="vertical" onFinish={give.send} initialValues={{ role: 'county-staff' }}>
      {give.problem ? <Trouble error={give.problem} /> : null}
      <Form.Item name="role" label={t('user.role')}>
        <NativeSelect from="console" names="role" values={STAFF} />
      </Form.Item>
      {LOCAL.includes(role) ? (
        <Form.Item name="nodeId" label={t('place.label')} rules={need(t('place.label'))}>
          <PlaceSelect />
        </Form.Item>
      ) : null}
      <Button type="primary" htmlType="submit" loading={give.isPending}>
        {t('user.giveRole')}
      </Button>
    </Form>
  );
};

/** What somebody of the bureau may do, and where: each change is traced as before and after. */
export const Roles = ({ one, close }: { one: User; close: () => void }): ReactNode => {
  const t = useT('console');
  useLanguage();
  const bureau = one.grants.every(({ role }) => STAFF.includes(role));
  return (
    <Modal open title={t('user.rolesOf', { name: one.name })} footer={null} onCancel={close}>
      <p className="faint">{t('user.rolesHelp')}</p>
      <ul className="roles">
        {one.grants.map((grant) => (
          <li key={grant.id} className="row">
            <span>{roleText(grant)}</span>
            <TakeAway one={one} grant={grant} />
          </li>
        ))}
      </ul>
      {bureau ? <Give one={one} /> : null}
    </Modal>
  );
};
