import { useNavigate } from '@tanstack/react-router';
import { Button, Form } from 'antd';
import type { ReactNode } from 'react';
import { fairs } from '../../api/fairs';
import { todayPlus } from '../../lib/format';
import { useT } from '../../i18n';
import { useAddress } from '../kit/address';
import { Page } from '../kit/page';
import { Trouble } from '../kit/page-states';
import type { NewFair } from '../../api/types';
import { useFormAct } from '../kit/use-form-act';
import { useMe } from '../kit/use-me';
import { bodyOf, FairFieldset } from './fair-fields';

export const NewFairPage = (): ReactNode => {
  const t = useT('console');
  const me = useMe();
  const navigate = useNavigate();
  const [form] = Form.useForm<NewFair>();
  const create = useFormAct(form, (fields: NewFair) => fairs.create(bodyOf(fields)), {
    done: t('fair.created'),
    renew: ['fairs'],
    then: (fair) => void navigate({ to: '/fairs/$id', params: { id: fair.id } }),
  });
  const { at } = useAddress();
  const node = me.grants.find((grant) => grant.nodeId)?.nodeId;
  return (
    <Page narrow title={t('fair.new')} intro={t('fair.newIntro')} back={{ to: '/fairs', label: t('menu.fairs') }}>
      <Form
        form={form}
        layout="vertical"
        onFinish={create.send}
        scrollToFirstError={{ focus: true }}
        initialValues={{
          // What somebody planned from: a day of the calendar, or an occupation that is short.
          day: at['day'] ?? todayPlus(14),
          themeOccupation: at['occupation'],
          theme: at['name'] ? t('fair.themeOf', { name: at['name'] }) : undefined,
          name: at['name'] ? t('fair.nameOf', { name: at['name'] }) : undefined,
          opensAt: '09:00',
          closesAt: '14:00',
          boothCount: 40,
          campaign: 'none',
          mode: 'on_site',
          holderKind: 'bureau',
          nodeId: me.grants.some((grant) => grant.role === 'county-staff') ? node : undefined,
        }}
      >
        {create.problem ? <Trouble error={create.problem} /> : null}
        <FairFieldset {...(at['name'] && { about: at['name'] })} />
        <Button type="primary" htmlType="submit" size="large" loading={create.isPending}>
          {t('fair.create')}
        </Button>
      </Form>
    </Page>
  );
};
