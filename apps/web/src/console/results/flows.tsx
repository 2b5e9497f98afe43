import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { performance } from '../../api/dispatch';
import { useT } from '../../i18n';
import { ProvincesPage } from '../kit/provinces-page';

const FIGURES = ['signed', 'arrived', 'boarded', 'committed', 'promised', 'suppliers'] as const;

/** From where people come. */
export const FlowsPage = (): ReactNode => {
  const t = useT('console');
  return (
    <ProvincesPage
      title={t('flows.title')}
      intro={t('flows.intro')}
      back={{ to: '/results', label: t('menu.results') }}
      query={useQuery({ queryKey: ['performance', 'provinces'], queryFn: () => performance.provinces() })}
      figures={FIGURES}
      word={(name) => (name === 'suppliers' ? t('supplyMap.suppliers') : t(`results.${name}`))}
      empty={{ title: t('results.empty'), help: t('results.emptyHelp') }}
    />
  );
};
