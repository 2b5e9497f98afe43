import { useQuery } from '@tanstack/react-query';
import { Input } from 'antd';
import { useDeferredValue, useState, type ReactNode } from 'react';
import { enterprises } from '../../api/console';
import { useT } from '../../i18n';

/** One of the enterprises that the office knows, found by a part of its name. */
export const EnterprisePick = ({
  hint,
  value,
  onChange,
}: {
  hint: string;
  value: string | undefined;
  onChange: (id: string) => void;
}): ReactNode => {
  const t = useT('console');
  const [typed, setTyped] = useState(hint);
  const words = useDeferredValue(typed.trim());
  const { data } = useQuery({
    queryKey: ['enterprises', 'pick', words],
    queryFn: () => enterprises.list({ q: words, limit: 8 }),
    enabled: words.length > 1,
  });
  return (
    <div className="pick-list">
      <Input aria-label={t('import.enterpriseSearch')} value={typed} onChange={(event) => setTyped(event.target.value)} />
      {words.length > 1 && data?.items.length === 0 ? (
        <p className="faint" role="status">
          {t('import.enterpriseNone')}
        </p>
      ) : null}
      {data?.items.length ? (
        <div role="radiogroup" aria-label={t('import.correctable.enterprise')}>
          {data.items.map((one) => (
            <label key={one.id} className="pick">
              <input type="radio" name="enterprise" checked={value === one.id} onChange={() => onChange(one.id)} />
              <span>
                {one.name}
                <small className="num">{one.creditCode ?? ''}</small>
              </span>
            </label>
          ))}
        </div>
      ) : null}
    </div>
  );
};
