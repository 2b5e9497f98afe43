import type { ReactNode } from 'react';
import { useT } from '../../i18n';
import { todayPlus } from '../../lib/format';

/** Says that a paper ends within its days of notice, or has ended; nothing while it holds. */
export const PaperEnd = ({ until, notice }: { until: string | null; notice: number }): ReactNode => {
  const t = useT('console');
  if (until === null || until > todayPlus(notice)) return null;
  const over = until < todayPlus();
  return <span className={`tag ${over ? 'bad' : 'wait'}`}>{t(over ? 'supplier.over' : 'supplier.endsSoon')}</span>;
};
