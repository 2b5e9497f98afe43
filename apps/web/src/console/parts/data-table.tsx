import { useRouter } from '@tanstack/react-router';
import { Button } from 'antd';
import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { Page } from '../../api/types';
import { useT } from '../../i18n';
import { useAddress } from './address';
import { Trouble } from './page-states';

export interface Column<T> {
  key: string;
  title: string;
  cell: (row: T) => ReactNode;
  /** The name the server sorts by; such a heading is a button. */
  sort?: string;
  numeric?: boolean;
  /** The column that names the row: a row heading, and the card's title on a phone. */
  main?: boolean;
}

const Heading = <T,>({ column }: { column: Column<T> }): ReactNode => {
  const t = useT('console');
  const { at, change } = useAddress();
  const now = at['sort'];
  const sort = column.sort;
  const order = sort && now === sort ? 'ascending' : sort && now === `-${sort}` ? 'descending' : undefined;
  const next = order === 'descending' ? sort : `-${sort ?? ''}`;
  return (
    <th scope="col" role="columnheader" className={column.numeric ? 'numeric' : undefined} aria-sort={order}>
      {sort ? <button type="button" onClick={() => change({ sort: next })}>{column.title}<span className={`sort ${order ?? ''}`} aria-hidden="true" /></button> : column.title || <span className="visually-hidden">{t('list.actions')}</span>}
    </th>
  );
};

const Pager = ({ next }: { next: string | null }): ReactNode => {
  const t = useT('console');
  const { at, change } = useAddress();
  const { history } = useRouter();
  const page = Number(at['page'] ?? 1);
  if (page <= 1 && !next) return null;
  return (
    <nav className="pager" aria-label={t('list.pages')}>
      <Button disabled={page <= 1} onClick={() => change({ cursor: undefined, page: undefined }, true)}>{t('list.first')}</Button>
      <Button disabled={page <= 1} onClick={() => history.back()}>{t('list.previous')}</Button>
      <span className="num">{t('list.page', { n: page })}</span>
      <Button disabled={!next} onClick={() => change({ cursor: next ?? undefined, page: String(page + 1) }, true)}>{t('list.next')}</Button>
    </nav>
  );
};

interface TableProps<T> {
  caption: string;
  columns: Column<T>[];
  query: UseQueryResult<Page<T>>;
  rowKey: (row: T) => string;
  empty: ReactNode;
}

/** A table on a desk, cards on a phone; the same markup, so that reading order and headings stay. */
export const DataTable = <T,>({ caption, columns, query, rowKey, empty }: TableProps<T>): ReactNode => {
  const t = useT('console');
  const { at, change } = useAddress();
  const { data, error, refetch, isFetching } = query;
  if (error && !data) return <Trouble error={error} retry={() => void refetch()} />;
  if (!data) return <div className="table-waiting" role="status"><span className="visually-hidden">{t('loading')}</span></div>;
  const narrowed = Object.keys(at).filter((name) => !['cursor', 'page', 'sort', 'tab'].includes(name) && at[name]);
  if (!data.items.length && narrowed.length) {
    return (
      <div className="empty">
        <strong>{t('list.nothing')}</strong>
        <p><Button onClick={() => change(Object.fromEntries(narrowed.map((name) => [name, undefined])))}>{t('list.clear')}</Button></p>
      </div>
    );
  }
  if (!data.items.length) return empty;
  return (
    <>
      <div className="table-box">
        <table className="table" role="table" aria-busy={isFetching}>
          <caption className="visually-hidden">{caption}</caption>
          <thead role="rowgroup"><tr role="row">{columns.map((column) => <Heading key={column.key} column={column} />)}</tr></thead>
          <tbody role="rowgroup">
            {data.items.map((row) => (
              <tr role="row" key={rowKey(row)}>
                {columns.map((column) => column.main
                  ? <th key={column.key} scope="row" role="rowheader">{column.cell(row)}</th>
                  : <td key={column.key} role="cell" data-label={column.title} className={column.numeric ? 'numeric num' : undefined}>{column.cell(row)}</td>)}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <Pager next={data.next} />
    </>
  );
};
