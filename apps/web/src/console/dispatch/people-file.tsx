import { useQuery } from '@tanstack/react-query';
import { Button, Form, Input, Modal } from 'antd';
import { useState, type ReactNode } from 'react';
import { supply } from '../../api/console';
import { workers, type PeopleOfFile } from '../../api/dispatch';
import type { PeoplePreview } from '../../api/types';
import { lookup, useLanguage, useT } from '../../i18n';
import { todayPlus } from '../../lib/format';
import { filledIn } from '../kit/changed-in';
import { NativeSelect } from '../kit/native-select';
import { Trouble } from '../kit/page-states';
import { FileFaults, TableFileButton } from '../kit/table-file';
import { useAct } from '../kit/use-act';

/** So many people are shown one by one. */
const SHOWN = 50;

/** The batch that people were counted in, when they are named. */
export const BatchField = ({ id, value, onChange }: { id?: string; value?: string; onChange?: (value: string) => void }): ReactNode => {
  const t = useT('console');
  const { data } = useQuery({ queryKey: ['batches', 'open'], queryFn: () => supply.batches({ state: 'open', limit: 100 }) });
  return (
    <select id={id} className="select" value={value ?? ''} onChange={(event) => onChange?.(event.target.value)}>
      <option value="">{t('list.notSaid')}</option>
      {data?.items.map((one) => (
        <option key={one.id} value={one.id}>
          {t('worker.batchOption', { what: one.occupationName, n: one.people })}
        </option>
      ))}
    </select>
  );
};

const Read = ({ seen }: { seen: PeoplePreview }): ReactNode => {
  const t = useT('console');
  const language = useLanguage();
  const faults = seen.rows.flatMap((row) =>
    row.faults.map((fault) => ({
      ...{ sheet: row.sheet, line: row.line, column: null, heading: null, about: row.name || null },
      message: fault[language],
    })),
  );
  return (
    <>
      <p role="status">{t('peopleFile.says', { n: seen.rows.length, good: seen.good })}</p>
      {seen.elsewhere > 0 ? <p className="notice">{t('peopleFile.elsewhere', { n: seen.elsewhere })}</p> : null}
      {faults.length > 0 ? (
        <div role="alert">
          <p className="field-error">{t('peopleFile.wrong')}</p>
          <FileFaults faults={faults} />
        </div>
      ) : null}
      <ul className="people-read">
        {seen.rows.slice(0, SHOWN).map((row) => (
          <li key={`${row.sheet ?? ''} ${row.line}`}>
            {row.name || '—'} <span className="num faint">{row.idNumber}</span>{' '}
            {row.idKind && row.idKind !== 'resident' ? (
              <span className="tag calm">{lookup('console', `idKind.${row.idKind}`, row.idKind)}</span>
            ) : null}
            {row.elsewhere ? <span className="tag wait">{t('worker.elsewhere')}</span> : null}
          </li>
        ))}
      </ul>
      {seen.rows.length > SHOWN ? <p className="faint">{t('manifest.more', { n: seen.rows.length - SHOWN })}</p> : null}
    </>
  );
};

/** People as a file: what was understood of each, and everything that is wrong, before anybody is entered. */
export const PeopleFile = ({ close }: { close: () => void }): ReactNode => {
  const t = useT('console');
  const [form] = Form.useForm<PeopleOfFile>();
  const [file, setFile] = useState<File>();
  const [seen, setSeen] = useState<PeoplePreview>();
  type Sent = { chosen: File; given: PeopleOfFile };
  const read = useAct(({ chosen, given }: Sent) => workers.previewFile(chosen, given), { renew: [], quiet: true, then: setSeen });
  const save = useAct(({ chosen, given }: Sent) => workers.addFile(chosen, given), {
    done: ({ entered }) => t('peopleFile.done', { n: entered }),
    renew: ['workers', 'batches'],
    quiet: true,
    then: close,
  });
  const withFields = (chosen: File, send: (sent: Sent) => void): void =>
    void form.validateFields().then(
      (fields) => send({ chosen, given: filledIn(fields) }),
      () => undefined,
    );
  const need = (what: string) => [{ required: true, message: t('form.missing', { what }) }];
  const ready = seen !== undefined && seen.rows.length > 0 && seen.good === seen.rows.length;
  return (
    <Modal open title={t('peopleFile.title')} footer={null} onCancel={close} width={640}>
      <Form
        form={form}
        layout="vertical"
        initialValues={{ consentForm: 'paper', consentOn: todayPlus(), consentWording: t('worker.wording') }}
        onValuesChange={() => setSeen(undefined)}
      >
        <p className="faint">{t('peopleFile.hint')}</p>
        <div className="form-grid">
          <Form.Item name="batch" label={t('worker.batch')}>
            <BatchField />
          </Form.Item>
          <Form.Item name="consentForm" label={t('worker.consent')}>
            <NativeSelect from="console" names="consentForm" values={['paper', 'electronic']} />
          </Form.Item>
          <Form.Item name="consentOn" label={t('worker.consentOn')} rules={need(t('worker.consentOn'))}>
            <Input type="date" />
          </Form.Item>
          <Form.Item name="consentWording" label={t('worker.consentWording')} rules={need(t('worker.consentWording'))}>
            <Input maxLength={80} />
          </Form.Item>
        </div>
      </Form>
      {read.error ? <Trouble error={read.error} /> : null}
      {seen ? <Read seen={seen} /> : null}
      {save.error ? <Trouble error={save.error} /> : null}
      <p className="actions">
        {ready && file ? (
          <Button type="primary" loading={save.isPending} onClick={() => withFields(file, (sent) => save.mutate(sent))}>
            {t('peopleFile.enter', { n: seen.rows.length })}
          </Button>
        ) : null}
        <TableFileButton
          primary={!ready}
          label={t(seen ? 'manifest.uploadAgain' : 'manifest.upload')}
          loading={read.isPending}
          choose={(chosen) => {
            setFile(chosen);
            setSeen(undefined);
            save.reset();
            withFields(chosen, (sent) => read.mutate(sent));
          }}
        />
      </p>
    </Modal>
  );
};
