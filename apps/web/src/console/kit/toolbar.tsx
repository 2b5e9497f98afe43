import { Button, Input } from 'antd';
import { useState, type FormEvent, type ReactNode } from 'react';
import { useT } from '../../i18n';
import { useAddress } from './address';

export interface Filter {
  name: string;
  label: string;
  /** The first one stands for "no filter" and has an empty value. */
  options: { value: string; label: string }[];
}

const Search = ({ label, value, change }: { label: string; value: string; change: (q: string) => void }): ReactNode => {
  const t = useT('console');
  const [typed, setTyped] = useState(value);
  const [shown, setShown] = useState(value);
  if (shown !== value) {
    setShown(value);
    setTyped(value);
  }
  const go = (event: FormEvent): void => {
    event.preventDefault();
    change(typed.trim());
  };
  return (
    <form role="search" className="toolbar-search" onSubmit={go}>
      <Input
        type="search"
        aria-label={label}
        placeholder={label}
        value={typed}
        allowClear
        onChange={(event) => {
          setTyped(event.target.value);
          if (event.target.value === '') change('');
        }}
      />
      <Button htmlType="submit">{t('list.search')}</Button>
    </form>
  );
};

export const Choice = ({ filter, value, change }: { filter: Filter; value: string; change: (value: string) => void }): ReactNode => (
  <label className="choice">
    <span>{filter.label}</span>
    <select className="select" value={value} onChange={(event) => change(event.target.value)}>
      {filter.options.map((option) => (
        <option key={option.value} value={option.value}>
          {option.label}
        </option>
      ))}
    </select>
  </label>
);

/** Search and filters of a list, bound to the address. */
export const Toolbar = ({ search, filters = [], extra }: { search?: string; filters?: Filter[]; extra?: ReactNode }): ReactNode => {
  const { at, change } = useAddress();
  return (
    <div className="toolbar">
      {search ? <Search label={search} value={at['q'] ?? ''} change={(q) => change({ q })} /> : null}
      {filters.map((filter) => (
        <Choice key={filter.name} filter={filter} value={at[filter.name] ?? ''} change={(value) => change({ [filter.name]: value })} />
      ))}
      {extra}
    </div>
  );
};
