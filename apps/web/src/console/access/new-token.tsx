import { useQuery } from '@tanstack/react-query';
import { App, Button, Checkbox, Form, Input, Modal } from 'antd';
import { useState, type ReactNode } from 'react';
import { tokens } from '../../api/console';
import type { ApiTokenOffer, MadeApiToken } from '../../api/types';
import { lookup, useLanguage, useT } from '../../i18n';
import { Trouble } from '../kit/page-states';
import { useFormAct } from '../kit/use-form-act';
import { roleText } from './roles';

const LIVES = [30, 90, 180, 366];

interface Fields {
  name: string;
  on: string;
  permissions: string[];
  days: string;
  password: string;
}

/** Shown once; nobody can read it again. */
const Made = ({ made, close }: { made: MadeApiToken; close: () => void }): ReactNode => {
  const t = useT('console');
  const { message } = App.useApp();
  const copy = (): void => void navigator.clipboard.writeText(made.token).then(() => message.success(t('token.copied')));
  return (
    <Modal
      open
      title={t('token.made')}
      closable={false}
      footer={
        <>
          {window.isSecureContext ? <Button onClick={copy}>{t('token.copy')}</Button> : null}
          <Button type="primary" onClick={close}>
            {t('token.close')}
          </Button>
        </>
      }
    >
      <p>{t('token.madeHelp')}</p>
      <Input.TextArea readOnly autoSize value={made.token} aria-label={t('token.made')} />
    </Modal>
  );
};

/** Which of the person's roles, where there is more than one. */
const On = ({ offers }: { offers: ApiTokenOffer[] }): ReactNode => {
  const t = useT('console');
  return (
    <Form.Item name="on" label={t('token.on')} hidden={offers.length < 2}>
      <select className="select">
        {offers.map(({ grant }, i) => (
          <option key={i} value={String(i)}>
            {roleText(grant)}
          </option>
        ))}
      </select>
    </Form.Item>
  );
};

const Permissions = ({ of }: { of: readonly string[] }): ReactNode => {
  const t = useT('console');
  return (
    <Form.Item
      name="permissions"
      label={t('token.permissions')}
      rules={[{ required: true, type: 'array', min: 1, message: t('token.permissionsMissing') }]}
    >
      <Checkbox.Group
        className="token-permissions"
        options={of.map((name) => ({ value: name, label: lookup('console', `permission.${name}`, name) }))}
      />
    </Form.Item>
  );
};

const TokenForm = ({ offers, close, made }: { offers: ApiTokenOffer[]; close: () => void; made: (token: MadeApiToken) => void }) => {
  const t = useT('console');
  useLanguage();
  const [form] = Form.useForm<Fields>();
  const chosen = offers[Number(Form.useWatch('on', form) ?? 0)];
  const most = chosen?.mostDays ?? 0;
  const lives = [...new Set(LIVES.map((days) => Math.min(days, most)))];
  const make = useFormAct(
    form,
    ({ name, permissions, days, password }: Fields) => {
      if (!chosen) throw new Error('the form shows no role'); // it does not open without one
      const { role, nodeId, enterpriseId, supplierId } = chosen.grant;
      const stands = { nodeId: nodeId ?? undefined, enterpriseId: enterpriseId ?? undefined, supplierId: supplierId ?? undefined };
      return tokens.make({ name, role, ...stands, permissions, days: Number(days), password });
    },
    { renew: ['tokens'], then: made },
  );
  return (
    <Modal
      open
      title={t('token.make')}
      okText={t('token.make')}
      cancelText={t('ask.cancel')}
      confirmLoading={make.isPending}
      onOk={() => form.submit()}
      onCancel={close}
    >
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        onFinish={make.send}
        initialValues={{ on: '0', days: String(lives[1] ?? lives[0]) }}
      >
        {make.problem ? <Trouble error={make.problem} /> : null}
        <Form.Item name="name" label={t('token.name')} rules={[{ required: true, max: 80, message: t('token.nameMissing') }]}>
          <Input autoComplete="off" />
        </Form.Item>
        <On offers={offers} />
        <Permissions of={chosen?.permissions ?? []} />
        <Form.Item name="days" label={t('token.days')}>
          <select className="select">
            {lives.map((days) => (
              <option key={days} value={String(days)}>
                {t('token.daysN', { n: days })}
              </option>
            ))}
          </select>
        </Form.Item>
        <Form.Item name="password" label={t('token.password')} rules={[{ required: true, message: t('signIn.passwordMissing') }]}>
          <Input.Password autoComplete="current-password" />
        </Form.Item>
      </Form>
    </Modal>
  );
};

/** The button, the form behind it, and the token, once. */
export const NewToken = (): ReactNode => {
  const t = useT('console');
  const [open, setOpen] = useState(false);
  const [made, setMade] = useState<MadeApiToken>();
  const { data: offers } = useQuery({ queryKey: ['token-offers'], queryFn: tokens.offers });
  if (!offers?.length) return null;
  const show = (token: MadeApiToken): void => {
    setOpen(false);
    setMade(token);
  };
  return (
    <>
      <Button onClick={() => setOpen(true)}>{t('token.make')}</Button>
      {open ? <TokenForm offers={offers} close={() => setOpen(false)} made={show} /> : null}
      {made ? <Made made={made} close={() => setMade(undefined)} /> : null}
    </>
  );
};
