import type { ReactNode } from 'react';
import { useT } from '../../i18n';

/** A number to call; a masked one is only shown. */
export const Phone = ({ number, name }: { number: string | null; name: string | null }): ReactNode => {
  const t = useT('console');
  if (!number) return <>—</>;
  if (number.includes('*')) return <>{number}</>;
  return (
    <a href={`tel:${number}`} aria-label={`${t('manifest.call', { name: name ?? '' })} ${number}`}>
      {number}
    </a>
  );
};
