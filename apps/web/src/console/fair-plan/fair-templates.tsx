import { useQuery } from '@tanstack/react-query';
import { Button, Form, Input } from 'antd';
import type { ReactNode } from 'react';
import { fairPapers } from '../../api/fair-papers';
import type { FairTemplate } from '../../api/types';
import { useLanguage, useT } from '../../i18n';
import { moment } from '../../lib/format';
import { useAddress } from '../kit/address';
import { Page, Section } from '../kit/page';
import { PageLoading, Trouble } from '../kit/page-states';
import { Toolbar, type Filter } from '../kit/toolbar';
import { useFormAct } from '../kit/use-form-act';
import { may, useMe } from '../kit/use-me';

const KINDS = ['organisation', 'emergency', 'security'] as const;

const Variables = ({ locale }: { locale: FairTemplate['locale'] }): ReactNode => {
  const t = useT('console');
  const { data } = useQuery({ queryKey: ['fair-templates', 'variables'], queryFn: fairPapers.variables, staleTime: Infinity });
  return (
    <details className="what" open>
      <summary>{t('fairPapers.variables')}</summary>
      <p>{t('fairPapers.variablesHelp')}</p>
      <p className="variables">
        {data?.map(({ name, zh, kind }) => (
          <span key={name}>
            <code translate="no">{`{{${locale === 'zh' ? zh : name}}}`}</code> {t(`fairPapers.variableKinds.${kind}`)}
          </span>
        ))}
      </p>
    </details>
  );
};

const Wording = ({ template }: { template: FairTemplate }): ReactNode => {
  const t = useT('console');
  const language = useLanguage();
  const mayWord = may(useMe(), 'fair.rule');
  const [form] = Form.useForm<{ body: string }>();
  const save = useFormAct(form, ({ body }: { body: string }) => fairPapers.setTemplate(template, body), {
    done: t('fairPapers.saved'),
    renew: ['fair-templates'],
  });
  return (
    <Section title={`${t(`fairPapers.kinds.${template.kind}`)} · ${t('fairPapers.version', { n: template.version })}`}>
      <Form form={form} layout="vertical" className="card" initialValues={{ body: template.body }} onFinish={save.send}>
        {save.problem ? <Trouble error={save.problem} /> : null}
        <p className="faint">
          {template.setByName ? `${template.setByName} · ${moment(template.setAt, language)}` : t('fairPapers.ofProgram')}
        </p>
        <Form.Item
          name="body"
          label={t('fairPapers.body')}
          rules={[{ required: true, message: t('form.missing', { what: t('fairPapers.body') }) }]}
        >
          <Input.TextArea
            autoSize={{ minRows: 12, maxRows: 30 }}
            maxLength={12_000}
            disabled={!mayWord}
            lang={template.locale}
            translate="no"
          />
        </Form.Item>
        <Variables locale={template.locale} />
        {mayWord ? (
          <Button type="primary" htmlType="submit" loading={save.isPending}>
            {t('fairPapers.save')}
          </Button>
        ) : null}
      </Form>
    </Section>
  );
};

/** The plans that fairs file, as the office words them. */
export const FairTemplatesPage = (): ReactNode => {
  const t = useT('console');
  const language = useLanguage();
  const { at } = useAddress();
  const { data, error, refetch } = useQuery({ queryKey: ['fair-templates'], queryFn: fairPapers.templates });
  if (error && !data)
    return (
      <div className="page">
        <Trouble error={error} retry={() => void refetch()} />
      </div>
    );
  if (!data) return <PageLoading />;
  const kind = KINDS.find((one) => one === at['kind']) ?? 'organisation';
  const locale = at['lang'] === 'zh' || at['lang'] === 'en' ? at['lang'] : language;
  const filters: Filter[] = [
    { name: 'kind', label: t('fairPapers.plan'), options: KINDS.map((value) => ({ value, label: t(`fairPapers.kinds.${value}`) })) },
    {
      name: 'lang',
      label: t('fairPapers.language'),
      // The first stands for no choice, and that is the reader's own.
      options: (language === 'zh' ? (['zh', 'en'] as const) : (['en', 'zh'] as const)).map((value) => ({
        value,
        label: t(`fairPapers.languages.${value}`),
      })),
    },
  ];
  const template = data.find((one) => one.kind === kind && one.locale === locale);
  return (
    <Page narrow title={t('fairPapers.templates')} intro={t('fairPapers.templatesIntro')} back={{ to: '/fairs', label: t('menu.fairs') }}>
      <Toolbar filters={filters} />
      {template ? <Wording key={template.id} template={template} /> : null}
    </Page>
  );
};
