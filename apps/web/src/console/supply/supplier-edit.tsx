import { useQuery } from '@tanstack/react-query';
import { Button, Checkbox, Form, Input } from 'antd';
import type { ReactNode } from 'react';
import { reference, supply } from '../../api/console';
import type { Supplier, SupplierChanges } from '../../api/types';
import { useT } from '../../i18n';
import { changedIn } from '../kit/changed-in';
import { NativeSelect } from '../kit/native-select';
import { Section } from '../kit/page';
import { Trouble } from '../kit/page-states';
import { useFormAct } from '../kit/use-form-act';
import { useWholeNumberRule, WholeNumber } from '../kit/whole-number';

const Papers = ({ agency }: { agency: boolean }): ReactNode => {
  const t = useT('console');
  const whole = useWholeNumberRule();
  return (
    <div className="form-grid">
      <Form.Item name="agreementNo" label={t('supplier.agreementNo')}>
        <Input maxLength={60} />
      </Form.Item>
      <Form.Item name="agreementFrom" label={t('supplier.agreementFrom')}>
        <Input type="date" />
      </Form.Item>
      <Form.Item name="agreementUntil" label={t('supplier.agreementUntil')}>
        <Input type="date" />
      </Form.Item>
      <Form.Item name="licenceNo" label={t('supplier.licence')} rules={[{ required: agency, message: t('supplier.licenceMissing') }]}>
        <Input maxLength={60} />
      </Form.Item>
      <Form.Item name="licenceUntil" label={t('supplier.licenceUntil')} extra={agency ? t('supplier.licenceUntilHelp') : undefined}>
        <Input type="date" />
      </Form.Item>
      <Form.Item name="remindDays" label={t('supplier.remindDays')} rules={[{ required: true }, whole({ min: 0, max: 365 })]}>
        <WholeNumber min={0} max={365} />
      </Form.Item>
    </div>
  );
};

const Covers = ({ value = [], onChange }: { value?: string[]; onChange?: (value: string[]) => void }): ReactNode => {
  const provinces = useQuery({ queryKey: ['divisions', ''], queryFn: () => reference.divisions(), staleTime: Infinity });
  const options = (provinces.data?.items ?? []).map(({ code, name }) => ({ value: code, label: name }));
  return <Checkbox.Group className="covers" options={options} value={value} onChange={(codes) => onChange?.(codes)} />;
};

/** What is kept of a supplier, to be put right; only what was changed is sent. */
export const SupplierEdit = ({ one, close }: { one: Supplier; close: () => void }): ReactNode => {
  const t = useT('console');
  const whole = useWholeNumberRule();
  const [form] = Form.useForm<SupplierChanges>();
  const station = one.kind === 'station';
  const save = useFormAct(form, (fields: SupplierChanges) => supply.changeSupplier(one.id, one.version, changedIn(one, emptied(fields))), {
    done: t('supplier.saved'),
    renew: ['suppliers'],
    then: close,
  });
  return (
    <Section title={t('supplier.edit')}>
      <Form form={form} layout="vertical" className="card" onFinish={save.send} initialValues={one}>
        {save.problem ? <Trouble error={save.problem} /> : null}
        <Form.Item
          name="name"
          label={t('supplier.name')}
          rules={[{ required: true, message: t('form.missing', { what: t('supplier.name') }) }]}
        >
          <Input maxLength={120} />
        </Form.Item>
        <div className="form-grid">
          {station ? (
            <>
              <Form.Item name="stationKind" label={t('supplier.stationKind')}>
                <NativeSelect from="console" names="stationKind" values={['labour', 'talent']} />
              </Form.Item>
              <Form.Item name="level" label={t('supplier.level')}>
                <NativeSelect from="console" names="supplierLevel" values={['provincial', 'branch', 'county']} />
              </Form.Item>
            </>
          ) : null}
          <Form.Item name="host" label={t('supplier.host')}>
            <Input maxLength={120} />
          </Form.Item>
          <Form.Item name="staffCount" label={t('supplier.staffCount')} rules={[whole({ min: 0, max: 10_000 })]}>
            <WholeNumber min={0} max={10_000} />
          </Form.Item>
          <Form.Item name="contactName" label={t('supplier.contact')}>
            <Input maxLength={60} />
          </Form.Item>
          <Form.Item name="contactPhone" label={t('supplier.phone')}>
            <Input type="tel" />
          </Form.Item>
          <Form.Item name="peoplePerRun" label={t('supplier.perRun')} rules={[whole({ min: 1, max: 1_000_000 })]}>
            <WholeNumber min={1} max={1_000_000} />
          </Form.Item>
        </div>
        <Papers agency={one.kind === 'agency'} />
        <Form.Item name="covers" label={t('supplier.covers')}>
          <Covers />
        </Form.Item>
        <span className="row">
          <Button type="primary" htmlType="submit" loading={save.isPending}>
            {t('supplier.save')}
          </Button>
          <Button onClick={close}>{t('ask.cancel')}</Button>
        </span>
      </Form>
    </Section>
  );
};

/** A field that was emptied says that there is nothing. */
const emptied = (fields: SupplierChanges): SupplierChanges =>
  Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, value === '' || value === undefined ? null : value]));
