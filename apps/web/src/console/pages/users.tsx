import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Button, Form, Input, Modal } from 'antd';
import { useState, type ReactNode } from 'react';
import { admin } from '../../api/console';
import type { User } from '../../api/types';
import { lookup, useT } from '../../i18n';
import { useAddress } from '../parts/address';
import { useAsk } from '../parts/ask';
import { Moment, StateTag } from '../parts/bits';
import { DataTable, type Column } from '../parts/data-table';
import { placeErrors } from '../parts/form-problem';
import { NativeSelect } from '../parts/native-select';
import { PlaceSelect } from '../parts/node';
import { Empty, Page } from '../parts/page';
import { Trouble } from '../parts/page-states';
import { Toolbar } from '../parts/toolbar';
import { useAct } from '../parts/use-act';

const NewUser = ({ open, close }: { open: boolean; close: () => void }): ReactNode => {
  const t = useT('console');
  const [form] = Form.useForm<Record<string, unknown>>();
  const [error, setError] = useState<unknown>();
  const role = Form.useWatch('role', form) as string | undefined;
  const create = useAct((fields: Record<string, unknown>) => admin.createUser(fields), { done: t('user.created'), renew: ['users'], quiet: true, then: () => { form.resetFields(); close(); } });
  const finish = (fields: Record<string, unknown>): void => {
    setError(undefined);
    create.mutate(fields, { onError: (problem) => setError(placeErrors(form, problem)) });
  };
  const need = (what: string) => [{ required: true, message: t('form.missing', { what }) }];
  return (
    <Modal open={open} title={t('user.new')} okText={t('user.create')} cancelText={t('ask.cancel')} confirmLoading={create.isPending} onOk={() => form.submit()} onCancel={close}>
      <Form form={form} layout="vertical" onFinish={finish} initialValues={{ role: 'county-staff' }}>
        {error ? <Trouble error={error} /> : null}
        <Form.Item name="name" label={t('register.name')} rules={need(t('register.name'))}><Input autoComplete="off" /></Form.Item>
        <Form.Item name="login" label={t('signIn.login')} rules={need(t('signIn.login'))}><Input autoComplete="off" autoCapitalize="none" /></Form.Item>
        <Form.Item name="password" label={t('user.firstPassword')} extra={t('register.passwordHelp')} rules={[{ required: true, min: 10, message: t('register.passwordShort') }]}><Input.Password autoComplete="new-password" /></Form.Item>
        <Form.Item name="role" label={t('user.role')}><NativeSelect from="console" names="role" values={['city-admin', 'city-staff', 'county-staff', 'liaison', 'auditor']} /></Form.Item>
        {role === 'county-staff' || role === 'liaison' ? <Form.Item name="nodeId" label={t('place.label')} rules={need(t('place.label'))}><PlaceSelect /></Form.Item> : null}
      </Form>
    </Modal>
  );
};

const Disable = ({ one }: { one: User }): ReactNode => {
  const t = useT('console');
  const ask = useAsk();
  const disable = useAct(() => admin.disable(one.id), { done: t('user.disabled'), renew: ['users'] });
  if (one.state !== 'active') return null;
  const go = async (): Promise<void> => {
    if (await ask({ title: t('user.disableTitle', { name: one.name }), consequence: t('user.disableWhat'), ok: t('user.disable'), danger: true })) disable.mutate();
  };
  return <Button danger loading={disable.isPending} onClick={() => void go()}>{t('user.disable')}</Button>;
};

export const UsersPage = (): ReactNode => {
  const t = useT('console');
  const { at } = useAddress();
  const [adding, setAdding] = useState(false);
  const query = useQuery({ queryKey: ['users', at], queryFn: () => admin.users({ q: at['q'], cursor: at['cursor'], limit: 25 }), placeholderData: keepPreviousData });
  const columns: Column<User>[] = [
    { key: 'name', title: t('register.name'), main: true, cell: (one) => <>{one.name}<small>{one.login}</small></> },
    { key: 'role', title: t('user.role'), cell: (one) => <span>{one.grants.map((grant) => [lookup('console', `role.${grant.role}`, grant.role), grant.nodeName].filter(Boolean).join(' · ')).join('、') || t('none')}</span> },
    { key: 'last', title: t('user.last'), cell: (one) => <Moment value={one.lastSignInAt} /> },
    { key: 'state', title: t('needs.state'), cell: (one) => <StateTag kind="user" state={one.state} /> },
    { key: 'act', title: '', cell: (one) => <Disable one={one} /> },
  ];
  return (
    <Page title={t('menu.users')} actions={<Button type="primary" onClick={() => setAdding(true)}>{t('user.new')}</Button>}>
      <Toolbar search={t('user.search')} />
      <DataTable caption={t('menu.users')} columns={columns} query={query} rowKey={(one) => one.id} empty={<Empty title={t('user.empty')} />} />
      <NewUser open={adding} close={() => setAdding(false)} />
    </Page>
  );
};
