import { Form, Input } from 'antd';
import type { ReactNode } from 'react';
import type { NewFair } from '../../api/types';
import { useT } from '../../i18n';
import { NativeSelect } from '../kit/native-select';
import { PlaceSelect } from '../kit/node';
import { useWholeNumberRule, WholeNumber } from '../kit/whole-number';

/** What is sent of the form: an emptied field is an empty value, not a missing one. */
export const bodyOf = <F extends Partial<NewFair>>({ ...fields }: F): F => ({
  ...fields,
  expectedAttendance: fields.expectedAttendance ?? null,
  dutyStaff: fields.dutyStaff ?? null,
  permitNumber: fields.permitNumber?.trim() || null,
  note: fields.note?.trim() || null,
});

/** @param hosted who holds it is chosen here; of a fair that exists it stays */
export const FairFieldset = ({ hosted = false }: { hosted?: boolean }): ReactNode => {
  const t = useT('console');
  const form = Form.useFormInstance<NewFair>();
  const expected = Number(Form.useWatch('expectedAttendance', form) ?? 0);
  const permit = Form.useWatch('permitNumber', form);
  const whole = useWholeNumberRule();
  const need = (what: string) => [{ required: true, message: t('form.missing', { what }) }];
  return (
    <>
      <Form.Item name="name" label={t('fair.name')} rules={need(t('fair.name'))}>
        <Input maxLength={120} />
      </Form.Item>
      <div className="form-grid">
        {hosted ? (
          <Form.Item name="nodeId" label={t('fair.host')} rules={need(t('fair.host'))}>
            <PlaceSelect />
          </Form.Item>
        ) : null}
        <Form.Item name="campaign" label={t('fair.campaign')}>
          <NativeSelect names="campaign" values={['none', 'spring-breeze', 'hundred-days', 'private-enterprises', 'graduates']} />
        </Form.Item>
        <Form.Item name="day" label={t('fair.day')} rules={need(t('fair.day'))}>
          <Input type="date" />
        </Form.Item>
        <Form.Item name="opensAt" label={t('fair.opensAt')} rules={need(t('fair.opensAt'))}>
          <Input type="time" />
        </Form.Item>
        <Form.Item
          name="closesAt"
          label={t('fair.closesAt')}
          dependencies={['opensAt']}
          rules={[
            ...need(t('fair.closesAt')),
            ({ getFieldValue }) => ({
              validator: (_rule, closesAt: string) =>
                !closesAt || closesAt > (getFieldValue('opensAt') as string)
                  ? Promise.resolve()
                  : Promise.reject(new Error(t('fair.closesAfter'))),
            }),
          ]}
        >
          <Input type="time" />
        </Form.Item>
        <Form.Item name="boothCount" label={t('fair.booths')} rules={[...need(t('fair.booths')), whole({ min: 1, max: 2000 })]}>
          <WholeNumber min={1} max={2000} />
        </Form.Item>
        <Form.Item name="expectedAttendance" label={t('fair.expected')} rules={[whole({ min: 0, max: 10_000_000 })]}>
          <WholeNumber min={0} max={10_000_000} />
        </Form.Item>
        <Form.Item name="dutyStaff" label={t('fair.duty')} extra={t('fair.dutyHelp')} rules={[whole({ min: 0, max: 10_000 })]}>
          <WholeNumber min={0} max={10_000} />
        </Form.Item>
      </div>
      {expected >= 1000 || permit ? (
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
      <Form.Item name="note" label={t('fair.note')}>
        <Input.TextArea maxLength={2000} autoSize={{ minRows: 2, maxRows: 8 }} />
      </Form.Item>
    </>
  );
};
