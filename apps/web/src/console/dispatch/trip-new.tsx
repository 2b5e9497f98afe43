import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Button, Checkbox, Form, Input } from 'antd';
import type { ReactNode } from 'react';
import { promises, trips } from '../../api/console';
import type { LabourPromise, NewTrip, Trip } from '../../api/types';
import { shanghaiInstant, todayPlus } from '../../lib/format';
import { useT } from '../../i18n';
import { filledIn } from '../kit/changed-in';
import { NativeSelect } from '../kit/native-select';
import { Page } from '../kit/page';
import { PageLoading, Trouble } from '../kit/page-states';
import { useFormAct } from '../kit/use-form-act';

interface Fields {
  mode: NewTrip['mode'];
  vehicle?: string;
  promiseIds: string[];
  fromPlace: string;
  toPlace: string;
  departAt: string;
  arriveAt: string;
}

const TripForm = ({ open, last }: { open: LabourPromise[]; last: Trip | undefined }): ReactNode => {
  const t = useT('console');
  const navigate = useNavigate();
  const [form] = Form.useForm<Fields>();
  const create = useFormAct(
    form,
    ({ departAt, arriveAt, ...rest }: Fields) =>
      trips.create({
        ...filledIn(rest),
        departAt: shanghaiInstant(departAt),
        arriveAt: shanghaiInstant(arriveAt),
      }),
    {
      done: t('trips.created'),
      renew: ['trips'],
      then: (trip) => void navigate({ to: '/trips/$id', params: { id: trip.id } }),
    },
  );
  const need = (what: string) => [{ required: true, message: t('form.missing', { what }) }];
  return (
    <Form
      form={form}
      layout="vertical"
      onFinish={create.send}
      scrollToFirstError={{ focus: true }}
      initialValues={{
        mode: 'train',
        fromPlace: last?.fromPlace,
        toPlace: last?.toPlace,
        promiseIds: open.map((one) => one.id),
        departAt: `${todayPlus(1)}T08:00`,
        arriveAt: `${todayPlus(2)}T12:00`,
      }}
    >
      {create.problem ? <Trouble error={create.problem} /> : null}
      <Form.Item
        name="promiseIds"
        label={t('trips.for')}
        rules={[
          {
            validator: (_, chosen?: string[]) =>
              chosen?.length ? Promise.resolve() : Promise.reject(new Error(t('form.missing', { what: t('trips.for') }))),
          },
        ]}
      >
        <Checkbox.Group
          className="check-list"
          options={open.map((one) => ({
            value: one.id,
            label: t('manifest.promiseOption', { title: one.needTitle, who: one.enterpriseName, n: one.outstanding }),
          }))}
        />
      </Form.Item>
      <div className="form-grid">
        <Form.Item name="mode" label={t('trips.mode')}>
          <NativeSelect from="console" names="mode" values={['train', 'coach', 'flight', 'car', 'own']} />
        </Form.Item>
        <Form.Item name="vehicle" label={t('trips.number')}>
          <Input />
        </Form.Item>
        <Form.Item name="fromPlace" label={t('trips.from')} rules={need(t('trips.from'))}>
          <Input />
        </Form.Item>
        <Form.Item name="toPlace" label={t('trips.to')} rules={need(t('trips.to'))}>
          <Input />
        </Form.Item>
        <Form.Item name="departAt" label={t('trips.depart')} rules={need(t('trips.depart'))}>
          <Input type="datetime-local" />
        </Form.Item>
        <Form.Item
          name="arriveAt"
          label={t('trips.arrive')}
          dependencies={['departAt']}
          rules={[
            ...need(t('trips.arrive')),
            ({ getFieldValue }) => ({
              validator: (_, at?: string) =>
                at && at <= String(getFieldValue('departAt')) ? Promise.reject(new Error(t('trips.order'))) : Promise.resolve(),
            }),
          ]}
        >
          <Input type="datetime-local" />
        </Form.Item>
      </div>
      <Button type="primary" htmlType="submit" size="large" loading={create.isPending}>
        {t('trips.create')}
      </Button>
    </Form>
  );
};

export const NewTripPage = (): ReactNode => {
  const t = useT('console');
  const accepted = useQuery({ queryKey: ['promises', 'accepted'], queryFn: () => promises.list({ state: 'accepted', limit: 100 }) });
  const before = useQuery({ queryKey: ['trips', 'last'], queryFn: () => trips.list({ limit: 1 }) });
  const failed = accepted.error ?? before.error;
  if (failed)
    return (
      <div className="page">
        <Trouble error={failed} />
      </div>
    );
  if (!accepted.data || !before.data) return <PageLoading />;
  const open = accepted.data.items.filter((one) => one.outstanding > 0);
  return (
    <Page narrow title={t('trips.new')} intro={t('trips.newIntro')} back={{ to: '/trips', label: t('menu.trips') }}>
      {open.length ? <TripForm open={open} last={before.data.items[0]} /> : <p className="notice">{t('manifest.noPromise')}</p>}
    </Page>
  );
};
