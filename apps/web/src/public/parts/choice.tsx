import type { ReactNode } from 'react';
import { navigate, withSearch, type Address } from '../router';

/** A filter of a list, kept in the address. */
export const Choice = ({
  name,
  label,
  at,
  options,
}: {
  name: string;
  label: string;
  at: Address;
  options: [string, string][];
}): ReactNode => (
  <label className="field">
    <span>{label}</span>
    <select value={at.search.get(name) ?? ''} onChange={(event) => navigate(withSearch(at, { [name]: event.target.value }))}>
      {options.map(([value, text]) => (
        <option key={value} value={value}>
          {text}
        </option>
      ))}
    </select>
  </label>
);
