import { Checkbox, Form, Input, InputNumber } from 'antd';
import type { ReactNode } from 'react';
import type { NewNeed } from '../../api/types';
import { useT } from '../../i18n';
import { NativeSelect } from '../kit/native-select';
import { OccupationField } from '../kit/occupation-field';

const What = ({ title, chosen }: { title: string; chosen: string | null }): ReactNode => {
  const t = useT('console');
  return (
    <>
      <Form.Item
        name="title"
        label={t('need.title')}
        extra={t('need.titleHelp')}
        rules={[{ required: true, min: 2, message: t('need.titleMissing') }]}
      >
        <Input maxLength={60} placeholder={t('need.titleHint')} />
      </Form.Item>
      <Form.Item name="occupationCode" label={t('need.occupation')} rules={[{ required: true, message: t('need.occupationMissing') }]}>
        <OccupationField hint={title} {...(chosen ? { name: chosen } : {})} />
      </Form.Item>
      <div className="form-grid">
        <Form.Item name="short" label={t('need.short')} rules={[{ required: true, message: t('need.shortMissing') }]}>
          <InputNumber min={1} max={9999} precision={0} inputMode="numeric" style={{ width: '100%' }} />
        </Form.Item>
        <Form.Item name="skillLevel" label={t('need.level')}>
          <NativeSelect names="level" values={['0', '1', '2', '3', '4', '5', '6', '7', '8']} numeric />
        </Form.Item>
        <Form.Item name="wageFromYuan" label={t('need.wageFrom')} extra={t('need.wageHelp')}>
          <InputNumber min={500} max={200000} step={100} precision={0} inputMode="numeric" style={{ width: '100%' }} />
        </Form.Item>
        <Form.Item
          name="wageToYuan"
          label={t('need.wageTo')}
          dependencies={['wageFromYuan']}
          rules={[
            ({ getFieldValue }) => ({
              validator: (_, to?: number) =>
                to && to < Number(getFieldValue('wageFromYuan') ?? 0)
                  ? Promise.reject(new Error(t('need.wageCrossed')))
                  : Promise.resolve(),
            }),
          ]}
        >
          <InputNumber min={500} max={200000} step={100} precision={0} inputMode="numeric" style={{ width: '100%' }} />
        </Form.Item>
        <Form.Item name="startFrom" label={t('need.startFrom')}>
          <Input type="date" />
        </Form.Item>
        <Form.Item name="startBy" label={t('need.startBy')}>
          <Input type="date" />
        </Form.Item>
      </div>
      <Form.Item name="lodging" valuePropName="checked" className="tight">
        <Checkbox>{t('need.lodging')}</Checkbox>
      </Form.Item>
      <Form.Item name="trainable" valuePropName="checked">
        <Checkbox>{t('need.trainable')}</Checkbox>
      </Form.Item>
    </>
  );
};

const More = (): ReactNode => {
  const t = useT('console');
  return (
    <details className="more-fields">
      <summary>{t('need.more')}</summary>
      <div className="form-grid">
        <Form.Item name="form" label={t('need.form')}>
          <NativeSelect names="form" values={['', 'direct', 'dispatch', 'outsourced', 'part-time', 'seasonal']} />
        </Form.Item>
        <Form.Item name="shift" label={t('need.shift')}>
          <NativeSelect names="shift" values={['', 'day', 'two', 'three', 'four-on-two', 'flexible']} />
        </Form.Item>
        <Form.Item name="licences" label={t('need.licences')} extra={t('need.licencesHelp')}>
          <Input />
        </Form.Item>
        <Form.Item name="workplace" label={t('need.workplace')}>
          <Input maxLength={120} />
        </Form.Item>
      </div>
      <Form.Item name="meals" valuePropName="checked">
        <Checkbox>{t('need.meals')}</Checkbox>
      </Form.Item>
      <Form.Item name="note" label={t('need.note')}>
        <Input.TextArea rows={3} maxLength={2000} />
      </Form.Item>
      <div></div>
    </details>
  );
};

const Contact = (): ReactNode => {
  const t = useT('console');
  return (
    <div className="form-grid">
      <Form.Item name="contactName" label={t('need.contact')} rules={[{ required: true, message: t('need.contactMissing') }]}>
        <Input autoComplete="name" />
      </Form.Item>
      <Form.Item
        name="contactPhone"
        label={t('need.phone')}
        extra={t('need.phoneHelp')}
        rules={[{ required: true, message: t('need.phoneMissing') }]}
      >
        <Input type="tel" autoComplete="tel" inputMode="tel" />
      </Form.Item>
    </div>
  );
};

export type NeedFields = Omit<NewNeed, 'licences'> & { licences?: string | string[] };
export const bodyOf = ({ licences, ...rest }: NeedFields): NewNeed => {
  const list = (Array.isArray(licences) ? licences : (licences ?? '').split(/[,，、\s]+/)).filter(Boolean);
  const filled = Object.fromEntries(
    Object.entries(rest).filter(([, value]) => value !== undefined && value !== null && value !== ''),
  ) as unknown as NewNeed;
  return list.length ? { ...filled, licences: list } : filled;
};

/** The fields of a need, in the order of what matters; who posts and who puts a draft right use the same. */
export const NeedFieldset = ({ title, chosen = null }: { title: string; chosen?: string | null }): ReactNode => (
  <>
    <What title={title} chosen={chosen} />
    <Contact />
    <More />
  </>
);
