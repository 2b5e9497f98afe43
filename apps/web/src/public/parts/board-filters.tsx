import type { ReactNode } from 'react';
import type { BoardSummary } from '../../api/types';
import { lookup, useLanguage, useT } from '../../i18n';
import { wage } from '../../lib/format';
import { Link, withSearch, type Address } from '../router';
import { Choice } from './choice';

/** The first is what nobody has to choose: whoever looks for work is best served by posts that were confirmed last. */
const sorts = {
  occupations: [
    ['', 'board.sortShortage'],
    ['enterprises', 'board.sortEnterprises'],
    ['wage', 'board.sortWage'],
    ['recent', 'board.sortRecent'],
  ],
  posts: [
    ['', 'board.sortRecent'],
    ['shortage', 'board.sortShortage'],
    ['wage', 'board.sortWage'],
  ],
} as const;

export const BoardFilters = ({
  of,
  at,
  regions,
  open,
  toggle,
}: {
  of: keyof typeof sorts;
  at: Address;
  regions: BoardSummary['regions'];
  open: boolean;
  toggle: () => void;
}): ReactNode => {
  const t = useT('public');
  const language = useLanguage();
  const level = (n: number): string => lookup('common', `level.${n}`, String(n));
  const chosen = (name: string): string => at.search.get(name) ?? '';
  const chips: [string, string][] = [
    ['q', chosen('q')],
    ['level', chosen('level') && level(Number(chosen('level')))],
    ['node', chosen('node') && (regions.find((region) => region.nodeId === chosen('node'))?.name ?? chosen('node'))],
    ['wageFrom', chosen('wageFrom') && `≥ ${wage(Number(chosen('wageFrom')), null, language) ?? ''}`],
    ['lodging', chosen('lodging') && t('post.lodgingYes')],
  ];
  const active = chips.filter(([, text]) => text);
  return (
    <aside className="filters" aria-label={t('board.filters')}>
      <button type="button" className="button filter-toggle" aria-expanded={open} aria-controls="filters" onClick={toggle}>
        {t('board.filters')}
        {active.length ? ` · ${active.length}` : ''}
      </button>
      <div id="filters" className={open ? 'open' : ''}>
        <Choice name="sort" label={t('board.sort')} at={at} options={sorts[of].map(([sort, words]) => [sort, t(words)])} />
        <Choice
          name="node"
          label={t('board.region')}
          at={at}
          options={[['', t('board.anyRegion')], ...regions.map((r): [string, string] => [r.nodeId, r.name])]}
        />
        <Choice
          name="level"
          label={t('board.level')}
          at={at}
          options={[['', t('board.anyLevel')], ...[1, 2, 3, 4, 5, 6, 7, 8].map((n): [string, string] => [String(n), level(n)])]}
        />
        <Choice
          name="wageFrom"
          label={t('board.wageFrom')}
          at={at}
          options={[
            ['', t('board.anyWage')],
            ...[4000, 5000, 6000, 7000, 8000, 10000].map((n): [string, string] => [String(n), wage(n, null, language) ?? '']),
          ]}
        />
        <Choice
          name="lodging"
          label={t('board.lodging')}
          at={at}
          options={[
            ['', t('board.anyLodging')],
            ['true', t('post.lodgingYes')],
          ]}
        />
      </div>
      {active.length ? (
        <ul className="chips">
          {active.map(([name, text]) => (
            <li key={name}>
              <Link href={withSearch(at, { [name]: undefined })} aria-label={t('board.clearOne', { what: text })}>
                {text}
                <span aria-hidden="true"> ×</span>
              </Link>
            </li>
          ))}
          <li>
            <Link href="/board" className="clear">
              {t('board.clear')}
            </Link>
          </li>
        </ul>
      ) : null}
    </aside>
  );
};
