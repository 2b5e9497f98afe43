import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { supply } from '../../api/console';
import { useT } from '../../i18n';
import { useAddress } from '../kit/address';
import { Empty, Page } from '../kit/page';
import { PageLoading, Trouble } from '../kit/page-states';
import { ProvinceTable, ProvinceTiles } from '../kit/province-tiles';
import { Choice } from '../kit/toolbar';

const FIGURES = ['free', 'promised', 'committed', 'used', 'suppliers'] as const;
type Figure = (typeof FIGURES)[number];

/** Who sends from where: provinces as tiles, darker where there are more, with the same figures as a table. */
export const SupplyMapPage = (): ReactNode => {
  const t = useT('console');
  const { at, change } = useAddress();
  const figure: Figure = FIGURES.find((one) => one === at['figure']) ?? 'free';
  const { data, error, refetch } = useQuery({ queryKey: ['suppliers', 'by-province'], queryFn: () => supply.byProvince() });
  if (error && !data)
    return (
      <div className="page">
        <Trouble error={error} retry={() => void refetch()} />
      </div>
    );
  if (!data) return <PageLoading />;
  const word = (name: Figure): string => t(`supplyMap.${name}`);
  return (
    <Page title={t('supplyMap.title')} intro={t('supplyMap.intro')} back={{ to: '/suppliers', label: t('menu.suppliers') }}>
      {data.length === 0 ? (
        <Empty title={t('supplier.empty')} help={t('supplier.emptyHelp')} />
      ) : (
        <>
          <div className="toolbar">
            <Choice
              filter={{ name: 'figure', label: t('supplyMap.shows'), options: FIGURES.map((value) => ({ value, label: word(value) })) }}
              value={figure}
              change={(value) => change({ figure: value })}
            />
          </div>
          <ProvinceTiles rows={data} figure={figure} label={t('supplyMap.picture', { what: word(figure) })} />
          <ProvinceTable rows={data} figures={FIGURES} word={word} caption={t('supplyMap.title')} />
        </>
      )}
    </Page>
  );
};
