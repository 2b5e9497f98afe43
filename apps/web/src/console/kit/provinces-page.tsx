import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useT } from '../../i18n';
import { useAddress } from './address';
import { Empty, Page } from './page';
import { PageLoading, Trouble } from './page-states';
import { ProvinceTable, ProvinceTiles, type ProvinceRow } from './province-tiles';
import { Choice } from './toolbar';

/** Provinces as tiles, darker where there are more, with the same figures as a table. Which figure is shown stands in the address. */
export const ProvincesPage = <F extends string>({
  title,
  intro,
  back,
  query: { data, error, refetch },
  figures,
  word,
  empty,
}: {
  title: string;
  intro: string;
  back: { to: string; label: string };
  query: UseQueryResult<readonly ProvinceRow<F>[]>;
  /** The first one is shown unless another one is asked for. */
  figures: readonly [F, ...F[]];
  word: (figure: F) => string;
  empty: { title: string; help: string };
}): ReactNode => {
  const t = useT('console');
  const { at, change } = useAddress();
  const figure = figures.find((one) => one === at['figure']) ?? figures[0];
  if (error && !data)
    return (
      <div className="page">
        <Trouble error={error} retry={() => void refetch()} />
      </div>
    );
  if (!data) return <PageLoading />;
  return (
    <Page title={title} intro={intro} back={back}>
      {data.length === 0 ? (
        <Empty {...empty} />
      ) : (
        <>
          <div className="toolbar">
            <Choice
              filter={{ name: 'figure', label: t('supplyMap.shows'), options: figures.map((value) => ({ value, label: word(value) })) }}
              value={figure}
              change={(value) => change({ figure: value })}
            />
          </div>
          <ProvinceTiles rows={data} figure={figure} label={t('supplyMap.picture', { what: word(figure) })} />
          <ProvinceTable rows={data} figures={figures} word={word} caption={title} />
        </>
      )}
    </Page>
  );
};
