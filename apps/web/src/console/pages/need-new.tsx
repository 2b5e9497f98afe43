import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Button, Checkbox, Form, Input, InputNumber } from 'antd';
import { useState, type ReactNode } from 'react';
import { enterprises, needs } from '../../api/console';
import type { NewNeed } from '../../api/types';
import { useT } from '../../i18n';
import { todayPlus } from '../../lib/format';
import { remember, remembered } from '../../lib/storage';
import { placeErrors } from '../parts/form-problem';
import { NativeSelect } from '../parts/native-select';
import { OccupationField } from '../parts/occupation-field';
import { Page } from '../parts/page';
import { Trouble } from '../parts/page-states';
import { useAct } from '../parts/use-act';

const draftKey = 'gangqiao.need-draft';
const contactKey = 'gangqiao.need-contact';
const parsed = (text: string | null): Partial<NewNeed> => {
  try {
    return text ? (JSON.parse(text) as Partial<NewNeed>) : {};
  } catch {
    return {};
  }
};

const What = ({ title }: { title: string }): ReactNode => {
  const t = useT('console');
  return (
    <>
      <Form.Item name="title" label={t('need.title')} extra={t('need.titleHelp')} rules={[{ required: true, min: 2, message: t('need.titleMissing') }]}><Input maxLength={60} placeholder={t('need.titleHint')} /></Form.Item>
      <Form.Item name="occupationCode" label={t('need.occupation')} rules={[{ required: true, message: t('need.occupationMissing') }]}><OccupationField hint={title} /></Form.Item>
      <div className="form-grid">
        <Form.Item name="short" label={t('need.short')} rules={[{ required: true, message: t('need.shortMissing') }]}><InputNumber min={1} max={9999} precision={0} inputMode="numeric" style={{ width: '100%' }} /></Form.Item>
        <Form.Item name="skillLevel" label={t('need.level')}><NativeSelect names="level" values={['0', '1', '2', '3', '4', '5', '6', '7', '8']} numeric /></Form.Item>
        <Form.Item name="wageFromYuan" label={t('need.wageFrom')} extra={t('need.wageHelp')}><InputNumber min={500} max={200000} step={100} precision={0} inputMode="numeric" style={{ width: '100%' }} /></Form.Item>
        <Form.Item name="wageToYuan" label={t('need.wageTo')} dependencies={['wageFromYuan']}
          rules={[({ getFieldValue }) => ({ validator: (_, to?: number) => (to && to < Number(getFieldValue('wageFromYuan') ?? 0) ? Promise.reject(new Error(t('need.wageCrossed'))) : Promise.resolve()) })]}>
          <InputNumber min={500} max={200000} step={100} precision={0} inputMode="numeric" style={{ width: '100%' }} />
        </Form.Item>
        <Form.Item name="startFrom" label={t('need.startFrom')}><Input type="date" /></Form.Item>
        <Form.Item name="startBy" label={t('need.startBy')}><Input type="date" /></Form.Item>
      </div>
      <Form.Item name="lodging" valuePropName="checked" className="tight"><Checkbox>{t('need.lodging')}</Checkbox></Form.Item>
      <Form.Item name="trainable" valuePropName="checked"><Checkbox>{t('need.trainable')}</Checkbox></Form.Item>
    </>
  );
};

const More = (): ReactNode => {
  const t = useT('console');
  return (
    <details className="more-fields">
      <summary>{t('need.more')}</summary>
      <div className="form-grid">
        <Form.Item name="form" label={t('need.form')}><NativeSelect names="form" values={['', 'direct', 'dispatch', 'outsourced']} /></Form.Item>
        <Form.Item name="shift" label={t('need.shift')}><NativeSelect names="shift" values={['', 'day', 'two', 'three']} /></Form.Item>
        <Form.Item name="licences" label={t('need.licences')} extra={t('need.licencesHelp')}><Input /></Form.Item>
      </div>
    </details>
  );
};

const Contact = (): ReactNode => {
  const t = useT('console');
  return (
    <div className="form-grid">
      <Form.Item name="contactName" label={t('need.contact')} rules={[{ required: true, message: t('need.contactMissing') }]}><Input autoComplete="name" /></Form.Item>
      <Form.Item name="contactPhone" label={t('need.phone')} extra={t('need.phoneHelp')} rules={[{ required: true, message: t('need.phoneMissing') }]}><Input type="tel" autoComplete="tel" inputMode="tel" /></Form.Item>
    </div>
  );
};

type Fields = Omit<NewNeed, 'licences'> & { licences?: string | string[] };
const bodyOf = ({ licences, ...rest }: Fields): NewNeed => {
  const list = (Array.isArray(licences) ? licences : (licences ?? '').split(/[,，、\s]+/)).filter(Boolean);
  const filled = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined && value !== null && value !== '')) as unknown as NewNeed;
  return list.length ? { ...filled, licences: list } : filled;
};

export const NewNeedPage = (): ReactNode => {
  const t = useT('console');
  const navigate = useNavigate();
  const [form] = Form.useForm<Fields>();
  const title = Form.useWatch('title', form) ?? '';
  const mine = useQuery({ queryKey: ['enterprises', 'mine'], queryFn: enterprises.mine });
  const [error, setError] = useState<unknown>();
  const send = useAct((fields: Fields) => needs.create({ ...bodyOf(fields), ...(mine.data?.[0] ? { enterpriseId: mine.data[0].id } : {}) }), {
    done: t('need.published'),
    renew: ['needs'],
    quiet: true,
    then: (need) => {
      const { contactName, contactPhone } = form.getFieldsValue();
      remember(contactKey, JSON.stringify({ contactName, contactPhone }));
      remember(draftKey, null);
      void navigate({ to: '/needs/$id', params: { id: need.id } });
    },
  });
  const initial: Partial<Fields> = { skillLevel: 0, startFrom: todayPlus(), startBy: todayPlus(30), lodging: false, trainable: false, ...parsed(remembered(contactKey)), ...parsed(remembered(draftKey)) };
  const finish = (fields: Fields): void => {
    setError(undefined);
    send.mutate(fields, { onError: (problem) => setError(placeErrors(form, problem)) });
  };
  return (
    <Page narrow title={t('need.new')} intro={t('need.newIntro')} back={{ to: '/needs', label: t('needs.mine') }}>
      <Form form={form} layout="vertical" initialValues={initial} scrollToFirstError={{ focus: true }} onFinish={finish} onValuesChange={(_, all) => remember(draftKey, JSON.stringify(all))}>
        {error ? <Trouble error={error} /> : null}
        <What title={title} />
        <Contact />
        <More />
        <div className="sticky-action"><Button type="primary" htmlType="submit" size="large" block loading={send.isPending}>{t('need.publish')}</Button></div>
      </Form>
    </Page>
  );
};
