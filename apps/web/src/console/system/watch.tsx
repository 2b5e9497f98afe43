import { useQuery } from '@tanstack/react-query';
import { Button, Form } from 'antd';
import type { ReactNode } from 'react';
import { admin } from '../../api/console';
import type { WatchRule } from '../../api/types';
import { useLanguage, useT } from '../../i18n';
import { Moment } from '../kit/bits';
import { Section } from '../kit/page';
import { Trouble } from '../kit/page-states';
import { WholeNumber, useWholeNumberRule } from '../kit/whole-number';
import { useFormAct } from '../kit/use-form-act';
import { queueName } from './job-words';

const Rule = ({ rule }: { rule: WatchRule }): ReactNode => {
  const t = useT('console');
  const range = useWholeNumberRule();
  const [form] = Form.useForm<{ most: number }>();
  const save = useFormAct(form, ({ most }: { most: number }) => admin.watch(rule.id, { most, version: rule.version }), {
    done: t('room.watchSaved'),
    renew: ['watch'],
  });
  const label = rule.id === 'late' ? t('room.watchLate') : t('room.watchFailing');
  return (
    <Form form={form} layout="vertical" requiredMark={false} initialValues={{ most: rule.most }} onFinish={save.send}>
      {save.problem ? <Trouble error={save.problem} /> : null}
      <Form.Item name="most" label={label} rules={[{ required: true }, range({ min: 0, max: 100_000 })]}>
        <WholeNumber min={0} max={100_000} />
      </Form.Item>
      <Button htmlType="submit" loading={save.isPending} aria-label={`${t('room.watchSave')} ${label}`}>
        {t('room.watchSave')}
      </Button>
    </Form>
  );
};

const Alarms = (): ReactNode => {
  const t = useT('console');
  useLanguage();
  const { data } = useQuery({ queryKey: ['watch', 'alarms'], queryFn: admin.alarms });
  if (!data?.length) return null;
  return (
    <>
      <h3>{t('room.alarms')}</h3>
      <ul>
        {data.map((one) => (
          <li key={`${one.rule} ${one.queue}`}>
            {queueName(one.queue)} {one.rule === 'late' ? t('room.alarmLate', { figure: one.figure }) : null}
            {one.rule === 'failing' ? t('room.alarmFailing', { figure: one.figure }) : null} <Moment value={one.since} />
            {' · '}
            {one.endedAt ? (
              <>
                {t('room.alarmEnded')} <Moment value={one.endedAt} />
              </>
            ) : (
              t('room.alarmStands')
            )}
          </li>
        ))}
      </ul>
    </>
  );
};

/** When administrators are told without having to look. */
export const Watch = (): ReactNode => {
  const t = useT('console');
  const { data } = useQuery({ queryKey: ['watch'], queryFn: admin.watchRules });
  return (
    <Section title={t('room.watch')}>
      <p className="faint">{t('room.watchHelp')}</p>
      <div className="watch-rules">
        {data?.map((rule) => (
          <Rule key={`${rule.id} ${rule.version}`} rule={rule} />
        ))}
      </div>
      <Alarms />
    </Section>
  );
};
