import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { supply } from '../../api/console';
import { useT } from '../../i18n';
import { ProvincesPage } from '../kit/provinces-page';

const FIGURES = ['free', 'promised', 'committed', 'used', 'suppliers'] as const;

/** Who sends from where. */
export const SupplyMapPage = (): ReactNode => {
  const t = useT('console');
  return (
    <ProvincesPage
      title={t('supplyMap.title')}
      intro={t('supplyMap.intro')}
      back={{ to: '/suppliers', label: t('menu.suppliers') }}
      query={useQuery({ queryKey: ['suppliers', 'by-province'], queryFn: () => supply.byProvince() })}
      figures={FIGURES}
      word={(name) => t(`supplyMap.${name}`)}
      empty={{ title: t('supplier.empty'), help: t('supplier.emptyHelp') }}
    />
  );
};
