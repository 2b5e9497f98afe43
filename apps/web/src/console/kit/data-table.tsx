import { useRouter } from '@tanstack/react-router';
import { Button } from 'antd';
import type { UseQueryResult } from '@tanstack/react-query';
import { useRef, type ReactNode } from 'react';
import type { Page } from '../../api/types';
import { useT } from '../../i18n';
import { downloadTable } from '../../lib/table-csv';
import { useAddress } from './address';
import { Trouble } from './page-states';
import { TakeAlong } from './take-along';

export interface Column<T> {
  key: string;
  title: string;
  cell: (row: T) => ReactNode;
  /** What the rows on screen can be put in order by; such a heading is a button. */
  sort?: (row: T) => string | number;
  numeric?: boolean;
  /** The column that names the row: a row heading, and the card's title on a phone. */
  main?: boolean;
}

/** What a list keeps in the address; where a page has several lists, all but one put their own name before it. */
const keysOf = (list?: string): Record<'cursor' | 'page' | 'sort', string> =>
  list ? { cursor: `${list}-cursor`, page: `${list}-page`, sort: `${list}-sort` } : { cursor: 'cursor', page: 'page', sort: 'sort' };

const Heading = <T,>({ column, list }: { column: Column<T>; list: string | undefined }): ReactNode => {
  const t = useT('console');
  const { at, change } = useAddress();
  const { sort } = keysOf(list);
  const now = at[sort];
  const order = now === column.key ? 'ascending' : now === `-${column.key}` ? 'descending' : undefined;
  const next = order === 'descending' ? column.key : order === 'ascending' ? undefined : `-${column.key}`;
  return (
    <th scope="col" role="columnheader" className={column.numeric ? 'numeric' : undefined} aria-sort={order}>
      {column.sort ? (
        <button type="button" onClick={() => change({ [sort]: next }, true)}>
          {column.title}
          <span className={`sort ${order ?? ''}`} aria-hidden="true" />
        </button>
      ) : (
        column.title || <span className="visually-hidden">{t('list.actions')}</span>
      )}
    </th>
  );
};

const Pager = ({ next, list }: { next: string | null; list: string | undefined }): ReactNode => {
  const t = useT('console');
  const { at, change } = useAddress();
  const { history } = useRouter();
  const keys = keysOf(list);
  const page = Number(at[keys.page] ?? 1);
  const turn = (cursor: string | undefined, to: string | undefined): void => change({ [keys.cursor]: cursor, [keys.page]: to }, true);
  if (page <= 1 && !next) return null;
  return (
    <nav className="pager" aria-label={t('list.pages')}>
      <Button disabled={page <= 1} onClick={() => turn(undefined, undefined)}>
        {t('list.first')}
      </Button>
      <Button disabled={page <= 1} onClick={() => history.back()}>
        {t('list.previous')}
      </Button>
      <span className="num">{t('list.page', { n: page })}</span>
      <Button disabled={!next} onClick={() => turn(next ?? undefined, String(page + 1))}>
        {t('list.next')}
      </Button>
    </nav>
  );
};

/** The rows in the order that the address names; without one as the server gave them. */
const ordered = <T,>(rows: T[], columns: Column<T>[], sort: string | undefined): T[] => {
  const by = columns.find((column) => column.key === sort?.replace(/^-/, ''))?.sort;
  if (!by) return rows;
  const down = sort?.startsWith('-') ? -1 : 1;
  return [...rows].sort((a, b) => {
    const [x, y] = [by(a), by(b)];
    return down * (typeof x === 'number' && typeof y === 'number' ? x - y : String(x).localeCompare(String(y), 'zh-CN'));
  });
};

interface TableProps<T> {
  caption: string;
  columns: Column<T>[];
  query: UseQueryResult<Page<T>>;
  rowKey: (row: T) => string;
  empty: ReactNode;
  /** Asks for all that the filter finds, as a workbook; without it the page on screen is saved. */
  take?: () => Promise<Blob>;
  /** Its name in the address, where the page has another list; its page is then `<name>-cursor`, and filters are not its own. */
  list?: string;
}

/** A table on a desk, cards on a phone; the same markup, so that reading order and headings stay. */
export const DataTable = <T,>({ caption, columns, query, rowKey, empty, take, list }: TableProps<T>): ReactNode => {
  const t = useT('console');
  const { at, change } = useAddress();
  const table = useRef<HTMLTableElement>(null);
  const { data, error, refetch, isFetching } = query;
  if (error && !data) return <Trouble error={error} retry={() => void refetch()} />;
  if (!data)
    return (
      <div className="table-waiting" role="status">
        <span className="visually-hidden">{t('loading')}</span>
      </div>
    );
  const narrowed = list ? [] : Object.keys(at).filter((name) => !/^(.+-)?(cursor|page|sort)$|^tab$/.test(name) && at[name]);
  if (!data.items.length && narrowed.length) {
    return (
      <div className="empty">
        <strong>{t('list.nothing')}</strong>
        <p>
          <Button onClick={() => change(Object.fromEntries(narrowed.map((name) => [name, undefined])))}>{t('list.clear')}</Button>
        </p>
      </div>
    );
  }
  if (!data.items.length) return empty;
  const rows = ordered(data.items, columns, at[keysOf(list).sort]);
  return (
    <>
      <div className="table-box">
        <table ref={table} className="table" role="table" aria-busy={isFetching}>
          <caption className="visually-hidden">{caption}</caption>
          <thead role="rowgroup">
            <tr role="row">
              {columns.map((column) => (
                <Heading key={column.key} column={column} list={list} />
              ))}
            </tr>
          </thead>
          <tbody role="rowgroup">
            {rows.map((row) => (
              <tr role="row" key={rowKey(row)}>
                {columns.map((column) =>
                  column.main ? (
                    <th key={column.key} scope="row" role="rowheader">
                      {column.cell(row)}
                    </th>
                  ) : (
                    <td key={column.key} role="cell" data-label={column.title} className={column.numeric ? 'numeric num' : undefined}>
                      {column.cell(row)}
                    </td>
                  ),
                )}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <div className="table-foot">
        {take ? (
          <TakeAlong name={caption} take={take} />
        ) : (
          <Button type="link" onClick={() => table.current && downloadTable(table.current, caption)}>
            {t('list.export')}
          </Button>
        )}
        <Pager next={data.next} list={list} />
      </div>
    </>
  );
};
