import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { demo } from '../../api/public';
import { useT } from '../../i18n';

export const useDemo = () => useQuery({ queryKey: ['demo'], queryFn: demo, staleTime: Infinity });

export const DemoBanner = (): ReactNode => {
  const t = useT('common');
  return useDemo().data?.demo ? (
    <aside className="demo" aria-label={t('demo.label')}>
      {t('demo.banner')}
    </aside>
  ) : null;
};
