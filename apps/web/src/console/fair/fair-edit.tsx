import { useQuery } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import { Button, Form } from 'antd';
import type { ReactNode } from 'react';
import { fairs } from '../../api/fairs';
import type { Fair, NewFair } from '../../api/types';
import { useT } from '../../i18n';
import { changedIn } from '../kit/changed-in';
import { Page } from '../kit/page';
import { Loaded, Trouble } from '../kit/page-states';
import { useFormAct } from '../kit/use-form-act';
import { bodyOf, FairFieldset } from './fair-fields';

type FairFields = Omit<NewFair, 'nodeId'>;

const Edit = ({ fair }: { fair: Fair }): ReactNode => {
  const t = useT('console');
  const navigate = useNavigate();
  const [form] = Form.useForm<FairFields>();
  const save = useFormAct(form, (fields: FairFields) => fairs.change(fair.id, fair.version, changedIn(fair, bodyOf(fields))), {
    done: t('fair.saved'),
    renew: ['fairs'],
    then: () => void navigate({ to: '/fairs/$id', params: { id: fair.id } }),
  });
  return (
    <Form form={form} layout="vertical" scrollToFirstError={{ focus: true }} onFinish={save.send} initialValues={fair}>
      {save.problem ? <Trouble error={save.problem} /> : null}
      {fair.booked > 0 ? <div className="notice">{t('fair.editTold', { n: fair.booked })}</div> : null}
      <FairFieldset of={fair} />
      <Button type="primary" htmlType="submit" size="large" loading={save.isPending}>
        {t('fair.save')}
      </Button>
    </Form>
  );
};

export const EditFairPage = (): ReactNode => {
  const t = useT('console');
  const { id = '' } = useParams({ strict: false });
  const query = useQuery({ queryKey: ['fairs', id], queryFn: () => fairs.one(id), staleTime: 0, refetchOnWindowFocus: false });
  return (
    <Loaded of={query}>
      {(fair) => (
        <Page narrow title={t('fair.editTitle', { name: fair.name })} back={{ to: `/fairs/${id}`, label: fair.name }}>
          <Edit fair={fair} />
        </Page>
      )}
    </Loaded>
  );
};
