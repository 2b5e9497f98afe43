import { useQuery } from '@tanstack/react-query';
import { AutoComplete } from 'antd';
import { useDeferredValue, useState, type ReactNode } from 'react';
import { reference } from '../../api/console';
import { useT } from '../../i18n';

interface Props {
  id?: string;
  value?: string;
  onChange?: (code: string | undefined) => void;
  /** Words to begin with, e.g. the title of the post. */
  hint?: string;
  /** The name of the occupation that `value` is at first. */
  name?: string;
}

/** One types what the work is called on the shop floor and picks an occupation of the classification. */
export const OccupationField = ({ id, value, onChange, hint, name }: Props): ReactNode => {
  const t = useT('console');
  const [typed, setTyped] = useState('');
  const [chosen, setChosen] = useState<{ code: string; name: string } | undefined>(name && value ? { code: value, name } : undefined);
  const words = useDeferredValue(typed || (hint ?? ''));
  const { data } = useQuery({
    queryKey: ['occupations', words],
    queryFn: ({ signal }) => reference.occupations(words, signal),
    enabled: words.trim().length > 0,
    staleTime: 300_000,
    placeholderData: (before) => before,
  });
  const options = (data?.items ?? []).map((one) => ({
    value: one.code,
    label: <span className="occupation-option"><b>{one.name}</b><span className="num">{one.code}</span>{one.path ? <small>{one.path}</small> : null}</span>,
  }));
  const shown = chosen && chosen.code === value ? chosen.name : typed;
  const pick = (code: string): void => {
    const one = data?.items.find((item) => item.code === code);
    if (!one) return;
    setChosen(one);
    setTyped('');
    onChange?.(code);
  };
  return (
    <>
      <AutoComplete
        {...(id ? { id } : {})}
        value={shown}
        options={options}
        showSearch={{ filterOption: false }}
        placeholder={t('occupation.placeholder')}
        notFoundContent={words.trim() ? t('occupation.none') : null}
        onSelect={pick}
        onChange={(text: string) => {
          if (data?.items.some((item) => item.code === text)) return;
          setTyped(text);
          setChosen(undefined);
          if (value) onChange?.(undefined);
        }}
      />
      {!value && !typed && hint && data?.items.length ? (
        <div className="suggestions" role="group" aria-label={t('occupation.suggested')}>
          {data.items.slice(0, 3).map((one) => <button type="button" key={one.code} onClick={() => pick(one.code)}>{one.name}</button>)}
        </div>
      ) : null}
    </>
  );
};
