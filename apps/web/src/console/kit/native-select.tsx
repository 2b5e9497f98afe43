import type { ReactNode } from 'react';
import { lookup, useLanguage, useT } from '../../i18n';

interface Props {
  id?: string;
  value?: string | number | null;
  onChange?: (value: string | number | undefined) => void;
  /** Group of common.json with the words of the values; an empty value stands for "not said". */
  names: string;
  values: string[];
  numeric?: boolean;
  from?: 'common' | 'console';
}

/** The phone's own picker: quicker under a thumb than any drawn list. */
export const NativeSelect = ({ id, value, onChange, names, values, numeric, from = 'common' }: Props): ReactNode => {
  const t = useT('console');
  useLanguage();
  return (
    <select
      id={id}
      className="select"
      value={String(value ?? '')}
      onChange={(event) => onChange?.(event.target.value === '' ? undefined : numeric ? Number(event.target.value) : event.target.value)}
    >
      {values.map((one) => (
        <option key={one} value={one}>
          {one === '' ? t('list.notSaid') : lookup(from, `${names}.${one}`, one)}
        </option>
      ))}
    </select>
  );
};
