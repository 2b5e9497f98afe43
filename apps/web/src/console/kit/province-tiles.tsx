import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { reference } from '../../api/console';
import { lookup, useT } from '../../i18n';
import { Num } from './bits';
import { TILES } from './province-places';

/** Figures of a province, by the first two digits of GB/T 2260. */
export type ProvinceRow<F extends string> = { province: string } & Record<F, number>;

/** Five shades are told apart in print as well; the number stands in the tile. */
const shadeOf = (value: number, most: number): number => (value === 0 ? 0 : Math.max(1, Math.ceil((value / most) * 5)));

export const ProvinceTiles = <F extends string>({
  rows,
  figure,
  label,
}: {
  rows: readonly ProvinceRow<F>[];
  figure: F;
  label: string;
}): ReactNode => {
  const of = new Map(rows.map((row) => [row.province, row[figure]]));
  const most = Math.max(1, ...of.values());
  return (
    <div className="tiles" role="img" aria-label={label}>
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

export const ProvinceTable = <F extends string>({
  rows,
  figures,
  word,
  caption,
}: {
  rows: readonly ProvinceRow<F>[];
  figures: readonly F[];
  word: (figure: F) => string;
  caption: string;
}): ReactNode => {
  const t = useT('console');
  const provinces = useQuery({ queryKey: ['divisions', ''], queryFn: () => reference.divisions(), staleTime: Infinity });
  const name = (province: string): string => provinces.data?.items.find(({ code }) => code.startsWith(province))?.name ?? province;
  const lines = [
    ...rows.map((row) => ({ key: row.province, title: name(row.province), of: (figure: F): number => row[figure] })),
    { key: 'all', title: t('supplyMap.all'), of: (figure: F): number => rows.reduce((all, row) => all + row[figure], 0) },
  ];
  return (
    <div className="table-box">
      <table className="table" role="table">
        <caption className="visually-hidden">{caption}</caption>
        <thead role="rowgroup">
          <tr role="row">
            <th scope="col" role="columnheader">
              {t('supplyMap.province')}
            </th>
            {figures.map((figure) => (
              <th key={figure} scope="col" role="columnheader" className="numeric">
                {word(figure)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody role="rowgroup">
          {lines.map(({ key, title, of }) => (
            <tr role="row" key={key}>
              <th scope="row" role="rowheader">
                {title}
              </th>
              {figures.map((figure) => (
                <td key={figure} role="cell" className="numeric num" data-label={word(figure)}>
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
