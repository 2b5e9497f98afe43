import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState, type ReactNode } from 'react';
import { reference } from '../../api/console';
import { useT } from '../../i18n';
import { IndustryField } from '../kit/industry-field';

interface Props {
  id?: string;
  value?: string[];
  onChange?: (codes: string[]) => void;
}

/** A chosen industry by its name; pressed, it goes. */
const Chosen = ({ code, known, drop }: { code: string; known: string | undefined; drop: () => void }): ReactNode => {
  const t = useT('console');
  const { data } = useQuery({
    queryKey: ['industries', 'name', code],
    queryFn: ({ signal }) => reference.industries(code, signal),
    enabled: known === undefined,
    staleTime: Infinity,
  });
  const name = known ?? data?.items.find((one) => one.code === code)?.name ?? code;
  return (
    <Button onClick={drop} aria-label={t('mass.dropIndustry', { name })}>
      {name} ✕
    </Button>
  );
};

/** Industries whose enterprises are told: found by their words, one after the other. */
export const Industries = ({ id, value = [], onChange }: Props): ReactNode => {
  const [names, setNames] = useState<Record<string, string>>({});
  return (
    <>
      <IndustryField
        // A new field for the next one.
        key={value.length}
        {...(id ? { id } : {})}
        onChange={(code, name) => {
          if (!code || value.includes(code)) return;
          setNames({ ...names, [code]: name ?? code });
          onChange?.([...value, code]);
        }}
      />
      {value.length > 0 ? (
        <p className="row">
          {value.map((code) => (
            <Chosen key={code} code={code} known={names[code]} drop={() => onChange?.(value.filter((one) => one !== code))} />
          ))}
        </p>
      ) : null}
    </>
  );
};
