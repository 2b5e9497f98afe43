import { Button } from 'antd';
import { useRef, type ReactNode } from 'react';
import { lookup, useT } from '../../i18n';
import { TABLE_FILES } from '../../lib/table-files';

interface ButtonProps {
  label: string;
  loading: boolean;
  choose: (file: File) => void;
  primary?: boolean;
}

/** Chooses a file that holds a table. */
export const TableFileButton = ({ label, loading, choose, primary }: ButtonProps): ReactNode => {
  const input = useRef<HTMLInputElement>(null);
  const take = (file: File | undefined): void => {
    if (file) choose(file);
    // The same file again is a change again.
    if (input.current) input.current.value = '';
  };
  return (
    <>
      <input ref={input} type="file" hidden accept={TABLE_FILES} aria-label={label} onChange={(event) => take(event.target.files?.[0])} />
      <Button type={primary ? 'primary' : 'default'} loading={loading} onClick={() => input.current?.click()}>
        {label}
      </Button>
    </>
  );
};

/** What is wrong in a file, and where. */
export interface FileFault {
  sheet: string | null;
  line: number | null;
  /** A, B, C … */
  column: string | null;
  heading: string | null;
  /** The post or person that it is about. */
  about: string | null;
  message: string;
}

/** Everything that is wrong in a file, each with its place. */
export const FileFaults = ({ faults }: { faults: readonly FileFault[] }): ReactNode => {
  const t = useT('console');
  const place = ({ sheet, line, column, heading, about }: FileFault): string =>
    [
      line === null ? '' : sheet ? t('tableFile.sheetLine', { sheet, line }) : t('tableFile.line', { line }),
      heading === null ? '' : column === null ? t('tableFile.columnOnly', { heading }) : t('tableFile.column', { column, heading }),
      about ?? '',
    ]
      .filter(Boolean)
      .join(' · ');
  return (
    <ul className="file-faults">
      {faults.map((fault, at) => (
        <li key={`${place(fault)} ${at}`}>
          {place(fault) ? <b>{place(fault)}</b> : null}
          <span>{fault.message}</span>
        </li>
      ))}
    </ul>
  );
};

interface PassedOverLine {
  sheet: string | null;
  line: number | null;
  reason: string;
  text: string;
}

/** Why a line or a sheet is none of the list, in the words of the imports. */
const reasonText = (reason: string): string =>
  reason.startsWith('sheet_')
    ? lookup('console', `import.sheetReason.${reason.slice('sheet_'.length)}`, reason)
    : lookup('console', `import.leftOutReason.${reason}`, reason);

/** Lines of a file that are none of the list, each with its reason. `count` when they are more than those shown. */
export const PassedOver = ({ lines, count = lines.length }: { lines: readonly PassedOverLine[]; count?: number }): ReactNode => {
  const t = useT('console');
  if (count === 0) return null;
  return (
    <details className="passed-over">
      <summary>{t('tableFile.passedOver', { count })}</summary>
      <ul>
        {lines.map(({ sheet, line, reason, text }) => (
          <li key={`${sheet ?? ''} ${line ?? ''}`}>
            {[sheet, line === null ? '' : t('tableFile.line', { line }), text].filter(Boolean).join(' · ')}{' '}
            <span className="faint">{reasonText(reason)}</span>
          </li>
        ))}
      </ul>
    </details>
  );
};
