import { useQuery } from '@tanstack/react-query';
import { MOBILE_WRITTEN } from '../../lib/phone';
import { Form, Input, Modal } from 'antd';
import { useState, type ReactNode } from 'react';
import { reference, supply } from '../../api/console';
import type { NewSupplier as SupplierBody, NewSupplierPerson as NewPerson, Supplier } from '../../api/types';
import { useT } from '../../i18n';
import { filledIn } from '../kit/changed-in';
import { NativeSelect } from '../kit/native-select';
import { Trouble } from '../kit/page-states';
import { useShowLink } from '../kit/show-link';
import { useFormAct } from '../kit/use-form-act';
import { useWholeNumberRule, WholeNumber } from '../kit/whole-number';

interface Place {
  code: string;
  lng: number;
  lat: number;
}

/** Province, then city: the code and the point on the map come from the table of divisions. */
const DivisionField = ({ id, value, onChange }: { id?: string; value?: Place; onChange?: (place: Place) => void }): ReactNode => {
  const t = useT('console');
  const [province, setProvince] = useState('');
  const provinces = useQuery({ queryKey: ['divisions', ''], queryFn: () => reference.divisions(), staleTime: Infinity });
  const cities = useQuery({
    queryKey: ['divisions', province],
    queryFn: () => reference.divisions(province),
    enabled: province !== '',
    staleTime: Infinity,
  });
  const choose = (code: string): void => {
    const found = cities.data?.items.find((one) => one.code === code) ?? provinces.data?.items.find((one) => one.code === code);
    const point = found?.lng == null ? provinces.data?.items.find((one) => one.code === province) : found;
    if (found) onChange?.({ code: found.code, lng: point?.lng ?? 0, lat: point?.lat ?? 0 });
  };
  return (
    <div className="form-grid two-selects">
      <select
        id={id}
        className="select"
        value={province}
        onChange={(event) => {
          setProvince(event.target.value);
        }}
      >
        <option value="" disabled>
          {t('supplier.province')}
        </option>
        {provinces.data?.items.map((one) => (
          <option key={one.code} value={one.code}>
            {one.name}
          </option>
        ))}
      </select>
      <select
        className="select"
        aria-label={t('supplier.city')}
        value={value?.code ?? ''}
        disabled={!province}
        onChange={(event) => choose(event.target.value)}
      >
        <option value="" disabled>
          {t('supplier.city')}
        </option>
        {cities.data?.items.map((one) => (
          <option key={one.code} value={one.code}>
            {one.name}
          </option>
        ))}
      </select>
    </div>
  );
};

type Fields = Omit<SupplierBody, 'divisionCode' | 'lng' | 'lat'> & { place: Place };

export const NewSupplier = ({ open, close }: { open: boolean; close: () => void }): ReactNode => {
  const t = useT('console');
  const whole = useWholeNumberRule();
  const [form] = Form.useForm<Fields>();
  const kind = Form.useWatch('kind', form) as string | undefined;
  const create = useFormAct(
    form,
    ({ place, ...fields }: Fields) =>
      supply.createSupplier({ ...filledIn(fields), divisionCode: place.code, lng: place.lng, lat: place.lat }),
    {
      done: t('supplier.created'),
      renew: ['suppliers'],
      then: () => {
        form.resetFields();
        close();
      },
    },
  );
  const need = (what: string) => [{ required: true, message: t('form.missing', { what }) }];
  return (
    <Modal
      open={open}
      title={t('supplier.new')}
      okText={t('supplier.create')}
      cancelText={t('ask.cancel')}
      confirmLoading={create.isPending}
      onOk={() => form.submit()}
      onCancel={close}
    >
      <Form
        form={form}
        layout="vertical"
        onFinish={create.send}
        initialValues={{ kind: 'station', level: 'branch', stationKind: 'labour' }}
      >
        {create.problem ? <Trouble error={create.problem} /> : null}
        <Form.Item name="name" label={t('supplier.name')} rules={need(t('supplier.name'))}>
          <Input maxLength={120} />
        </Form.Item>
        <Form.Item name="place" label={t('supplier.place')} rules={need(t('supplier.place'))}>
          <DivisionField />
        </Form.Item>
        <div className="form-grid">
          <Form.Item name="kind" label={t('supplier.kind')}>
            <NativeSelect from="console" names="supplierKind" values={['station', 'agency', 'bureau', 'school']} />
          </Form.Item>
          {kind === 'station' ? (
            <>
              <Form.Item name="stationKind" label={t('supplier.stationKind')}>
                <NativeSelect from="console" names="stationKind" values={['labour', 'talent']} />
              </Form.Item>
              <Form.Item name="level" label={t('supplier.level')}>
                <NativeSelect from="console" names="supplierLevel" values={['provincial', 'branch', 'county']} />
              </Form.Item>
            </>
          ) : (
            <>
              <Form.Item name="licenceNo" label={t('supplier.licence')}>
                <Input maxLength={60} />
              </Form.Item>
              <Form.Item name="licenceUntil" label={t('supplier.licenceUntil')}>
                <Input type="date" />
              </Form.Item>
            </>
          )}
          <Form.Item name="peoplePerRun" label={t('supplier.perRun')} rules={[whole({ min: 1, max: 1_000_000 })]}>
            <WholeNumber min={1} max={1_000_000} />
          </Form.Item>
        </div>
      </Form>
    </Modal>
  );
};

export const NewSupplierPerson = ({ supplier, close }: { supplier: Supplier | undefined; close: () => void }): ReactNode => {
  const t = useT('console');
  const [form] = Form.useForm<NewPerson>();
  const showLink = useShowLink();
  const create = useFormAct(
    form,
    ({ email, phone, ...fields }: NewPerson) =>
      supply.addPerson(supplier?.id ?? '', { ...fields, email: email || undefined, phone: phone || undefined }),
    {
      renew: [],
      then: ({ name, link }) => {
        form.resetFields();
        close();
        showLink(name, link);
      },
    },
  );
  return (
    <Modal
      open={supplier !== undefined}
      title={t('supplier.personTitle', { name: supplier?.name ?? '' })}
      okText={t('user.create')}
      cancelText={t('ask.cancel')}
      confirmLoading={create.isPending}
      onOk={() => form.submit()}
      onCancel={close}
    >
      <Form form={form} layout="vertical" onFinish={create.send}>
        {create.problem ? <Trouble error={create.problem} /> : null}
        <Form.Item name="name" label={t('register.name')} rules={[{ required: true, min: 2, message: t('register.personMissing') }]}>
          <Input autoComplete="off" />
        </Form.Item>
        <Form.Item
          name="phone"
          label={t('register.phone')}
          rules={[{ required: true, pattern: MOBILE_WRITTEN, message: t('register.phoneWrong') }]}
        >
          <Input type="tel" autoComplete="off" />
        </Form.Item>
        <Form.Item name="email" label={t('register.email')} rules={[{ type: 'email', message: t('register.emailWrong') }]}>
          <Input type="email" autoComplete="off" />
        </Form.Item>
        <p className="faint">{t('supplier.personHelp')}</p>
      </Form>
    </Modal>
  );
};
