import { useState, type ReactNode } from 'react';
import { board, boardPosts, boardSummary, type BoardQuery } from '../../api/public';
import type { BoardRow } from '../../api/types';
import { useLanguage, useT } from '../../i18n';
import { day, number, wage } from '../../lib/format';
import { Live, PostCard, SearchBox, Trouble, Waiting } from '../parts/bits';
import { BoardFilters } from '../parts/board-filters';
import { Link, useAddress, withSearch } from '../router';
import { usePageTitle } from '../use-page-title';
import { useMore } from '../use-more';
import { useResource } from '../use-resource';

const Row = ({ row, most }: { row: BoardRow; most: number }): ReactNode => {
  const t = useT('public');
  const common = useT('common');
  const language = useLanguage();
  const pay = wage(row.wageFromYuan, row.wageToYuan, language);
  return (
    <li className="board-row">
      <div className="board-name">
        <h2>
          <Link href={`/board/${row.code}`}>{row.name}</Link>
        </h2>
        <span className="faint num">{row.code}</span>
      </div>
      <p className="board-facts faint">
        {t('board.enterprises', { count: row.enterprises })}
        <i className="dot" />
        {t('board.posts', { count: row.posts })}
        {pay ? (
          <>
            <i className="dot" />
            <span className="num">{pay}</span>
          </>
        ) : null}
        {row.confirmedAt ? (
          <span className="wide-only">
            <i className="dot" />
            {t('post.confirmed', { day: day(row.confirmedAt, language) })}
          </span>
        ) : null}
      </p>
      <p className="short">
        <b className="num">{number(row.shortage, language)}</b>
        {common('unit.people')}
      </p>
      <span className="bar" aria-hidden="true">
        <span style={{ inlineSize: `${Math.max(0.5, (row.shortage / most) * 100)}%` }} />
      </span>
    </li>
  );
};

/** Nothing that fits the question, or nothing at all. */
const Nothing = ({ query: { sort: _sort, ...narrowing } }: { query: BoardQuery }): ReactNode => {
  const t = useT('public');
  const asked = Object.values(narrowing).some(Boolean);
  return (
    <div className="empty">
      <h2>{t(asked ? 'board.empty' : 'board.none')}</h2>
      <p>{t(asked ? 'board.emptyHelp' : 'board.noneHelp')}</p>
      <p>
        {asked ? (
          <Link href="/board" className="button">
            {t('board.clear')}
          </Link>
        ) : (
          <a href="/console/register" className="button">
            {t('home.enterprise')}
          </a>
        )}
      </p>
    </div>
  );
};

const Occupations = ({ query }: { query: BoardQuery }): ReactNode => {
  const t = useT('public');
  const language = useLanguage();
  const list = useMore(`board ${JSON.stringify(query)}`, (cursor) => board({ ...query, cursor, limit: 30 }));
  if (list.problem && !list.pages.length) return <Trouble problem={list.problem} retry={list.retry} />;
  const first = list.pages[0];
  if (!first) return <Waiting rows={8} />;
  const rows = list.pages.flatMap((page) => page.items);
  if (!rows.length) return <Nothing query={query} />;
  const most = Math.max(1, ...rows.map((row) => row.shortage));
  return (
    <>
      <p className="board-sum" role="status">
        <span>{t('board.resultOccupations', { count: first.total })}</span>
        <strong className="num">{t('board.sum', { n: number(first.shortage, language) })}</strong>
        <span>{t('board.enterprises', { count: first.enterprises })}</span>
        <Live asOf={first.asOf} />
      </p>
      <ul className="board-list">
        {rows.map((row) => (
          <Row key={row.code} row={row} most={most} />
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

const Posts = ({ query }: { query: BoardQuery }): ReactNode => {
  const t = useT('public');
  const list = useMore(`posts ${JSON.stringify(query)}`, (cursor) =>
    boardPosts({ ...query, sort: query.sort ?? 'recent', cursor, limit: 20 }),
  );
  if (list.problem && !list.pages.length) return <Trouble problem={list.problem} retry={list.retry} />;
  const first = list.pages[0];
  if (!first) return <Waiting rows={6} />;
  const rows = list.pages.flatMap((page) => page.items);
  if (!rows.length) return <Nothing query={query} />;
  return (
    <>
      <p className="board-sum" role="status">
        {first.total === undefined ? null : <span>{t('board.resultPosts', { count: first.total })}</span>}
        <Live />
      </p>
      <div className="cards">
        {rows.map((post) => (
          <PostCard key={post.id} post={post} heading="h2" />
        ))}
      </div>
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

export const BoardPage = (): ReactNode => {
  const t = useT('public');
  usePageTitle(t('board.title'));
  const at = useAddress();
  const [open, setOpen] = useState(false);
  const summary = useResource('summary', boardSummary);
  const value = (name: string): string | undefined => at.search.get(name) ?? undefined;
  const query = {
    q: value('q'),
    level: value('level'),
    node: value('node'),
    wageFrom: value('wageFrom'),
    lodging: value('lodging'),
    sort: value('sort'),
  };
  const byPost = value('view') === 'posts';
  return (
    <div className="wrap page board">
      <header className="page-head">
        <h1>{t('board.title')}</h1>
        <p>{t('board.intro')}</p>
      </header>
      <SearchBox value={query.q ?? ''} keep={(q) => withSearch(at, { q })} />
      <div className="board-body">
        <BoardFilters
          of={byPost ? 'posts' : 'occupations'}
          at={at}
          regions={summary.data?.regions ?? []}
          open={open}
          toggle={() => setOpen(!open)}
        />
        <section aria-label={t('board.title')}>
          <div className="board-view" role="group" aria-label={t('board.view')}>
            <Link href={withSearch(at, { view: undefined, sort: undefined })} aria-current={byPost ? undefined : 'true'}>
              {t('board.byOccupation')}
            </Link>
            <Link href={withSearch(at, { view: 'posts', sort: undefined })} aria-current={byPost ? 'true' : undefined}>
              {t('board.byPost')}
            </Link>
          </div>
          {byPost ? <Posts query={query} /> : <Occupations query={query} />}
          <p className="faint small">
            {summary.data && summary.data.stalePosts > 0 ? `${t('board.stale', { count: summary.data.stalePosts })} ` : ''}
            {t('board.unjudged')} <Link href="/catalogue">{t('home.catalogue')}</Link>
          </p>
        </section>
      </div>
    </div>
  );
};
