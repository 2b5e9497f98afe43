import type { ReactNode } from 'react';
import { useT } from '../../i18n';
import { useAddress } from '../kit/address';

const DAY_MS = 86_400_000;

/** When a day of the city begins. */
const beginOf = (day: string): number => Date.parse(`${day}T00:00:00+08:00`);

const instant = (at: number): string | undefined => (Number.isNaN(at) ? undefined : new Date(at).toISOString());

/** The days in the page's address as moments: both ends are whole days. */
export const dayFilter = (at: Record<string, string | undefined>): { from?: string | undefined; to?: string | undefined } => ({
  from: at['from'] ? instant(beginOf(at['from'])) : undefined,
  to: at['to'] ? instant(beginOf(at['to']) + DAY_MS) : undefined,
});

export const AuditDays = (): ReactNode => {
  const t = useT('console');
  const { at, change } = useAddress();
  return (
    <span className="row">
      {(['from', 'to'] as const).map((end) => (
        <label key={end} className="choice">
          <span>{t(`audit.${end}`)}</span>
          <input className="select" type="date" value={at[end] ?? ''} onChange={(event) => change({ [end]: event.target.value })} />
        </label>
      ))}
    </span>
  );
};
