import { useQuery } from '@tanstack/react-query';
import { Button, Modal } from 'antd';
import { useRef, useState, type ReactNode } from 'react';
import { seekers } from '../../api/console';
import type { SeekerPreview, SurveyRound } from '../../api/types';
import { lookup, useLanguage, useT } from '../../i18n';
import { moment } from '../../lib/format';
import { TABLE_FILES } from '../../lib/table-files';
import { Trouble } from '../kit/page-states';
import { useAct } from '../kit/use-act';
import { may, useMe } from '../kit/use-me';

/** Why a line or a sheet is none of the list, in the words of the imports. */
const passedOverText = (reason: SeekerPreview['passedOver'][number]['reason']): string =>
  reason.startsWith('sheet_')
    ? lookup('console', `import.sheetReason.${reason.slice('sheet_'.length)}`, reason)
    : lookup('console', `import.leftOutReason.${reason}`, reason);

const Preview = ({ quarter, of }: { quarter: string; of: SeekerPreview }): ReactNode => {
  const t = useT('console');
  return (
    <>
      <p>{t('seekers.read', { lines: of.linesRead, people: of.people, occupations: of.occupations, unnamed: of.unnamed })}</p>
      {of.faultyLines ? <p className="field-error">{t('seekers.wrong', { count: of.faultyLines })}</p> : null}
      {of.faults.length ? (
        <ul>
          {of.faults.map(({ sheet, line, message }) => (
            <li key={`${quarter} ${sheet ?? ''} ${line}`}>{t('seekers.line', { line: sheet ? `${sheet} ${line}` : line, message })}</li>
          ))}
        </ul>
      ) : null}
      {of.linesPassedOver ? (
        <details>
          <summary>{t('seekers.passedOver', { count: of.linesPassedOver })}</summary>
          <ul>
            {of.passedOver.map(({ sheet, line, reason, text }) => (
              <li key={`${sheet ?? ''} ${line ?? ''}`}>
                {[sheet, line, text].filter(Boolean).join(' · ')} <span className="faint">{passedOverText(reason)}</span>
              </li>
            ))}
          </ul>
        </details>
      ) : null}
      {of.rows.length ? null : <p className="field-error">{t('seekers.nothing')}</p>}
    </>
  );
};

/** Who looked for work in the quarter of a round: uploaded as a list, shown before it is saved. */
export const SeekerRegisterPart = ({ round: { quarter, publishedVersion } }: { round: SurveyRound }): ReactNode => {
  const t = useT('console');
  const language = useLanguage();
  const me = useMe();
  const input = useRef<HTMLInputElement>(null);
  const [preview, setPreview] = useState<SeekerPreview>();
  const {
    data: register,
    error,
    refetch,
  } = useQuery({ queryKey: ['seekers', quarter], queryFn: () => seekers.of(quarter), enabled: may(me, 'seekers.read') });
  const read = useAct((file: File) => seekers.preview(quarter, file), { renew: [], then: setPreview });
  const save = useAct((rows: SeekerPreview['rows']) => seekers.replace(quarter, register?.version ?? 0, rows), {
    done: ({ people }) => t('seekers.saved', { quarter, people }),
    renew: ['seekers'],
    then: () => setPreview(undefined),
  });
  if (!may(me, 'seekers.read')) return null;
  if (error && register === undefined) return <Trouble error={error} retry={() => void refetch()} />;
  const choose = (file: File | undefined): void => {
    if (file) read.mutate(file);
    // The same file again is a change again.
    if (input.current) input.current.value = '';
  };
  const said = register && t('seekers.says', { people: register.people, occupations: register.occupations, unnamed: register.unnamed });
  return (
    <section className="section" aria-labelledby="seekers">
      <h2 id="seekers">{t('seekers.title')}</h2>
      <p className="faint">{t('seekers.intro')}</p>
      {register === null ? <p>{t('seekers.none')}</p> : null}
      {register ? (
        <p>
          <strong>{said}</strong> <span className="faint">{t('seekers.at', { at: moment(register.savedAt, language) })}</span>
        </p>
      ) : null}
      {may(me, 'seekers.replace') ? (
        <>
          <input
            ref={input}
            type="file"
            hidden
            accept={TABLE_FILES}
            aria-label={t('seekers.choose')}
            onChange={(event) => choose(event.target.files?.[0])}
          />
          <p className="actions">
            <Button loading={read.isPending} onClick={() => input.current?.click()}>
              {t(register ? 'seekers.replace' : 'seekers.choose')}
            </Button>
          </p>
          <p className="faint">
            {t('seekers.columns')}
            {publishedVersion > 0 ? ` ${t('seekers.frozen')}` : ''}
          </p>
        </>
      ) : null}
      <Modal
        open={preview !== undefined}
        title={t('seekers.previewTitle', { quarter })}
        okText={t('seekers.save')}
        cancelText={t('ask.cancel')}
        confirmLoading={save.isPending}
        okButtonProps={{ disabled: !preview?.rows.length }}
        onOk={() => {
          if (preview) save.mutate(preview.rows, { onError: () => void refetch() });
        }}
        onCancel={() => setPreview(undefined)}
      >
        {preview ? <Preview quarter={quarter} of={preview} /> : null}
      </Modal>
    </section>
  );
};
