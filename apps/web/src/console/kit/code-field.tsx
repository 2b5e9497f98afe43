import { useQuery } from '@tanstack/react-query';
import { Input } from 'antd';
import { useDeferredValue, useId, useState, type KeyboardEvent, type ReactNode } from 'react';
import { useT } from '../../i18n';

/** Something of a classification. */
export interface Coded {
  code: string;
  name: string;
  path?: string;
}

/** What a form gives a field in which a code is chosen by its words. */
export interface CodeFieldProps {
  id?: string;
  value?: string | null;
  onChange?: (code: string | undefined, name?: string) => void;
  /** The name of what `value` is at first. */
  name?: string;
  autoFocus?: boolean;
  'aria-required'?: boolean | 'true' | 'false';
}

/** Where the codes are found. */
export interface Classification {
  key: string;
  find: (words: string, signal: AbortSignal) => Promise<{ items: Coded[] }>;
  /** What is chosen. */
  label: string;
  placeholder: string;
  none: string;
}

export const useFound = ({ key, find }: Pick<Classification, 'key' | 'find'>, words: string): Coded[] | undefined =>
  useQuery({
    queryKey: [key, words],
    queryFn: ({ signal }) => find(words, signal),
    enabled: words.trim().length > 0,
    staleTime: 300_000,
    placeholderData: (before) => before,
  }).data?.items;

const Options = ({
  id,
  label,
  found,
  at,
  pick,
}: {
  id: string;
  label: string;
  found: Coded[];
  at: number;
  pick: (one: Coded) => void;
}): ReactNode => (
  <ul id={id} role="listbox" aria-label={label} className="combo-list">
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

/** One types words and picks what they mean; nobody has to know a code. @param hint words to suggest for while nothing is typed */
export const CodeField = ({
  of,
  hint,
  id,
  value,
  onChange,
  name,
  autoFocus = false,
  ...rest
}: CodeFieldProps & { of: Classification; hint?: string | undefined }): ReactNode => {
  const t = useT('console');
  const list = useId();
  const [typed, setTyped] = useState('');
  const [open, setOpen] = useState(false);
  const [at, setAt] = useState(0);
  const [chosen, setChosen] = useState<Coded | undefined>(name && value ? { code: value, name } : undefined);
  const found = useFound(of, useDeferredValue(typed || (hint ?? '')));
  const shown = chosen && chosen.code === value ? chosen.name : typed;
  const offered = open && typed ? (found ?? []) : [];
  const pick = (one: Coded): void => {
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
        placeholder={of.placeholder}
        onChange={(event) => type(event.target.value)}
        onFocus={() => setOpen(true)}
        onBlur={() => setOpen(false)}
        onKeyDown={key}
      />
      {offered.length ? <Options id={list} label={of.label} found={offered} at={at} pick={pick} /> : null}
      {open && typed && found?.length === 0 ? (
        <p className="faint" role="status">
          {of.none}
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
