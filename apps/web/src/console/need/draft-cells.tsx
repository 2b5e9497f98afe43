import { useState, type KeyboardEvent, type ReactNode } from 'react';
import type { Need } from '../../api/types';
import { useT } from '../../i18n';
import { useNodes } from '../kit/node';
import { OccupationField } from '../kit/occupation-field';
import type { DraftField, DraftValue } from './draft-state';

interface CellProps {
  need: Need;
  row: number;
  field: DraftField;
  value: DraftValue;
  /** Name of the occupation, where it was picked just now or is known. */
  name?: string | null;
  missing: boolean;
  changed: boolean;
  fault: string | undefined;
  say: (value: DraftValue, name?: string) => void;
  focused: () => void;
  fillDown: () => void;
}

export const cellId = (row: number, field: DraftField): string => `draft-${row}-${field}`;

/** Enter and the arrows go up and down the column, Ctrl+D fills down; left and right stay with the text. */
const useKeys =
  (row: number, field: DraftField, fillDown: () => void, arrows: boolean) =>
  (event: KeyboardEvent): void => {
    const down = event.key === 'Enter' || (arrows && event.key === 'ArrowDown');
    const up = arrows && event.key === 'ArrowUp';
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'd') fillDown();
    else if (down || up) document.getElementById(cellId(row + (up ? -1 : 1), field))?.focus();
    else return;
    event.preventDefault();
  };

const INPUT: Partial<Record<DraftField, { type: string; inputMode?: 'numeric' | 'tel' }>> = {
  short: { type: 'text', inputMode: 'numeric' },
  wageFromYuan: { type: 'text', inputMode: 'numeric' },
  wageToYuan: { type: 'text', inputMode: 'numeric' },
  contactName: { type: 'text' },
  contactPhone: { type: 'tel', inputMode: 'tel' },
  startBy: { type: 'date' },
};

const Occupation = ({
  need,
  row,
  field,
  value,
  name,
  say,
  focused,
  fillDown,
  label,
  described,
}: CellProps & { label: string; described: object }) => {
  const t = useT('console');
  const [open, setOpen] = useState(false);
  const keys = useKeys(row, field, fillDown, false);
  const code = value as string | null;
  if (!open)
    return (
      <button
        type="button"
        id={cellId(row, field)}
        className="cell-input"
        aria-label={`${label}：${code ? (name ?? code) : t('drafts.toPick')}`}
        {...described}
        onFocus={focused}
        onKeyDown={(event) => (event.ctrlKey || event.metaKey ? keys(event) : undefined)}
        onClick={() => setOpen(true)}
      >
        {code ? (name ?? code) : <span className="faint">{t('drafts.toPick')}</span>}
      </button>
    );
  return (
    <div
      onBlur={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget)) setOpen(false);
      }}
    >
      <OccupationField
        id={cellId(row, field)}
        autoFocus
        hint={need.title}
        {...(code ? { value: code } : {})}
        {...(code && name ? { name } : {})}
        onChange={(picked, pickedName) => {
          say(picked ?? null, pickedName);
          if (picked) setOpen(false);
        }}
      />
    </div>
  );
};

const Place = ({ row, field, value, say, focused, fillDown, label, described }: CellProps & { label: string; described: object }) => {
  const nodes = useNodes();
  const t = useT('console');
  const keys = useKeys(row, field, fillDown, false);
  const known = nodes.some(({ id }) => id === value);
  return (
    <select
      id={cellId(row, field)}
      className="cell-input"
      aria-label={label}
      {...described}
      value={String(value ?? '')}
      onFocus={focused}
      onKeyDown={keys}
      onChange={(event) => say(event.target.value)}
    >
      {known ? null : <option value={String(value ?? '')}>{value ? t('drafts.wholeCity') : t('drafts.toPick')}</option>}
      {nodes.map((node) => (
        <option key={node.id} value={node.id}>
          {node.name}
        </option>
      ))}
    </select>
  );
};

/** One field of one draft, typed or picked where it stands; what is wrong with it stands below. */
export const DraftCell = (props: CellProps): ReactNode => {
  const t = useT('console');
  const { need, row, field, value, missing, changed, fault, say, focused, fillDown } = props;
  const keys = useKeys(row, field, fillDown, true);
  const label = t('drafts.cell', { title: need.title, field: t(`drafts.field.${field}`) });
  const described = {
    'aria-invalid': fault !== undefined,
    ...(fault === undefined ? {} : { 'aria-describedby': `${cellId(row, field)}-fault` }),
  };
  const classes = [`draft-cell of-${field}`, missing ? 'missing' : '', changed ? 'changed' : '', fault === undefined ? '' : 'bad']
    .filter(Boolean)
    .join(' ');
  return (
    <div className={classes}>
      {field === 'occupationCode' ? (
        <Occupation {...props} label={label} described={described} />
      ) : field === 'nodeId' ? (
        <Place {...props} label={label} described={described} />
      ) : (
        <input
          id={cellId(row, field)}
          className="cell-input"
          {...INPUT[field]}
          autoComplete="off"
          aria-label={label}
          {...described}
          value={String(value ?? '')}
          onFocus={focused}
          onKeyDown={keys}
          onChange={(event) => say(event.target.value)}
        />
      )}
      {fault === undefined ? null : (
        <small id={`${cellId(row, field)}-fault`} className="field-error" role="alert">
          {fault}
        </small>
      )}
    </div>
  );
};
