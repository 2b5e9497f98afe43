import { useQuery } from '@tanstack/react-query';
import { Input } from 'antd';
import { useDeferredValue, useId, useState, type KeyboardEvent, type ReactNode } from 'react';
import { reference } from '../../api/console';
import type { Occupation } from '../../api/types';
import { useT } from '../../i18n';

interface Props {
  id?: string;
  value?: string;
  onChange?: (code: string | undefined, name?: string) => void;
  /** Words to begin with, e.g. the title of the post. */
  hint?: string;
  /** The name of the occupation that `value` is at first. */
  name?: string;
  autoFocus?: boolean;
  'aria-required'?: boolean | 'true' | 'false';
}

const useFound = (words: string): Occupation[] | undefined =>
  useQuery({
    queryKey: ['occupations', words],
    queryFn: ({ signal }) => reference.occupations(words, signal),
    enabled: words.trim().length > 0,
    staleTime: 300_000,
    placeholderData: (before) => before,
  }).data?.items;

const Options = ({ id, found, at, pick }: { id: string; found: Occupation[]; at: number; pick: (one: Occupation) => void }): ReactNode => {
  const t = useT('console');
  return (
    <ul id={id} role="listbox" aria-label={t('need.occupation')} className="combo-list">
      {found.map((one, n) => (
        // The press must not take the focus from the field: leaving it closes the list.
        <li
          key={one.code}
          id={`${id}-${n}`}
          role="option"
          aria-selected={n === at}
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => pick(one)}
        >
          <b>{one.name}</b>
          <span className="num">{one.code}</span>
          {one.path ? <small>{one.path}</small> : null}
        </li>
      ))}
    </ul>
  );
};

/** One types what the work is called on the shop floor and picks an occupation of the classification. */
export const OccupationField = ({ id, value, onChange, hint, name, autoFocus = false, ...rest }: Props): ReactNode => {
  const t = useT('console');
  const list = useId();
  const [typed, setTyped] = useState('');
  const [open, setOpen] = useState(false);
  const [at, setAt] = useState(0);
  const [chosen, setChosen] = useState<{ code: string; name: string } | undefined>(name && value ? { code: value, name } : undefined);
  const found = useFound(useDeferredValue(typed || (hint ?? '')));
  const shown = chosen && chosen.code === value ? chosen.name : typed;
  const offered = open && typed ? (found ?? []) : [];
  const pick = (one: Occupation): void => {
    setChosen(one);
    setTyped('');
    setOpen(false);
    onChange?.(one.code, one.name);
  };
  const type = (text: string): void => {
    setTyped(text);
    setChosen(undefined);
    setAt(0);
    setOpen(true);
    if (value) onChange?.(undefined);
  };
  const key = (event: KeyboardEvent): void => {
    const one = offered[at];
    if (event.key === 'Escape' && open) event.stopPropagation();
    if (event.key === 'Escape') setOpen(false);
    if (!offered.length || !one) return;
    if (event.key === 'ArrowDown') setAt((at + 1) % offered.length);
    else if (event.key === 'ArrowUp') setAt((at + offered.length - 1) % offered.length);
    else if (event.key === 'Enter') pick(one);
    else return;
    event.preventDefault();
  };
  return (
    <div className="combo">
      <Input
        {...(id ? { id } : {})}
        autoFocus={autoFocus}
        role="combobox"
        aria-autocomplete="list"
        aria-expanded={offered.length > 0}
        aria-controls={list}
        aria-required={rest['aria-required']}
        {...(offered.length ? { 'aria-activedescendant': `${list}-${at}` } : {})}
        autoComplete="off"
        value={shown}
        placeholder={t('occupation.placeholder')}
        onChange={(event) => type(event.target.value)}
        onFocus={() => setOpen(true)}
        onBlur={() => setOpen(false)}
        onKeyDown={key}
      />
      {offered.length ? <Options id={list} found={offered} at={at} pick={pick} /> : null}
      {open && typed && found?.length === 0 ? (
        <p className="faint" role="status">
          {t('occupation.none')}
        </p>
      ) : null}
      {!value && !typed && hint && found?.length ? (
        <div className="suggestions" role="group" aria-label={t('occupation.suggested')}>
          {found.slice(0, 3).map((one) => (
            <button type="button" key={one.code} onClick={() => pick(one)}>
              {one.name}
            </button>
          ))}
        </div>
      ) : null}
    </div>
  );
};
