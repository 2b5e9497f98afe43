import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { performance } from '../../api/dispatch';
import { useT } from '../../i18n';
import { useAddress } from '../kit/address';
import { Empty, Page } from '../kit/page';
import { PageLoading, Trouble } from '../kit/page-states';
import { ProvinceTable, ProvinceTiles } from '../kit/province-tiles';
import { Choice } from '../kit/toolbar';

const FIGURES = ['signed', 'arrived', 'boarded', 'committed', 'promised', 'suppliers'] as const;

/** From where people come: provinces as tiles, with the same figures as a table. */
export const FlowsPage = (): ReactNode => {
  const t = useT('console');
  const { at, change } = useAddress();
  const figure = FIGURES.find((one) => one === at['figure']) ?? 'signed';
  const { data, error, refetch } = useQuery({ queryKey: ['performance', 'provinces'], queryFn: () => performance.provinces() });
  if (error && !data)
    return (
      <div className="page">
        <Trouble error={error} retry={() => void refetch()} />
      </div>
    );
  if (!data) return <PageLoading />;
  const word = (name: (typeof FIGURES)[number]): string => (name === 'suppliers' ? t('supplyMap.suppliers') : t(`results.${name}`));
  return (
    <Page title={t('flows.title')} intro={t('flows.intro')} back={{ to: '/results', label: t('menu.results') }}>
      {data.length === 0 ? (
        <Empty title={t('results.empty')} help={t('results.emptyHelp')} />
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
          <ProvinceTable rows={data} figures={FIGURES} word={word} caption={t('flows.title')} />
        </>
      )}
    </Page>
  );
};
