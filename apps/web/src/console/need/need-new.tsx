import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { App, Button, Form } from 'antd';
import { useEffect, type ReactNode } from 'react';
import { enterprises, needs, session } from '../../api/console';
import type { NewNeed } from '../../api/types';
import { useT } from '../../i18n';
import { todayPlus } from '../../lib/format';
import { remember, remembered } from '../../lib/storage';
import { bodyOf, NeedFieldset, type NeedFields } from './need-form';
import { Page } from '../kit/page';
import { Trouble } from '../kit/page-states';
import { useFigures } from '../kit/use-figures';
import { useFormAct } from '../kit/use-form-act';

const draftKey = 'gangqiao.need-draft';
const contactKey = 'gangqiao.need-contact';
const parsed = (text: string | null): Partial<NewNeed> => {
  try {
    return text ? (JSON.parse(text) as Partial<NewNeed>) : {};
  } catch {
    return {};
  }
};

export const NewNeedPage = (): ReactNode => {
  const t = useT('console');
  const navigate = useNavigate();
  const [form] = Form.useForm<NeedFields>();
  const title = Form.useWatch('title', form) ?? '';
  const mine = useQuery({ queryKey: ['enterprises', 'mine'], queryFn: enterprises.mine });
  const own = useQuery({ queryKey: ['contact'], queryFn: session.contact, staleTime: 600_000 });
  // Whom to call is whoever posts, until somebody says otherwise.
  useEffect(() => {
    if (!own.data) return;
    const { name, phone } = own.data;
    const { contactName, contactPhone } = form.getFieldsValue();
    const said = contactName || contactPhone || form.isFieldsTouched(['contactName', 'contactPhone']);
    if (!said) form.setFieldsValue({ contactName: name, ...(phone ? { contactPhone: phone } : {}) });
  }, [own.data, form]);
  const { modal } = App.useApp();
  const figures = useFigures();
  const send = useFormAct(
    form,
    (fields: NeedFields) =>
      figures((figuresConfirmed) =>
        needs.create({ ...bodyOf(fields), figuresConfirmed, ...(mine.data?.[0] ? { enterpriseId: mine.data[0].id } : {}) }),
      ),
    {
      done: (need) => t(need.state === 'checking' ? 'need.handedIn' : 'need.published'),
      renew: ['needs'],
      then: (need) => {
        const { contactName, contactPhone } = form.getFieldsValue();
        remember(contactKey, JSON.stringify({ contactName, contactPhone }));
        remember(draftKey, null);
        if (need.warnings.length)
          modal.warning({
            title: t('need.warnings'),
            content: (
              <ul>
                {need.warnings.map((one) => (
                  <li key={one.phrase}>
                    “{one.phrase}”：{one.rule}
                  </li>
                ))}
              </ul>
            ),
            okText: t('need.warningsOk'),
          });
        void navigate({ to: '/needs/$id', params: { id: need.id } });
      },
    },
  );
  const initial: Partial<NeedFields> = {
    skillLevel: 0,
    startFrom: todayPlus(),
    startBy: todayPlus(30),
    lodging: false,
    trainable: false,
    ...parsed(remembered(contactKey)),
    ...parsed(remembered(draftKey)),
  };
  return (
    <Page narrow title={t('need.new')} intro={t('need.newIntro')} back={{ to: '/needs', label: t('needs.mine') }}>
      <Form
        form={form}
        layout="vertical"
        initialValues={initial}
        scrollToFirstError={{ focus: true }}
        onFinish={send.send}
        onValuesChange={(_, all) => remember(draftKey, JSON.stringify(all))}
      >
        {send.problem ? <Trouble error={send.problem} /> : null}
        <NeedFieldset title={title} agency={mine.data?.[0]?.agency ?? false} />
        <div className="sticky-action">
          <Button type="primary" htmlType="submit" size="large" block loading={send.isPending}>
            {t('need.publish')}
          </Button>
        </div>
      </Form>
    </Page>
  );
};
