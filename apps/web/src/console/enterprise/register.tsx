import { useQuery } from '@tanstack/react-query';
import { MOBILE_WRITTEN } from '../../lib/phone';
import { Link } from '@tanstack/react-router';
import { Button, Checkbox, Form, Input } from 'antd';
import { useEffect, useState, type ReactNode } from 'react';
import { registrations } from '../../api/console';
import type { NewRegistration, Registration } from '../../api/types';
import { useLanguage, useT } from '../../i18n';
import { creditCodeIsValid } from '../../lib/credit-code';
import { FileField } from '../kit/file-field';
import { PlaceSelect } from '../kit/node';
import { Trouble } from '../kit/page-states';
import { useFormAct } from '../kit/use-form-act';
import { useMeQuery } from '../kit/use-me';
import { PrivacyText, usePrivacyNotice } from '../access/privacy';
import { OpenFrame } from '../access/sign-in';

/** Whoever is signed in is known: of them the form asks only for the enterprise. */
type Fields = NewRegistration & { agreed?: boolean };

const Enterprise = (): ReactNode => {
  const t = useT('console');
  return (
    <fieldset>
      <legend>{t('register.enterprise')}</legend>
      <Form.Item
        name="creditCode"
        label={t('register.creditCode')}
        normalize={(text: string) => text.toUpperCase().replace(/\s/g, '')}
        rules={[
          { required: true, message: t('register.creditCodeMissing') },
          {
            validator: (_, code?: string) =>
              !code || creditCodeIsValid(code) ? Promise.resolve() : Promise.reject(new Error(t('register.creditCodeWrong'))),
          },
        ]}
        validateTrigger="onBlur"
      >
        <Input maxLength={20} autoCapitalize="characters" spellCheck={false} className="num" placeholder={t('register.creditCodeHint')} />
      </Form.Item>
      <Form.Item
        name="enterpriseName"
        label={t('register.enterpriseName')}
        rules={[{ required: true, min: 2, message: t('register.nameMissing') }]}
      >
        <Input autoComplete="organization" />
      </Form.Item>
      <Form.Item
        name="nodeId"
        label={t('register.place')}
        extra={t('register.placeHelp')}
        rules={[{ required: true, message: t('register.placeMissing') }]}
      >
        <PlaceSelect />
      </Form.Item>
    </fieldset>
  );
};

const Papers = (): ReactNode => {
  const t = useT('console');
  const language = useLanguage();
  return (
    <fieldset>
      <legend>{t('register.papers')}</legend>
      <p className="faint">{t('register.papersHelp')}</p>
      <p>
        <a href={registrations.letter(language)} download>
          {t('register.letterTemplate')}
        </a>
      </p>
      <div className="form-grid">
        <Form.Item name="licenceFileId" label={t('register.licence')} required>
          <FileField kind="licence" />
        </Form.Item>
        <Form.Item name="letterFileId" label={t('register.letter')} required>
          <FileField kind="letter" />
        </Form.Item>
      </div>
    </fieldset>
  );
};

/** What is told about personal data, to be agreed to by whoever gives theirs. */
const Consent = ({ notice }: { notice: ReturnType<typeof usePrivacyNotice> }): ReactNode => {
  const t = useT('console');
  const { data, error, refetch } = notice;
  if (error && !data) return <Trouble error={error} retry={() => void refetch()} />;
  if (!data) return null;
  return (
    <fieldset>
      <legend>{data.title}</legend>
      <details>
        <summary>{t('privacy.read')}</summary>
        <PrivacyText notice={data} />
      </details>
      <Form.Item
        name="agreed"
        valuePropName="checked"
        rules={[{ validator: (_, yes?: boolean) => (yes ? Promise.resolve() : Promise.reject(new Error(t('privacy.missing')))) }]}
      >
        <Checkbox>
          <span className="must">{t('privacy.agree', { title: data.title })}</span>
        </Checkbox>
      </Form.Item>
    </fieldset>
  );
};

const Person = (): ReactNode => {
  const t = useT('console');
  return (
    <fieldset>
      <legend>{t('register.person')}</legend>
      <div className="form-grid">
        <Form.Item name="name" label={t('register.name')} rules={[{ required: true, min: 2, message: t('register.personMissing') }]}>
          <Input autoComplete="name" />
        </Form.Item>
        <Form.Item name="position" label={t('register.position')}>
          <Input autoComplete="organization-title" />
        </Form.Item>
        <Form.Item
          name="phone"
          label={t('register.phone')}
          extra={t('register.phoneHelp')}
          rules={[{ required: true, pattern: MOBILE_WRITTEN, message: t('register.phoneWrong') }]}
        >
          <Input type="tel" autoComplete="tel" inputMode="tel" />
        </Form.Item>
        <Form.Item name="email" label={t('register.email')} rules={[{ type: 'email', message: t('register.emailWrong') }]}>
          <Input type="email" autoComplete="email" />
        </Form.Item>
        <Form.Item
          name="password"
          label={t('register.password')}
          extra={t('register.passwordHelp')}
          rules={[{ required: true, min: 10, message: t('register.passwordShort') }]}
        >
          <Input.Password autoComplete="new-password" />
        </Form.Item>
      </div>
    </fieldset>
  );
};

export const RegistrationState = ({ one }: { one: Registration }): ReactNode => {
  const t = useT('console');
  const text =
    one.state === 'pending'
      ? t(`register.pending_${one.decidedBy}`)
      : one.state === 'active'
        ? t('register.active')
        : one.state === 'refused'
          ? t('register.refused', { reason: one.reason ?? '—' })
          : t('register.left');
  return (
    <div className={one.state === 'active' ? 'notice good' : 'notice'} role="status">
      <strong>{one.enterpriseName}</strong>
      <br />
      {text}
    </div>
  );
};

export const RegisterPage = (): ReactNode => {
  const t = useT('console');
  const brand = useT('common')('brand');
  const { data: me } = useMeQuery();
  const mine = useQuery({ queryKey: ['registrations', 'mine'], queryFn: registrations.mine, enabled: Boolean(me) });
  const [form] = Form.useForm<Fields>();
  const [done, setDone] = useState<Registration>();
  useEffect(() => {
    document.title = `${t('register.title')} · ${brand}`;
  }, [t, brand]);
  const notice = usePrivacyNotice();
  const hand = ({ agreed: _, ...fields }: Fields): Promise<Registration> =>
    me ? registrations.again(fields) : registrations.create({ ...fields, privacyVersion: notice.data?.version ?? '' });
  const send = useFormAct(form, hand, { renew: ['registrations', 'me', 'privacy'], then: setDone });
  if (done) {
    return (
      <OpenFrame>
        <div className="page narrow">
          <h1>{t('register.sentTitle')}</h1>
          <RegistrationState one={done} />
          <p>{t('register.sentNext')}</p>
          <p>
            <Link to="/">{t('register.toStart')}</Link>
          </p>
        </div>
      </OpenFrame>
    );
  }
  return (
    <OpenFrame>
      <div className="page narrow">
        <h1>{t('register.title')}</h1>
        <p className="intro">{t('register.intro')}</p>
        <p className="faint">
          <span className="must">{t('register.stars')}</span>
        </p>
        {mine.data?.map((one) => (
          <RegistrationState key={one.id} one={one} />
        ))}
        {send.problem ? <Trouble error={send.problem} /> : null}
        <Form form={form} layout="vertical" scrollToFirstError={{ focus: true }} onFinish={send.send}>
          <Enterprise />
          {me ? null : <Person />}
          <Papers />
          {me ? null : <Consent notice={notice} />}
          <Button type="primary" htmlType="submit" size="large" loading={send.isPending}>
            {t('register.send')}
          </Button>
        </Form>
      </div>
    </OpenFrame>
  );
};
