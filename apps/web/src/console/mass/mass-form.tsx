import { useNavigate } from '@tanstack/react-router';
import { Button, Checkbox, Form, Input } from 'antd';
import type { ReactNode } from 'react';
import { massMessages } from '../../api/office';
import type { Mass, MassDraft } from '../../api/types';
import { useT } from '../../i18n';
import { NativeSelect } from '../kit/native-select';
import { useNodes } from '../kit/node';
import { Page, Section } from '../kit/page';
import { Trouble } from '../kit/page-states';
import { useFormAct } from '../kit/use-form-act';
import { ChannelOrder } from './channel-order';
import { Industries } from './industries';

const MARKS = ['keyOnly', 'aboveScaleOnly', 'openNeedsOnly'] as const;
const BLANK: MassDraft = {
  ...{ kind: 'official', titleZh: '', bodyZh: '', titleEn: '', bodyEn: '' },
  ...{ nodeIds: [], industries: [], keyOnly: false, aboveScaleOnly: false, openNeedsOnly: false, channels: ['email'] },
};

const Places = ({ value = [], onChange }: { value?: string[]; onChange?: (ids: string[]) => void }): ReactNode => {
  const nodes = useNodes();
  return (
    <Checkbox.Group
      className="places-choice"
      value={value}
      onChange={onChange}
      options={nodes.map(({ id, name }) => ({ value: id, label: name }))}
    />
  );
};

/** What is said to whom by which channels. */
export const MassForm = ({ kept, then }: { kept?: Mass; then: (one: Mass) => void }): ReactNode => {
  const t = useT('console');
  const [form] = Form.useForm<MassDraft>();
  const need = (what: string) => [{ required: true, message: t('form.missing', { what }) }];
  const before = kept ? { ...kept, nodeIds: kept.paths.map((path) => path.split('/').filter(Boolean).at(-1) ?? '') } : BLANK;
  const save = useFormAct(
    form,
    (fields: MassDraft) => {
      const draft: MassDraft = { ...BLANK, ...fields };
      return kept ? massMessages.edit(kept, draft) : massMessages.create(draft);
    },
    { done: t('mass.saved'), renew: ['mass-messages', 'mass-message', 'mass-preview'], then },
  );
  return (
    <Form form={form} layout="vertical" onFinish={save.send} scrollToFirstError={{ focus: true }} initialValues={before}>
      {save.problem ? <Trouble error={save.problem} /> : null}
      <Section title={t('mass.what')}>
        <Form.Item name="kind" label={t('mass.kind')} extra={t('mass.kindHelp')}>
          <NativeSelect from="console" names="massKind" values={['official', 'commercial']} />
        </Form.Item>
        <Form.Item name="titleZh" label={t('mass.titleZh')} rules={need(t('mass.titleZh'))}>
          <Input maxLength={60} />
        </Form.Item>
        <Form.Item
          name="bodyZh"
          label={t('mass.bodyZh')}
          rules={need(t('mass.bodyZh'))}
          // What is to be typed as it stands.
          extra={<span translate="no">{t('mass.variables')}</span>}
        >
          <Input.TextArea maxLength={500} autoSize={{ minRows: 3 }} />
        </Form.Item>
        <Form.Item name="titleEn" label={t('mass.titleEn')}>
          <Input maxLength={120} lang="en" />
        </Form.Item>
        <Form.Item name="bodyEn" label={t('mass.bodyEn')}>
          <Input.TextArea maxLength={1000} lang="en" autoSize={{ minRows: 3 }} />
        </Form.Item>
      </Section>
      <Section title={t('mass.whom')}>
        <Form.Item name="nodeIds" label={t('mass.places')} extra={t('mass.placesHelp')}>
          <Places />
        </Form.Item>
        <Form.Item name="industries" label={t('mass.industries')} extra={t('mass.industriesHelp')}>
          <Industries />
        </Form.Item>
        {MARKS.map((name) => (
          <Form.Item key={name} name={name} valuePropName="checked" className="tight">
            <Checkbox>{t(`mass.${name}`)}</Checkbox>
          </Form.Item>
        ))}
      </Section>
      <Section title={t('mass.how')}>
        <Form.Item name="channels" label={t('mass.channels')} extra={t('mass.channelsHelp')}>
          <ChannelOrder textable />
        </Form.Item>
      </Section>
      <Button type="primary" htmlType="submit" loading={save.isPending}>
        {t('mass.save')}
      </Button>
    </Form>
  );
};

export const NewMassPage = (): ReactNode => {
  const t = useT('console');
  const navigate = useNavigate();
  return (
    <Page narrow title={t('mass.new')} back={{ to: '/mass-messages', label: t('menu.mass') }}>
      <MassForm then={(one) => void navigate({ to: '/mass-messages/$id', params: { id: one.id } })} />
    </Page>
  );
};
