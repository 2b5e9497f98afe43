import { useQuery } from '@tanstack/react-query';
import { Button, Checkbox, Form, Input } from 'antd';
import type { ReactNode } from 'react';
import { needs } from '../../api/console';
import { fairResults } from '../../api/fair-results';
import type { Fair } from '../../api/types';
import { useT } from '../../i18n';
import { NativeSelect } from '../kit/native-select';
import { Trouble } from '../kit/page-states';
import { useFormAct } from '../kit/use-form-act';

const KINDS = ['interested', 'interview', 'offer', 'hired', 'unsuitable'] as const;

interface Said {
  number: string;
  kind: (typeof KINDS)[number];
  needId?: string;
  metFirst?: boolean;
  phone?: string;
}

/** What came of one person, by the number on their ticket. */
export const OneResult = ({ fair, own, renew }: { fair: Fair; own: string; renew: string[] }): ReactNode => {
  const t = useT('console');
  const [form] = Form.useForm<Said>();
  const kind = Form.useWatch('kind', form);
  const posts = useQuery({ queryKey: ['needs', 'of', own], queryFn: () => needs.list({ enterprise: own, limit: 100 }) });
  const save = useFormAct(
    form,
    ({ number, kind: said, needId, metFirst = false, phone }: Said) =>
      fairResults.take(fair.id, {
        rows: [{ number, kind: said, needId: needId || null, metFirst: said === 'hired' && metFirst, phone: phone || null }],
      }),
    { done: t('fairResult.said'), renew, then: () => form.resetFields() },
  );
  return (
    <Form form={form} layout="vertical" className="card result-form" onFinish={save.send} initialValues={{ kind: 'interested' }}>
      {save.problem ? <Trouble error={save.problem} /> : null}
      <Form.Item
        name="number"
        label={t('fairResult.columns.number')}
        rules={[{ required: true, pattern: /^\d{8}$/, message: t('fairResult.eight') }]}
      >
        <Input inputMode="numeric" maxLength={8} autoComplete="off" />
      </Form.Item>
      <Form.Item name="kind" label={t('fairResult.columns.result')}>
        <NativeSelect from="console" names="fairResult.kinds" values={[...KINDS]} />
      </Form.Item>
      <Form.Item name="needId" label={t('fairResult.columns.post')} extra={kind === 'hired' ? t('fairResult.postHelp') : null}>
        <select className="select">
          <option value="">{t('fairResult.noPost')}</option>
          {(posts.data?.items ?? []).map(({ id, title }) => (
            <option key={id} value={id}>
              {title}
            </option>
          ))}
        </select>
      </Form.Item>
      {kind === 'hired' ? (
        <>
          <Form.Item name="metFirst" valuePropName="checked" extra={t('fairResult.metHelp')}>
            <Checkbox>{t('fairResult.met')}</Checkbox>
          </Form.Item>
          <Form.Item name="phone" label={t('fairResult.phone')} extra={t('fairResult.phoneHelp')}>
            <Input inputMode="tel" maxLength={20} autoComplete="off" />
          </Form.Item>
        </>
      ) : null}
      <Button htmlType="submit" loading={save.isPending}>
        {t('fairResult.save')}
      </Button>
    </Form>
  );
};
