import type { ReactNode } from 'react';
import { catalogue, catalogueFile, catalogueLines, catalogues, type CatalogueQuery } from '../../api/public';
import type { CatalogueDetail, CatalogueLine } from '../../api/types';
import { lookup, useLanguage, useT } from '../../i18n';
import { number } from '../../lib/format';
import { SearchBox, Trouble, Waiting } from '../parts/bits';
import { Choice } from '../parts/choice';
import { Figure, Frozen, percent, quarterName, Standing } from '../parts/frozen';
import { Link, useAddress, withSearch, type Address } from '../router';
import { useMore } from '../use-more';
import { usePageTitle } from '../use-page-title';
import { useResource } from '../use-resource';

const Facts = ({ line }: { line: CatalogueLine }): ReactNode => {
  const t = useT('public');
  const language = useLanguage();
  if (line.withheld) return <p className="board-facts faint">{t('catalogue.withheldHelp', { n: 3 })}</p>;
  const facts = [
    line.rank === null ? null : t('catalogue.rank', { n: line.rank }),
    line.enterprises === null ? null : t('catalogue.enterprises', { count: line.enterprises }),
    line.shortageRate === null ? null : t('catalogue.rate', { rate: percent(line.shortageRate) }),
    line.ratio === null ? null : t('catalogue.ratio', { n: number(line.ratio, language) }),
    line.wageYuan === null ? null : t('catalogue.wage', { n: number(line.wageYuan, language) }),
    line.mainReason === null
      ? null
      : t('catalogue.reason', { what: lookup('public', `catalogue.reasons.${line.mainReason}`, line.mainReason) }),
    line.quarters === null || line.quarters < 2 ? null : t('catalogue.quarters', { count: line.quarters }),
  ].filter((fact) => fact !== null);
  return (
    <p className="board-facts faint">
      {facts.map((fact, i) => (
        <span key={fact} className="whole">
          {fact}
          {i < facts.length - 1 ? <i className="dot" /> : null}
        </span>
      ))}
    </p>
  );
};

const Row = ({ line }: { line: CatalogueLine }): ReactNode => {
  const t = useT('public');
  const language = useLanguage();
  const n = (value: number | null): string => (value === null ? '' : number(value, language));
  return (
    <li className="board-row">
      <div className="board-name">
        <h2>
          <Link href={`/board/${line.code}`}>{line.name}</Link>
        </h2>
        <span className="faint num">{line.code}</span>
        <span className="tags">
          <Standing line={line} />
        </span>
      </div>
      <Facts line={line} />
      <div className="catalogue-figure">
        <Figure of={line.part ?? line} />
        {line.part ? (
          <span className="faint num">
            {t('catalogue.inPart')}
            {line.withheld ? (
              ''
            ) : (
              <>
                <i className="dot" />
                {t('catalogue.inCity', { n: n(line.estimate) })}
              </>
            )}
          </span>
        ) : line.low === null ? null : (
          <span className="faint num">{t('catalogue.interval', { low: n(line.low), high: n(line.high) })}</span>
        )}
      </div>
    </li>
  );
};

const Lines = ({ quarter, query }: { quarter: string; query: CatalogueQuery }): ReactNode => {
  const t = useT('public');
  const list = useMore(`catalogue ${quarter} ${JSON.stringify(query)}`, (cursor) =>
    catalogueLines(quarter, { ...query, cursor, limit: 30 }),
  );
  const first = list.pages[0];
  if (list.problem && !first) return <Trouble problem={list.problem} retry={list.retry} />;
  if (!first) return <Waiting rows={8} />;
  const rows = list.pages.flatMap((page) => page.items);
  if (!rows.length)
    return (
      <div className="empty">
        <h2>{t('catalogue.empty')}</h2>
        <p>{t('catalogue.emptyHelp')}</p>
        <p>
          <Link href="/catalogue" className="button">
            {t('board.clear')}
          </Link>
        </p>
      </div>
    );
  return (
    <>
      <p className="board-sum" role="status">
        <span>{t('catalogue.result', { count: first.total })}</span>
        <Frozen asOf={first.asOf} />
      </p>
      <ul className="board-list">
        {rows.map((line) => (
          <Row key={line.code} line={line} />
        ))}
      </ul>
      {list.next ? (
        <p>
          <button type="button" className="button" disabled={list.loading} onClick={list.more}>
            {t('board.more')}
          </button>
        </p>
      ) : null}
    </>
  );
};

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
          options={(quarters.data?.items ?? []).map(({ quarter }, i) => [i === 0 ? '' : quarter, quarterName(t, quarter)])}
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

const Downloads = ({ quarter }: { quarter: string }): ReactNode => {
  const t = useT('public');
  const files = [
    ['catalogue.pdf', t('catalogue.pdf')],
    ['catalogue.xlsx', t('catalogue.excel')],
    ['data.csv', t('catalogue.csv')],
    ['data.json', t('catalogue.json')],
  ] as const;
  return (
    <nav className="downloads" aria-label={t('catalogue.downloads')}>
      {files.map(([file, name]) => (
        <a key={file} className="button" href={catalogueFile(quarter, file)} download>
          {name}
        </a>
      ))}
      <a href="/api/catalogues/schema" className="faint">
        {t('catalogue.schema')}
      </a>
    </nav>
  );
};

const Head = ({ of }: { of: CatalogueDetail }): ReactNode => {
  const t = useT('public');
  const language = useLanguage();
  const { total, response } = of;
  const n = (value: number): string => number(value, language);
  return (
    <section className="catalogue-head" aria-label={quarterName(t, of.quarter)}>
      <div>
        <h2>{quarterName(t, of.quarter)}</h2>
        <p className="faint">{t('catalogue.total')}</p>
        <p>
          <Figure of={total} large />
          {total.low === null || total.high === null ? null : (
            <span className="faint num"> {t('catalogue.interval', { low: n(total.low), high: n(total.high) })}</span>
          )}
        </p>
      </div>
      <div>
        <p>
          <Frozen asOf={of.asOf} />
          <span className="faint"> {t('catalogue.version', { n: of.version })}</span>
        </p>
        <p className="faint">
          <span>{t('catalogue.from', { responded: n(response.responded), population: n(response.population) })}</span>
          <span>{t('catalogue.response', { rate: percent(response.responseRate) })}</span>
          <span>{t('catalogue.coverage', { rate: percent(response.coverage) })}</span>
        </p>
        <Downloads quarter={of.quarter} />
      </div>
    </section>
  );
};

/** The whole city by skill level, with posts per seeker where seekers were counted. */
const Levels = ({ of }: { of: CatalogueDetail }): ReactNode => {
  const t = useT('public');
  const language = useLanguage();
  const rows = of.sides.filter(({ table }) => table === 'level').sort((a, b) => (a.level ?? 0) - (b.level ?? 0));
  const n = (value: number | null): string => (value === null ? '—' : number(value, language));
  if (!rows.length) return null;
  return (
    <section className="section" aria-labelledby="levels">
      <div className="section-head">
        <h2 id="levels">{t('catalogue.byLevel')}</h2>
        <Frozen asOf={of.asOf} />
      </div>
      <div className="table-wrap" role="group" tabIndex={0} aria-labelledby="levels">
        <table className="figures">
          <thead>
            <tr>
              <th scope="col">{t('catalogue.level')}</th>
              <th scope="col">{t('catalogue.figure')}</th>
              <th scope="col" title={t('catalogue.ratioHelp')}>
                {t('catalogue.ratioHead')}
              </th>
              <th scope="col">{t('catalogue.intervalHead')}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.level}>
                <th scope="row">{lookup('common', `level.${row.level ?? 0}`, '')}</th>
                <td className="num">{row.withheld ? t('catalogue.withheld') : n(row.estimate)}</td>
                <td className="num">{n(row.ratio)}</td>
                <td className="num">{row.low === null || row.high === null ? '—' : `${n(row.low)}–${n(row.high)}`}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
};

const How = ({ of }: { of: CatalogueDetail }): ReactNode => {
  const t = useT('public');
  return (
    <details className="how">
      <summary>{t('catalogue.how')}</summary>
      <ul>
        <li>{t('catalogue.how1')}</li>
        <li>{t('catalogue.withheldHelp', { n: of.withholdBelow })}</li>
        <li>{t('catalogue.how2', { gap: of.rankWeights.gap, divisions: of.rankWeights.divisions })}</li>
        <li>{t('catalogue.how3')}</li>
        <li>{t('catalogue.how4')}</li>
        <li>{t('catalogue.how5')}</li>
      </ul>
      {of.left.length ? (
        <p>
          {t('catalogue.left')}: {of.left.map(({ id, name }) => `${name} (${id})`).join(' · ')}
        </p>
      ) : null}
    </details>
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
