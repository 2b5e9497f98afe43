import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button, Form, Input, Modal } from 'antd';
import { useState, type ReactNode } from 'react';
import { admin } from '../../api/console';
import type { NewUser as NewUserBody, Role, User } from '../../api/types';
import { useLanguage, useT } from '../../i18n';
import { useAddress } from '../kit/address';
import { useAsk } from '../kit/ask';
import { Moment, StateTag } from '../kit/bits';
import { DataTable, type Column } from '../kit/data-table';
import { NativeSelect } from '../kit/native-select';
import { PlaceSelect, useCity } from '../kit/node';
import { Empty, Page } from '../kit/page';
import { Trouble } from '../kit/page-states';
import { useShowLink } from '../kit/show-link';
import { Toolbar } from '../kit/toolbar';
import { useAct } from '../kit/use-act';
import { useFormAct } from '../kit/use-form-act';
import { useMe } from '../kit/use-me';
import { Roles, roleText } from './roles';

type Fields = Omit<NewUserBody, 'grants'> & { role: Role; nodeId?: string };

const NewUser = ({ open, close }: { open: boolean; close: () => void }): ReactNode => {
  const t = useT('console');
  const [form] = Form.useForm<Fields>();
  const showLink = useShowLink();
  const role = Form.useWatch('role', form);
  const tree = useCity();
  const invite = useFormAct(
    form,
    ({ role: chosen, nodeId, email, ...person }: Fields) =>
      admin.invite({ ...person, email: email || undefined, grants: [{ role: chosen, nodeId: nodeId ?? tree?.id }] }),
    {
      renew: ['users'],
      then: (user) => {
        form.resetFields();
        close();
        showLink(user.name, user.link);
      },
    },
  );
  const need = (what: string) => [{ required: true, message: t('form.missing', { what }) }];
  return (
    <Modal
      open={open}
      title={t('user.new')}
      okText={t('user.create')}
      cancelText={t('ask.cancel')}
      confirmLoading={invite.isPending}
      onOk={() => form.submit()}
      onCancel={close}
    >
      <Form form={form} layout="vertical" onFinish={invite.send} initialValues={{ role: 'county-staff' }}>
        {invite.problem ? <Trouble error={invite.problem} /> : null}
        <Form.Item name="name" label={t('register.name')} rules={need(t('register.name'))}>
          <Input autoComplete="off" />
        </Form.Item>
        <Form.Item name="login" label={t('signIn.login')} rules={need(t('signIn.login'))}>
          <Input autoComplete="off" autoCapitalize="none" />
        </Form.Item>
        <Form.Item name="email" label={t('register.email')} rules={[{ type: 'email', message: t('register.emailWrong') }]}>
          <Input type="email" autoComplete="off" />
        </Form.Item>
        <Form.Item name="role" label={t('user.role')}>
          <NativeSelect from="console" names="role" values={['city-admin', 'city-staff', 'county-staff', 'liaison', 'auditor']} />
        </Form.Item>
        {role === 'county-staff' || role === 'liaison' ? (
          <Form.Item name="nodeId" label={t('place.label')} rules={need(t('place.label'))}>
            <PlaceSelect />
          </Form.Item>
        ) : null}
      </Form>
    </Modal>
  );
};

const Steps = ({ one, roles }: { one: User; roles: (() => void) | undefined }): ReactNode => {
  const t = useT('console');
  const ask = useAsk();
  const showLink = useShowLink();
  const switched = useAct((step: 'disable' | 'enable') => admin.user(one.id, step), { done: t('user.changed'), renew: ['users'] });
  const reset = useAct(() => admin.reset(one.id), { renew: ['users'], then: ({ link }) => showLink(one.name, link) });
  const resetFactor = useAct(() => admin.resetFactor(one.id), { done: t('user.changed'), renew: ['users'] });
  const askResetFactor = async (): Promise<void> => {
    if (
      await ask({
        title: t('user.resetFactorTitle', { name: one.name }),
        consequence: t('user.resetFactorWhat'),
        ok: t('user.resetFactor'),
        danger: true,
      })
    )
      resetFactor.mutate();
  };
  const disable = async (): Promise<void> => {
    if (
      await ask({
        title: t('user.disableTitle', { name: one.name }),
        consequence: t('user.disableWhat'),
        ok: t('user.disable'),
        danger: true,
      })
    )
      switched.mutate('disable');
  };
  const askReset = async (): Promise<void> => {
    if (await ask({ title: t('user.resetTitle', { name: one.name }), consequence: t('user.resetWhat'), ok: t('user.reset'), danger: true }))
      reset.mutate();
  };
  if (one.state === 'disabled') return <Button onClick={() => switched.mutate('enable')}>{t('user.enable')}</Button>;
  return (
    <span className="row">
      {roles ? <Button onClick={roles}>{t('user.roles')}</Button> : null}
      <Button onClick={() => void askReset()}>{t('user.reset')}</Button>
      {one.secondFactor ? <Button onClick={() => void askResetFactor()}>{t('user.resetFactor')}</Button> : null}
      <Button danger onClick={() => void disable()}>
        {t('user.disable')}
      </Button>
    </span>
  );
};

export const UsersPage = (): ReactNode => {
  const t = useT('console');
  const { at } = useAddress();
  useLanguage();
  const me = useMe();
  const [adding, setAdding] = useState(false);
  const [changed, setChanged] = useState<string>();
  const query = useQuery({
    queryKey: ['users', at],
    queryFn: () => admin.users({ q: at['q'], cursor: at['cursor'], limit: 25 }),
    placeholderData: keepPreviousData,
  });
  const ofRoles = query.data?.items.find(({ id }) => id === changed);
  const columns: Column<User>[] = [
    {
      key: 'name',
      title: t('register.name'),
      main: true,
      cell: (one) => (
        <>
          {one.name}
          <small translate="no">{one.login}</small>
        </>
      ),
    },
    {
      key: 'role',
      title: t('user.role'),
      cell: (one) => <span>{one.grants.map(roleText).join('、') || t('none')}</span>,
    },
    { key: 'last', title: t('user.last'), cell: (one) => <Moment value={one.lastSignInAt} /> },
    { key: 'state', title: t('needs.state'), cell: (one) => <StateTag kind="user" state={one.state} /> },
    { key: 'act', title: '', cell: (one) => <Steps one={one} roles={one.id === me.userId ? undefined : () => setChanged(one.id)} /> },
  ];
  return (
    <Page
      title={t('menu.users')}
      actions={
        <>
          <Link to="/tokens">
            <Button>{t('token.all')}</Button>
          </Link>
          <Button type="primary" onClick={() => setAdding(true)}>
            {t('user.new')}
          </Button>
        </>
      }
    >
      <Toolbar search={t('user.search')} />
      <DataTable
        caption={t('menu.users')}
        columns={columns}
        take={() => admin.takeUsers({ q: at['q'] })}
        query={query}
        rowKey={(one) => one.id}
        empty={<Empty title={t('user.empty')} />}
      />
      {ofRoles ? <Roles one={ofRoles} close={() => setChanged(undefined)} /> : null}
      <NewUser open={adding} close={() => setAdding(false)} />
    </Page>
  );
};
