import { useQuery } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import { Button, Form } from 'antd';
import type { ReactNode } from 'react';
import { needs } from '../../api/console';
import type { Need } from '../../api/types';
import { useT } from '../../i18n';
import { changesOf, NeedFieldset, type NeedFields } from './need-form';
import { Page } from '../kit/page';
import { Loaded, Trouble } from '../kit/page-states';
import { useFigures } from '../kit/use-figures';
import { useFormAct } from '../kit/use-form-act';

const Edit = ({ need }: { need: Need }): ReactNode => {
  const t = useT('console');
  const navigate = useNavigate();
  const [form] = Form.useForm<NeedFields>();
  const title = Form.useWatch('title', form) ?? need.title;
  const figures = useFigures();
  const change = (fields: NeedFields) =>
    figures((figuresConfirmed) => needs.change(need.id, need.version, { ...changesOf(need, fields), figuresConfirmed }));
  const save = useFormAct(form, change, {
    done: (saved) => t(saved.revision ? 'revision.waits' : 'need.saved'),
    renew: ['needs', 'board'],
    then: () => void navigate({ to: '/needs/$id', params: { id: need.id } }),
  });
  return (
    <Form
      form={form}
      layout="vertical"
      scrollToFirstError={{ focus: true }}
      onFinish={save.send}
      initialValues={{
        ...need,
        occupationCode: need.occupationCode ?? undefined,
        short: need.short || undefined,
        licences: need.licences.join('，'),
      }}
    >
      {save.problem ? <Trouble error={save.problem} /> : null}
      <NeedFieldset title={title} chosen={need.occupationName} agency={!need.inFigures || need.clientCreditCode !== null} />
      <div className="sticky-action">
        <Button type="primary" htmlType="submit" size="large" block loading={save.isPending}>
          {t('need.save')}
        </Button>
      </div>
    </Form>
  );
};

export const EditNeedPage = (): ReactNode => {
  const t = useT('console');
  const { id = '' } = useParams({ strict: false });
  const query = useQuery({ queryKey: ['needs', id], queryFn: () => needs.one(id), refetchOnWindowFocus: false });
  return (
    <Loaded of={query}>
      {(need) => (
        <Page narrow title={t('need.editTitle', { title: need.title })} back={{ to: `/needs/${id}`, label: need.title }}>
          <Edit need={need} />
        </Page>
      )}
    </Loaded>
  );
};
