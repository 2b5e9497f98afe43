import { useQuery } from '@tanstack/react-query';
import { Button, Form, Input } from 'antd';
import { useState, type ReactNode } from 'react';
import { messageRules } from '../../api/office';
import type { MessageTemplate, OwnWording, WordingPreview } from '../../api/types';
import { lookup, useT } from '../../i18n';
import { Moment } from '../kit/bits';
import { Section } from '../kit/page';
import { Trouble } from '../kit/page-states';
import { useAct } from '../kit/use-act';
import { useFormAct } from '../kit/use-form-act';

type Fields = OwnWording & { source: string };
const TEXTS = [
  ['subjectZh', 60, 1],
  ['textZh', 500, 3],
  ['subjectEn', 120, 1],
  ['textEn', 1000, 3],
] as const;

type Variables = MessageTemplate['variables'];

/** A text to read: what differs from message to message by its word, and not as it is typed. */
const inWords = (text: string, variables: Variables): string =>
  text.replace(/\{(\w+)[^}]*\}/g, (whole, name) => {
    const word = variables.find((one) => one.name === name)?.word;
    return word ? `〔${word}〕` : whole;
  });

const Words = ({ said, language, variables }: { said: OwnWording; language: 'zh' | 'en'; variables: Variables }): ReactNode => (
  <p lang={language}>
    <strong>{inWords(language === 'zh' ? said.subjectZh : said.subjectEn, variables)}</strong>
    <br />
    {inWords(language === 'zh' ? said.textZh : said.textEn, variables)}
  </p>
);

const Preview = ({ shown }: { shown: WordingPreview[] }): ReactNode => {
  const t = useT('console');
  return (
    <section className="card" aria-live="polite">
      <h3 className="card-title">{t('messageTemplate.preview')}</h3>
      <p className="faint">{t(shown[0]?.real ? 'messageTemplate.real' : 'messageTemplate.usual')}</p>
      {shown.map((one) => (
        <p key={one.locale} lang={one.locale} translate="no">
          <strong>{one.subject}</strong>
          <br />
          {one.text}
          {one.parts === null ? null : <small> {t('delivery.parts', { count: one.parts })}</small>}
        </p>
      ))}
    </section>
  );
};

const Editor = ({ one, close }: { one: MessageTemplate; close: () => void }): ReactNode => {
  const t = useT('console');
  const [form] = Form.useForm<Fields>();
  const [shown, setShown] = useState<WordingPreview[]>();
  const [newest] = one.versions;
  const { subjectZh, textZh, subjectEn, textEn } = newest ?? one.builtIn;
  const need = (what: string) => [{ required: true, message: t('form.missing', { what }) }];
  const save = useFormAct(form, (fields: Fields) => messageRules.write(one.template, { ...fields, last: newest?.number ?? 0 }), {
    done: t('messageTemplate.saved'),
    renew: ['message-template', 'sms-templates'],
    then: close,
  });
  const look = useAct(
    () => {
      const { source: _, ...said } = form.getFieldsValue();
      return messageRules.preview(one.template, said);
    },
    { renew: [], then: setShown },
  );
  return (
    <Form form={form} layout="vertical" onFinish={save.send} initialValues={{ subjectZh, textZh, subjectEn, textEn, source: '' }}>
      {save.problem ? <Trouble error={save.problem} /> : null}
      {TEXTS.map(([name, most, rows]) => (
        <Form.Item key={name} name={name} label={t(`messageTemplate.${name}`)} rules={need(t(`messageTemplate.${name}`))}>
          {rows === 1 ? <Input maxLength={most} /> : <Input.TextArea maxLength={most} autoSize={{ minRows: rows }} />}
        </Form.Item>
      ))}
      <p className="faint">
        {t('messageTemplate.variables')}{' '}
        {one.variables.map(({ name, word, type }) => (
          <span key={name} className="variable">
            <code translate="no">{`{${name}}`}</code> {word} · {lookup('console', `variableType.${type}`, type)}
          </span>
        ))}
      </p>
      {one.textable ? <p className="notice">{t('messageTemplate.approveAgain')}</p> : null}
      <Form.Item name="source" label={t('messageRule.source')} rules={need(t('messageRule.source'))}>
        <Input maxLength={300} />
      </Form.Item>
      <p className="row">
        <Button onClick={() => look.mutate()} loading={look.isPending}>
          {t('messageTemplate.look')}
        </Button>
        <Button type="primary" htmlType="submit" loading={save.isPending}>
          {t('messageTemplate.save')}
        </Button>
        <Button onClick={() => form.setFieldsValue(one.builtIn)}>{t('messageTemplate.builtIn')}</Button>
        <Button onClick={close}>{t('ask.cancel')}</Button>
      </p>
      {shown ? <Preview shown={shown} /> : null}
    </Form>
  );
};

/** The words of one kind of message, as they hold and as they were. */
export const TemplateVersions = ({ template, editable }: { template: string; editable: boolean }): ReactNode => {
  const t = useT('console');
  const [open, setOpen] = useState(false);
  const { data, error, refetch } = useQuery({
    queryKey: ['message-template', template],
    queryFn: () => messageRules.template(template),
  });
  if (error && !data) return <Trouble error={error} retry={() => void refetch()} />;
  if (!data) return null;
  const now = data.versions[0] ?? data.builtIn;
  return (
    <Section
      title={t('messageTemplate.title')}
      extra={editable && !open ? <Button onClick={() => setOpen(true)}>{t('messageTemplate.change')}</Button> : null}
    >
      {open ? (
        <Editor one={data} close={() => setOpen(false)} />
      ) : (
        <div className="card">
          <Words said={now} language="zh" variables={data.variables} />
          <Words said={now} language="en" variables={data.variables} />
        </div>
      )}
      {data.versions.length > 0 ? (
        <details>
          <summary>{t('messageTemplate.history', { count: data.versions.length })}</summary>
          <ol className="wordings" reversed>
            {data.versions.map((one) => (
              <li key={one.number} value={one.number}>
                <Moment value={one.setAt} /> {one.setBy} · {one.source}
                <Words said={one} language="zh" variables={data.variables} />
                <Words said={one} language="en" variables={data.variables} />
              </li>
            ))}
          </ol>
        </details>
      ) : null}
    </Section>
  );
};
