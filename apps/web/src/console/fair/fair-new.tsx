import { useNavigate } from '@tanstack/react-router';
import { Button, Form, Input, InputNumber } from 'antd';
import type { ReactNode } from 'react';
import { fairs } from '../../api/console';
import { todayPlus } from '../../lib/format';
import { useT } from '../../i18n';
import { NativeSelect } from '../kit/native-select';
import { PlaceSelect } from '../kit/node';
import { Page } from '../kit/page';
import { Trouble } from '../kit/page-states';
import type { NewFair } from '../../api/types';
import { useFormAct } from '../kit/use-form-act';
import { useMe } from '../kit/use-me';

export const NewFairPage = (): ReactNode => {
  const t = useT('console');
  const me = useMe();
  const navigate = useNavigate();
  const [form] = Form.useForm<NewFair>();
  const expected = Number(Form.useWatch('expectedAttendance', form) ?? 0);
  const create = useFormAct(form, (fields: NewFair) => fairs.create(fields), {
    done: t('fair.created'),
    renew: ['fairs'],
    then: (fair) => void navigate({ to: '/fairs/$id', params: { id: fair.id } }),
  });
  const need = (what: string) => [{ required: true, message: t('form.missing', { what }) }];
  const node = me.grants.find((grant) => grant.nodeId)?.nodeId;
  return (
    <Page narrow title={t('fair.new')} intro={t('fair.newIntro')} back={{ to: '/fairs', label: t('menu.fairs') }}>
      <Form
        form={form}
        layout="vertical"
        onFinish={create.send}
        scrollToFirstError={{ focus: true }}
        initialValues={{
          day: todayPlus(30),
          opensAt: '09:00',
          closesAt: '14:00',
          boothCount: 40,
          campaign: 'none',
          nodeId: me.grants.some((grant) => grant.role === 'county-staff') ? node : undefined,
        }}
      >
        {create.problem ? <Trouble error={create.problem} /> : null}
        <Form.Item name="name" label={t('fair.name')} rules={need(t('fair.name'))}>
          <Input maxLength={120} />
        </Form.Item>
        <div className="form-grid">
          <Form.Item name="nodeId" label={t('fair.host')} rules={need(t('fair.host'))}>
            <PlaceSelect />
          </Form.Item>
          <Form.Item name="campaign" label={t('fair.campaign')}>
            <NativeSelect names="campaign" values={['none', 'spring-breeze', 'hundred-days', 'private-enterprises', 'graduates']} />
          </Form.Item>
          <Form.Item name="day" label={t('fair.day')} rules={need(t('fair.day'))}>
            <Input type="date" />
          </Form.Item>
          <Form.Item name="opensAt" label={t('fair.opensAt')} rules={need(t('fair.opensAt'))}>
            <Input type="time" />
          </Form.Item>
          <Form.Item name="closesAt" label={t('fair.closesAt')} rules={need(t('fair.closesAt'))}>
            <Input type="time" />
          </Form.Item>
          <Form.Item name="boothCount" label={t('fair.booths')} rules={need(t('fair.booths'))}>
            <InputNumber min={1} max={2000} precision={0} style={{ width: '100%' }} />
          </Form.Item>
          <Form.Item name="expectedAttendance" label={t('fair.expected')}>
            <InputNumber min={0} precision={0} style={{ width: '100%' }} />
          </Form.Item>
          <Form.Item name="dutyStaff" label={t('fair.duty')} extra={t('fair.dutyHelp')}>
            <InputNumber min={0} precision={0} style={{ width: '100%' }} />
          </Form.Item>
        </div>
        {expected >= 1000 ? (
          <Form.Item name="permitNumber" label={t('fair.permit')} extra={t('fair.permitHelp')}>
            <Input maxLength={80} />
          </Form.Item>
        ) : null}
        <Form.Item name="place" label={t('fair.place')} rules={need(t('fair.place'))}>
          <Input maxLength={200} />
        </Form.Item>
        <Form.Item name="theme" label={t('fair.theme')} extra={t('fair.themeHelp')} rules={need(t('fair.theme'))}>
          <Input maxLength={200} />
        </Form.Item>
        <Button type="primary" htmlType="submit" size="large" loading={create.isPending}>
          {t('fair.create')}
        </Button>
      </Form>
    </Page>
  );
};
