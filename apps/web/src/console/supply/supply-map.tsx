import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { reference, supply } from '../../api/console';
import type { ProvinceSupply } from '../../api/types';
import { lookup, useT } from '../../i18n';
import { useAddress } from '../kit/address';
import { Num } from '../kit/bits';
import { Empty, Page } from '../kit/page';
import { PageLoading, Trouble } from '../kit/page-states';
import { Choice } from '../kit/toolbar';
import { TILES } from './province-tiles';

const FIGURES = ['free', 'promised', 'committed', 'used', 'suppliers'] as const;
type Figure = (typeof FIGURES)[number];

/** Five shades are told apart in print as well; the number stands in the tile. */
const shadeOf = (value: number, most: number): number => (value === 0 ? 0 : Math.max(1, Math.ceil((value / most) * 5)));

const Tiles = ({ rows, figure }: { rows: ProvinceSupply[]; figure: Figure }): ReactNode => {
  const t = useT('console');
  const of = new Map(rows.map((row) => [row.province, row[figure]]));
  const most = Math.max(1, ...of.values());
  return (
    <div className="tiles" role="img" aria-label={t('supplyMap.picture', { what: t(`supplyMap.${figure}`) })}>
      {Object.entries(TILES).map(([province, [row, column]]) => {
        const value = of.get(province);
        return (
          <div
            key={province}
            className={`tile shade-${value === undefined ? 'none' : shadeOf(value, most)}`}
            style={{ gridRow: row, gridColumn: column }}
          >
            <span>{lookup('console', `provinceShort.${province}`, province)}</span>
            <b>{value === undefined ? '' : <Num value={value} />}</b>
          </div>
        );
      })}
    </div>
  );
};

const Figures = ({ rows }: { rows: ProvinceSupply[] }): ReactNode => {
  const t = useT('console');
  const provinces = useQuery({ queryKey: ['divisions', ''], queryFn: () => reference.divisions(), staleTime: Infinity });
  const name = (province: string): string => provinces.data?.items.find(({ code }) => code.startsWith(province))?.name ?? province;
  const sum = (figure: Figure): number => rows.reduce((all, row) => all + row[figure], 0);
  return (
    <div className="table-box">
      <table className="table" role="table">
        <caption className="visually-hidden">{t('supplyMap.title')}</caption>
        <thead role="rowgroup">
          <tr role="row">
            <th scope="col" role="columnheader">
              {t('supplyMap.province')}
            </th>
            {FIGURES.map((figure) => (
              <th key={figure} scope="col" role="columnheader" className="numeric">
                {t(`supplyMap.${figure}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody role="rowgroup">
          {[
            ...rows.map((row) => ({ key: row.province, title: name(row.province), of: (figure: Figure) => row[figure] })),
            {
              key: 'all',
              title: t('supplyMap.all'),
              of: sum,
            },
          ].map(({ key, title, of }) => (
            <tr role="row" key={key}>
              <th scope="row" role="rowheader">
                {title}
              </th>
              {FIGURES.map((figure) => (
                <td key={figure} role="cell" className="numeric num" data-label={t(`supplyMap.${figure}`)}>
                  <Num value={of(figure)} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
};

/** Who sends from where: provinces as tiles, darker where there are more, with the same figures as a table. */
export const SupplyMapPage = (): ReactNode => {
  const t = useT('console');
  const { at, change } = useAddress();
  const figure = FIGURES.find((one) => one === at['figure']) ?? 'free';
  const { data, error, refetch } = useQuery({ queryKey: ['suppliers', 'by-province'], queryFn: () => supply.byProvince() });
  if (error && !data)
    return (
      <div className="page">
        <Trouble error={error} retry={() => void refetch()} />
      </div>
    );
  if (!data) return <PageLoading />;
  const options = FIGURES.map((value) => ({ value, label: t(`supplyMap.${value}`) }));
  return (
    <Page title={t('supplyMap.title')} intro={t('supplyMap.intro')} back={{ to: '/suppliers', label: t('menu.suppliers') }}>
      {data.length === 0 ? (
        <Empty title={t('supplier.empty')} help={t('supplier.emptyHelp')} />
      ) : (
        <>
          <div className="toolbar">
            <Choice
              filter={{ name: 'figure', label: t('supplyMap.shows'), options }}
              value={figure}
              change={(value) => change({ figure: value })}
            />
          </div>
          <Tiles rows={data} figure={figure} />
          <Figures rows={data} />
        </>
      )}
    </Page>
  );
};
