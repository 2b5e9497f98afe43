import type { ReactNode } from 'react';
import { catalogue, catalogues, type CatalogueQuery } from '../../api/public';
import type { CatalogueDetail } from '../../api/types';
import { lookup, useT } from '../../i18n';
import { SearchBox, Trouble, Waiting } from '../parts/bits';
import { Head, How, Levels } from '../parts/catalogue-head';
import { Lines } from '../parts/catalogue-list';
import { Choice } from '../parts/choice';
import { quarterName } from '../parts/frozen';
import { Link, useAddress, withSearch, type Address } from '../router';
import { usePageTitle } from '../use-page-title';
import { useResource } from '../use-resource';

const DEPTHS = [4, 3, 2, 1] as const;

const Filters = ({ at, of }: { at: Address; of: CatalogueDetail | undefined }): ReactNode => {
  const t = useT('public');
  const quarters = useResource('catalogues', () => catalogues({ limit: 40 }));
  // By county and level at once there are figures of occupations only.
  const both = at.search.has('county') && at.search.has('level');
  return (
    <aside className="filters" aria-label={t('board.filters')}>
      <div className="open">
        <Choice
          name="quarter"
          label={t('catalogue.quarter')}
          at={at}
          options={(quarters.data?.items ?? []).map(({ quarter }, i) => [
            // The newest stands in no address, unless somebody wrote it there.
            i === 0 && at.search.get('quarter') !== quarter ? '' : quarter,
            quarterName(t, quarter),
          ])}
        />
        {both ? null : (
          <Choice
            name="depth"
            label={t('catalogue.depth')}
            at={at}
            options={DEPTHS.map((n) => [n === 4 ? '' : String(n), t(`catalogue.depth${n}`)])}
          />
        )}
        <Choice
          name="county"
          label={t('catalogue.county')}
          at={at}
          options={[['', t('board.anyRegion')], ...(of?.counties ?? []).map(({ id, name }): [string, string] => [id, name])]}
        />
        <Choice
          name="level"
          label={t('catalogue.level')}
          at={at}
          options={[
            ['', t('catalogue.anyLevel')],
            ...[0, 1, 2, 3, 4, 5, 6, 7, 8].map((n): [string, string] => [String(n), lookup('common', `level.${n}`, String(n))]),
          ]}
        />
      </div>
    </aside>
  );
};

/** The quarterly catalogue: the latest one, or the quarter in the address. */
export const CataloguePage = (): ReactNode => {
  const t = useT('public');
  usePageTitle(t('catalogue.title'));
  const at = useAddress();
  const value = (name: string): string | undefined => at.search.get(name) ?? undefined;
  const quarter = value('quarter') ?? 'latest';
  const { data, problem, retry } = useResource(`catalogue ${quarter}`, () => catalogue(quarter));
  const both = value('county') !== undefined && value('level') !== undefined;
  const query: CatalogueQuery = { q: value('q'), depth: both ? undefined : value('depth'), county: value('county'), level: value('level') };
  const none = problem?.status === 404;
  return (
    <div className="wrap page board">
      <header className="page-head">
        <h1>{t('catalogue.title')}</h1>
        <p>{t('catalogue.intro')}</p>
      </header>
      {none ? (
        <div className="empty">
          <h2>{t('catalogue.none')}</h2>
          <p>{t('catalogue.noneHelp')}</p>
          <p>
            <Link href="/board" className="button">
              {t('nav.board')}
            </Link>
          </p>
        </div>
      ) : null}
      {problem && !none && !data ? <Trouble problem={problem} retry={retry} /> : null}
      {data ? <Head of={data} /> : none ? null : <Waiting rows={4} />}
      {data?.correctedSince ? <p className="notice">{t('catalogue.corrected')}</p> : null}
      {none ? null : (
        <>
          <SearchBox value={value('q') ?? ''} keep={(q) => withSearch(at, { q })} />
          <div className="board-body">
            <Filters at={at} of={data} />
            <section aria-label={t('catalogue.title')}>
              {data ? <Lines quarter={data.quarter} query={query} /> : <Waiting rows={8} />}
              {data ? <Levels of={data} /> : null}
              {data ? <How of={data} /> : null}
            </section>
          </div>
        </>
      )}
    </div>
  );
};
