import { Button } from 'antd';
import { useState, type ReactNode } from 'react';
import { trips, type ManifestChoice } from '../../api/console';
import type { ManifestPreview, Trip } from '../../api/types';
import { useLanguage, useT } from '../../i18n';
import { number } from '../../lib/format';
import { Trouble } from '../kit/page-states';
import { SheetChoices } from '../kit/sheet-choice';
import { FileFaults, PassedOver, TableFileButton } from '../kit/table-file';
import { useAct } from '../kit/use-act';

type PersonRead = ManifestPreview['rows'][number];

/** So many people are shown one by one. */
const SHOWN = 100;

interface Sent {
  file: File;
  choice: ManifestChoice;
}

/** What was understood of each person. */
const People = ({ rows }: { rows: PersonRead[] }): ReactNode => {
  const t = useT('console');
  const language = useLanguage();
  const remarks = (row: PersonRead): string =>
    [
      t(row.returning ? 'manifest.returning' : 'manifest.fresh'),
      row.kind ? t(`manifest.kind.${row.kind}`) : '',
      row.relief === 'none' ? '' : t(`manifest.relief.${row.relief}`),
      row.insured ? t('manifest.insured') : '',
      row.selfArranged ? t('manifest.selfArranged') : '',
      row.medical ? t('manifest.medical') : '',
      row.fareFen === null ? '' : t('manifest.fare', { yuan: number(row.fareFen / 100, language) }),
      row.pickup ? t('manifest.pickup', { where: row.pickup }) : '',
      row.coach ? t('manifest.coach', { number: row.coach }) : '',
      row.emergencyContact ? t('manifest.emergency', { who: row.emergencyContact }) : '',
    ]
      .filter(Boolean)
      .join(' · ');
  return (
    <div className="table-box">
      <table className="table" role="table">
        <caption className="visually-hidden">{t('manifest.fileRead')}</caption>
        <thead role="rowgroup">
          <tr role="row">
            {[t('manifest.name'), t('manifest.id'), t('manifest.phone'), t('manifest.for'), t('manifest.remarks')].map((title) => (
              <th key={title} scope="col" role="columnheader">
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody role="rowgroup">
          {rows.slice(0, SHOWN).map((row) => (
            <tr role="row" key={`${row.sheet ?? ''} ${row.line}`} className={row.faults.length ? 'wrong' : ''}>
              <th scope="row" role="rowheader">
                {row.name || '—'}
                <small>
                  {row.sheet ? t('tableFile.sheetLine', { sheet: row.sheet, line: row.line }) : t('tableFile.line', { line: row.line })}
                </small>
              </th>
              <td role="cell" data-label={t('manifest.id')} className="num">
                {row.idNumber || '—'}
              </td>
              <td role="cell" data-label={t('manifest.phone')} className="num">
                {row.phone ?? '—'}
              </td>
              <td role="cell" data-label={t('manifest.for')}>
                {row.goesTo ?? '—'}
              </td>
              <td role="cell" data-label={t('manifest.remarks')}>
                {remarks(row) || '—'}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {rows.length > SHOWN ? <p className="faint">{t('manifest.more', { n: rows.length - SHOWN })}</p> : null}
    </div>
  );
};

/** A manifest as a file: what was understood of each person, and everything that is wrong, before anybody is put on the trip. */
export const ManifestFile = ({ trip, promiseId }: { trip: Trip; promiseId: string | undefined }): ReactNode => {
  const t = useT('console');
  const language = useLanguage();
  const [sent, setSent] = useState<Sent>();
  const [preview, setPreview] = useState<ManifestPreview>();
  const read = useAct(({ file, choice }: Sent) => trips.previewFile(trip.id, file, choice), { renew: [], quiet: true, then: setPreview });
  const save = useAct(({ file, choice }: Sent) => trips.addFile(trip.id, file, choice), {
    done: (lines) => t('manifest.added', { n: lines.length }),
    renew: ['trips', 'promises'],
    quiet: true,
    then: () => setPreview(undefined),
  });
  const send = (file: File, more: ManifestChoice = {}): void => {
    const next = { file, choice: { ...(promiseId ? { promise: promiseId } : {}), ...more } };
    setSent(next);
    save.reset();
    read.mutate(next);
  };
  const upload = (label: string, primary: boolean): ReactNode => (
    <TableFileButton
      primary={primary}
      label={label}
      loading={read.isPending}
      choose={(file) => {
        setPreview(undefined);
        send(file);
      }}
    />
  );
  const faults = (preview?.rows ?? []).flatMap((row) =>
    row.faults.map((fault) => ({
      sheet: row.sheet,
      line: row.line,
      column: fault.letter,
      heading: fault.column,
      about: row.name || null,
      message: fault[language],
    })),
  );
  const ready = preview !== undefined && preview.rows.length > 0 && faults.length === 0;
  return (
    <div className="manifest-file">
      {preview ? null : (
        <p className="actions">
          {upload(t('manifest.upload'), false)} <span className="faint">{t('manifest.uploadHint')}</span>
        </p>
      )}
      {read.error ? <Trouble error={read.error} /> : null}
      {preview && sent ? (
        <section className="card" aria-labelledby="manifest-file">
          <h3 id="manifest-file">{t('manifest.fileTitle', { name: sent.file.name })}</h3>
          <p role="status">{t('manifest.fileSays', { n: preview.rows.length, good: preview.good })}</p>
          {faults.length ? (
            <div role="alert">
              <p className="field-error">{t('manifest.fileWrong', { count: faults.length })}</p>
              <FileFaults faults={faults} />
            </div>
          ) : null}
          {preview.rows.length ? (
            <details open={preview.rows.length <= 20 && faults.length === 0}>
              <summary>{t('manifest.fileRead')}</summary>
              <People rows={preview.rows} />
            </details>
          ) : null}
          <PassedOver lines={preview.passedOver} count={preview.linesPassedOver} />
          <details className="sheets-inside">
            <summary>{t('import.sheets')}</summary>
            <p className="faint">{t('import.sheetsHelp')}</p>
            <SheetChoices
              key={sent.file.name + sent.file.lastModified}
              sheets={preview.sheets}
              loading={read.isPending}
              read={({ sheets, withHidden }) =>
                send(sent.file, {
                  sheets: sheets.map(({ at, headerLine }) => (headerLine === undefined ? `${at}` : `${at}:${headerLine}`)).join(','),
                  withHidden,
                })
              }
            />
          </details>
          {save.error ? <Trouble error={save.error} /> : null}
          <p className="actions">
            {ready ? (
              <Button type="primary" loading={save.isPending} onClick={() => save.mutate(sent)}>
                {t('manifest.addThese', { n: preview.rows.length })}
              </Button>
            ) : (
              upload(t('manifest.uploadAgain'), true)
            )}
            <Button
              onClick={() => {
                setPreview(undefined);
                read.reset();
              }}
            >
              {t('ask.cancel')}
            </Button>
          </p>
        </section>
      ) : null}
    </div>
  );
};
