import { Button, Checkbox } from 'antd';
import { useState, type ReactNode } from 'react';
import type { ImportSheet, ImportSheets, SheetChoice } from '../../api/types';
import { useT } from '../../i18n';

/** Lines that are shown at once; a header further down has more lines above it than any list. */
const SHOWN = 20;

type SeenSheet = Pick<ImportSheet, 'at' | 'name' | 'beginning' | 'headerLines' | 'leftOut'>;

interface SheetProps {
  sheet: SeenSheet;
  choice: SheetChoice | undefined;
  alone: boolean;
  choose: (choice: SheetChoice | undefined) => void;
}

/** The first lines of a sheet as they are; pointing at one makes it the header. */
const Sheet = ({ sheet, choice, alone, choose }: SheetProps): ReactNode => {
  const t = useT('console');
  const { at, name, beginning, headerLines, leftOut } = sheet;
  const isHeader = (line: number): boolean => (choice?.headerLine === undefined ? headerLines.includes(line) : choice.headerLine === line);
  const width = Math.max(1, ...beginning.map(({ cells }) => cells.length));
  return (
    <fieldset className="sheet">
      <legend>
        {alone ? (
          t('import.pointAt')
        ) : (
          <Checkbox checked={choice !== undefined} onChange={(event) => choose(event.target.checked ? { at } : undefined)}>
            {name} {leftOut ? <small className="faint">{t(`import.sheetReason.${leftOut}`)}</small> : null}
          </Checkbox>
        )}
      </legend>
      {choice ? (
        <div className="sheet-lines" tabIndex={0} role="group" aria-label={t('import.firstLines', { name })}>
          <table>
            <tbody>
              {beginning.slice(0, SHOWN).map(({ line, cells }) => (
                <tr key={line} className={isHeader(line) ? 'header-line' : ''} onClick={() => choose({ at, headerLine: line })}>
                  <th scope="row">
                    <label>
                      <input
                        type="radio"
                        name={`header-${at}`}
                        checked={isHeader(line)}
                        aria-label={t('import.isHeader', { line })}
                        onChange={() => choose({ at, headerLine: line })}
                      />
                      <span className="num">{line}</span>
                    </label>
                  </th>
                  {Array.from({ length: width }, (_, column) => (
                    <td key={column}>{cells[column] ?? ''}</td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      ) : null}
    </fieldset>
  );
};

interface Props {
  sheets: readonly SeenSheet[];
  loading: boolean;
  read: (choice: ImportSheets) => void;
}

/** Where the list of a file is: which sheets are read, and which line of each is its header. */
export const SheetChoices = ({ sheets, loading, read }: Props): ReactNode => {
  const t = useT('console');
  const readable = sheets.filter(({ leftOut }) => leftOut !== 'empty');
  const [choices, setChoices] = useState<SheetChoice[]>(readable.filter(({ leftOut }) => leftOut === null).map(({ at }) => ({ at })));
  const [withHidden, setWithHidden] = useState(false);
  const choose = (at: number, choice: SheetChoice | undefined): void =>
    setChoices([...choices.filter((other) => other.at !== at), ...(choice ? [choice] : [])].sort((a, b) => a.at - b.at));
  return (
    <>
      {readable.map((sheet) => (
        <Sheet
          key={sheet.at}
          sheet={sheet}
          alone={readable.length === 1}
          choice={choices.find(({ at }) => at === sheet.at)}
          choose={(choice) => choose(sheet.at, choice)}
        />
      ))}
      <p>
        <Checkbox checked={withHidden} onChange={(event) => setWithHidden(event.target.checked)}>
          {t('import.withHidden')}
        </Checkbox>
      </p>
      <p>
        <Button disabled={choices.length === 0} loading={loading} onClick={() => read({ sheets: choices, withHidden })}>
          {t('import.readThese')}
        </Button>
      </p>
    </>
  );
};
