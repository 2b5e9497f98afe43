import { useNavigate } from '@tanstack/react-router';
import { App, Button, Checkbox, Form, Input, Modal } from 'antd';
import { useState, type ReactNode } from 'react';
import { hooks } from '../../api/hooks';
import type { Webhook, WebhookSecret } from '../../api/types';
import { useLanguage, useT } from '../../i18n';
import { Trouble } from '../kit/page-states';
import { useFormAct } from '../kit/use-form-act';
import { KINDS, kindText } from './hook-words';

interface Fields {
  name: string;
  url: string;
  kinds: string[];
}

/** Shown once; nobody can read it again. */
export const Secret = ({ made, close }: { made: WebhookSecret; close: () => void }): ReactNode => {
  const t = useT('console');
  const { message } = App.useApp();
  const copy = (): void => void navigator.clipboard.writeText(made.secret).then(() => message.success(t('token.copied')));
  return (
    <Modal
      open
      title={t('webhook.secret')}
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
      <p>{t('webhook.secretHelp')}</p>
      <Input.TextArea readOnly autoSize value={made.secret} aria-label={t('webhook.secret')} />
    </Modal>
  );
};

interface HookFormProps {
  title: string;
  initial: Fields;
  send: (fields: Fields) => Promise<unknown>;
  close: () => void;
}

export const HookForm = ({ title, initial, send, close }: HookFormProps): ReactNode => {
  const t = useT('console');
  useLanguage();
  const [form] = Form.useForm<Fields>();
  const act = useFormAct(form, send, { renew: ['webhooks', 'webhook'], then: close });
  return (
    <Modal
      open
      title={title}
      okText={t('webhook.save')}
      cancelText={t('ask.cancel')}
      confirmLoading={act.isPending}
      onOk={() => form.submit()}
      onCancel={close}
    >
      <Form form={form} layout="vertical" requiredMark={false} onFinish={act.send} initialValues={initial}>
        {act.problem ? <Trouble error={act.problem} /> : null}
        <Form.Item name="name" label={t('webhook.name')} rules={[{ required: true, max: 80, message: t('webhook.nameMissing') }]}>
          <Input autoComplete="off" />
        </Form.Item>
        <Form.Item
          name="url"
          label={t('webhook.url')}
          extra={t('webhook.urlHelp')}
          rules={[{ required: true, max: 1000, message: t('webhook.urlMissing') }]}
        >
          <Input autoComplete="off" inputMode="url" placeholder="https://" />
        </Form.Item>
        <Form.Item
          name="kinds"
          label={t('webhook.kinds')}
          rules={[{ required: true, type: 'array', min: 1, message: t('webhook.kindsMissing') }]}
        >
          <Checkbox.Group className="token-permissions" options={KINDS.map((kind) => ({ value: kind, label: kindText(kind) }))} />
        </Form.Item>
      </Form>
    </Modal>
  );
};

/** The button, the form behind it, and the secret, once. */
export const NewHook = (): ReactNode => {
  const t = useT('console');
  const go = useNavigate();
  const [open, setOpen] = useState(false);
  const [made, setMade] = useState<WebhookSecret>();
  return (
    <>
      <Button type="primary" onClick={() => setOpen(true)}>
        {t('webhook.connect')}
      </Button>
      {open ? (
        <HookForm
          title={t('webhook.connect')}
          initial={{ name: '', url: '', kinds: [] }}
          send={(fields) => hooks.connect(fields).then(setMade)}
          close={() => setOpen(false)}
        />
      ) : null}
      {made ? <Secret made={made} close={() => void go({ to: '/webhooks/$id', params: { id: made.id } })} /> : null}
    </>
  );
};

/** What a connected system is told, and where. */
export const EditHook = ({ one }: { one: Webhook }): ReactNode => {
  const t = useT('console');
  const [open, setOpen] = useState(false);
  const { id, state, version, name, url, kinds } = one;
  return (
    <>
      <Button onClick={() => setOpen(true)}>{t('webhook.edit')}</Button>
      {open ? (
        <HookForm
          title={t('webhook.edit')}
          initial={{ name, url, kinds }}
          send={(fields) => hooks.change(id, { ...fields, state, version })}
          close={() => setOpen(false)}
        />
      ) : null}
    </>
  );
};
