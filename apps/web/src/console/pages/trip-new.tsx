import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Button, Form, Input } from 'antd';
import { useState, type ReactNode } from 'react';
import { trips } from '../../api/console';
import { shanghaiInstant, todayPlus } from '../../lib/format';
import { useT } from '../../i18n';
import { placeErrors } from '../parts/form-problem';
import { NativeSelect } from '../parts/native-select';
import { Page } from '../parts/page';
import { Trouble } from '../parts/page-states';
import { useAct } from '../parts/use-act';
import { useMe } from '../parts/use-me';

interface Fields {
  mode: string;
  number?: string;
  from: string;
  to: string;
  departAt: string;
  arriveAt: string;
}

export const NewTripPage = (): ReactNode => {
  const t = useT('console');
  const me = useMe();
  const navigate = useNavigate();
  const [form] = Form.useForm<Fields>();
  const [error, setError] = useState<unknown>();
  const last = useQuery({ queryKey: ['trips', 'last'], queryFn: () => trips.list({ limit: 1 }) }).data?.items[0];
  const supplierId = me.grants.find((grant) => grant.supplierId)?.supplierId;
  const create = useAct(
    ({ departAt, arriveAt, ...rest }: Fields) => trips.create({ ...rest, ...(supplierId ? { supplierId } : {}), departAt: shanghaiInstant(departAt), arriveAt: shanghaiInstant(arriveAt) }),
    { done: t('trips.created'), renew: ['trips'], quiet: true, then: (trip) => void navigate({ to: '/trips/$id', params: { id: trip.id } }) },
  );
  const finish = (fields: Fields): void => {
    setError(undefined);
    create.mutate(fields, { onError: (problem) => setError(placeErrors(form, problem)) });
  };
  const need = (what: string) => [{ required: true, message: t('form.missing', { what }) }];
  return (
    <Page narrow title={t('trips.new')} intro={t('trips.newIntro')} back={{ to: '/trips', label: t('menu.trips') }}>
      <Form key={last?.id ?? 'new'} form={form} layout="vertical" onFinish={finish} scrollToFirstError={{ focus: true }}
        initialValues={{ mode: 'train', from: last?.from, to: last?.to, departAt: `${todayPlus(1)}T08:00`, arriveAt: `${todayPlus(2)}T12:00` }}>
        {error ? <Trouble error={error} /> : null}
        <div className="form-grid">
          <Form.Item name="mode" label={t('trips.mode')}><NativeSelect from="console" names="mode" values={['train', 'coach', 'flight', 'car']} /></Form.Item>
          <Form.Item name="number" label={t('trips.number')}><Input /></Form.Item>
          <Form.Item name="from" label={t('trips.from')} rules={need(t('trips.from'))}><Input /></Form.Item>
          <Form.Item name="to" label={t('trips.to')} rules={need(t('trips.to'))}><Input /></Form.Item>
          <Form.Item name="departAt" label={t('trips.depart')} rules={need(t('trips.depart'))}><Input type="datetime-local" /></Form.Item>
          <Form.Item name="arriveAt" label={t('trips.arrive')} dependencies={['departAt']}
            rules={[...need(t('trips.arrive')), ({ getFieldValue }) => ({ validator: (_, at?: string) => (at && at <= String(getFieldValue('departAt')) ? Promise.reject(new Error(t('trips.order'))) : Promise.resolve()) })]}>
            <Input type="datetime-local" />
          </Form.Item>
        </div>
        <Button type="primary" htmlType="submit" size="large" loading={create.isPending}>{t('trips.create')}</Button>
      </Form>
    </Page>
  );
};
