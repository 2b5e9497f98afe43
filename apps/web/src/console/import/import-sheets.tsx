import { useQuery } from '@tanstack/react-query';
import { Button, Checkbox } from 'antd';
import { useState, type ReactNode } from 'react';
import { imports } from '../../api/console';
import type { ImportSheet, NeedImport, SheetChoice } from '../../api/types';
import { useT } from '../../i18n';
import { Trouble } from '../kit/page-states';
import { useAct } from '../kit/use-act';

/** Lines that are shown at once; a header further down has more lines above it than any list. */
const SHOWN = 20;

interface SheetProps {
  sheet: ImportSheet;
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

const Choice = ({ one, sheets }: { one: NeedImport; sheets: ImportSheet[] }): ReactNode => {
  const t = useT('console');
  const readable = sheets.filter(({ leftOut }) => leftOut !== 'empty');
  const [choices, setChoices] = useState<SheetChoice[]>(readable.filter(({ leftOut }) => leftOut === null).map(({ at }) => ({ at })));
  const [withHidden, setWithHidden] = useState(false);
  const save = useAct(() => imports.choose(one.id, { sheets: choices, withHidden }), { done: t('import.mapped'), renew: ['imports'] });
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
        <Button disabled={choices.length === 0} loading={save.isPending} onClick={() => save.mutate()}>
          {t('import.readThese')}
        </Button>
      </p>
    </>
  );
};

/** Where the list is: which sheets are read, and which line is the header. Open by itself when the program was not sure. */
export const ImportSheets = ({ one }: { one: NeedImport }): ReactNode => {
  const t = useT('console');
  const unsure = one.notices.some(({ code }) => ['header_unsure', 'no_lines', 'no_title'].includes(code));
  const [open, setOpen] = useState(unsure);
  const { data, error, refetch } = useQuery({
    queryKey: ['imports', one.id, 'sheets', one.state],
    queryFn: () => imports.sheets(one.id, { limit: 50 }),
    enabled: open,
  });
  return (
    <details className="section sheets" open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{t('import.sheets')}</summary>
      <p className="faint">{t('import.sheetsHelp')}</p>
      {error ? <Trouble error={error} retry={() => void refetch()} /> : null}
      {data ? <Choice one={one} sheets={data.items} /> : null}
    </details>
  );
};
