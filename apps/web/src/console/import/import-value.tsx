import type { ReactNode } from 'react';
import type { ImportRow, ImportTold } from '../../api/types';
import { lookup, useT } from '../../i18n';

export type Correctable = ImportTold['field'];

/** A value that the program may have got wrong, beside what the list says where that is another text; a press corrects it. */
export const ImportValue = ({
  row,
  field,
  shown,
  detail,
  correct,
}: {
  row: ImportRow;
  field: Correctable;
  shown: string | null;
  detail?: string | null;
  /** Left out when nothing can be changed any more. */
  correct?: ((row: ImportRow, field: Correctable) => void) | undefined;
}): ReactNode => {
  const t = useT('console');
  const told = row.told.find((one) => one.field === field);
  const value = shown ?? t('import.notTold');
  const how = told ? lookup('console', `import.told.${told.by}`, '', { text: told.text || t('import.emptyCell') }) : '';
  const marked = told && ['row', 'list', 'office'].includes(told.by) ? ' corrected' : told?.by === 'unclear' ? ' unclear' : '';
  return (
    <span className={`import-value of-${field}${marked}`}>
      {correct ? (
        <button
          type="button"
          className="import-cell"
          aria-label={t('import.correctThis', { field: t(`import.correctable.${field}`), value })}
          onClick={() => correct(row, field)}
        >
          {value}
        </button>
      ) : (
        value
      )}
      {detail ? <small className="num">{detail}</small> : null}
      {how ? <small className="how">{how}</small> : null}
    </span>
  );
};
