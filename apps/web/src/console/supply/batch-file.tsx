import { Button, Modal } from 'antd';
import { useState, type ReactNode } from 'react';
import { batchFiles } from '../../api/dispatch';
import type { BatchPreview } from '../../api/types';
import { useLanguage, useT } from '../../i18n';
import { number } from '../../lib/format';
import { Day, Level, Wage } from '../kit/bits';
import { Trouble } from '../kit/page-states';
import { FileFaults, PassedOver, TableFileButton } from '../kit/table-file';
import { useAct } from '../kit/use-act';

type Row = BatchPreview['rows'][number];

/** So many batches are shown one by one. */
const SHOWN = 100;

const Understood = ({ row }: { row: Row }): ReactNode => {
  const t = useT('console');
  const language = useLanguage();
  return (
    <li>
      <b>{row.occupationName ?? (row.title || '—')}</b>{' '}
      {row.occupationName !== null && row.title !== '' && row.title !== row.occupationName ? (
        <span className="faint">{t('batchFile.written', { title: row.title })}</span>
      ) : null}{' '}
      {row.known ? <span className="tag calm">{t('batchFile.known')}</span> : null}
      <br />
      <span className="num">
        {row.people === null ? '—' : t('batchFile.people', { n: number(row.people, language) })}
        {' · '}
        <Level value={row.skillLevel} />
        {row.wageYuan === null ? null : (
          <>
            {' · '}
            <Wage from={row.wageYuan} to={null} />
          </>
        )}
        {row.freeFrom === null ? null : (
          <>
            {' · '}
            <span className="together">
              <Day value={row.freeFrom} />
            </span>
          </>
        )}
      </span>
      {row.major === null ? null : <span className="faint"> {row.major}</span>}
    </li>
  );
};

const Read = ({ seen }: { seen: BatchPreview }): ReactNode => {
  const t = useT('console');
  const language = useLanguage();
  const faults = seen.rows.flatMap((row) =>
    row.faults.map((fault) => ({
      ...{ sheet: row.sheet, line: row.line, column: null, heading: null, about: row.title || null },
      message:
        fault.code === 'occupation' && row.meant.length > 0
          ? t('batchFile.meant', { names: row.meant.join(language === 'zh' ? '、' : ', ') })
          : fault[language],
    })),
  );
  const known = seen.rows.filter((row) => row.known).length;
  return (
    <>
      <p role="status">
        {seen.wrong > 0
          ? t('batchFile.saysWrong', { n: seen.rows.length, wrong: seen.wrong })
          : t('batchFile.says', { n: seen.rows.length, fresh: seen.fresh, people: number(seen.people, language) })}
      </p>
      {known > 0 ? <p className="faint">{t('batchFile.knownSay', { n: known })}</p> : null}
      {faults.length > 0 ? (
        <div role="alert">
          <p className="field-error">{t('batchFile.wrong')}</p>
          <FileFaults faults={faults} />
        </div>
      ) : null}
      <ul className="batches-read">
        {seen.rows.slice(0, SHOWN).map((row) => (
          <Understood key={`${row.sheet ?? ''} ${row.line}`} row={row} />
        ))}
      </ul>
      {seen.rows.length > SHOWN ? <p className="faint">{t('batchFile.more', { n: seen.rows.length - SHOWN })}</p> : null}
      <PassedOver lines={seen.passedOver} count={seen.linesPassedOver} />
    </>
  );
};

/** Batches as a file: what was understood of each, and everything that is wrong, before anything is offered. */
export const BatchFile = ({ close }: { close: () => void }): ReactNode => {
  const t = useT('console');
  const [file, setFile] = useState<File>();
  const [seen, setSeen] = useState<BatchPreview>();
  const read = useAct((chosen: File) => batchFiles.preview(chosen), { renew: [], quiet: true, then: setSeen });
  const save = useAct((chosen: File) => batchFiles.save(chosen), {
    done: ({ offered }) => t('batchFile.done', { n: offered }),
    renew: ['batches', 'proposals'],
    quiet: true,
    then: close,
  });
  const ready = seen !== undefined && seen.fresh > 0 && seen.wrong === 0;
  return (
    <Modal open title={t('batchFile.title')} footer={null} onCancel={close} width={640}>
      <p className="faint">{t('batchFile.hint')}</p>
      {read.error ? <Trouble error={read.error} /> : null}
      {seen ? <Read seen={seen} /> : null}
      {save.error ? <Trouble error={save.error} /> : null}
      <p className="actions">
        {ready && file ? (
          <Button type="primary" loading={save.isPending} onClick={() => save.mutate(file)}>
            {t('batchFile.offer', { n: seen.fresh })}
          </Button>
        ) : null}
        <TableFileButton
          primary={!ready}
          label={t(seen ? 'manifest.uploadAgain' : 'batchFile.upload')}
          loading={read.isPending}
          choose={(chosen) => {
            setFile(chosen);
            setSeen(undefined);
            save.reset();
            read.mutate(chosen);
          }}
        />
      </p>
    </Modal>
  );
};
