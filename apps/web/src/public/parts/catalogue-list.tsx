import type { ReactNode } from 'react';
import { catalogueLines, type CatalogueQuery } from '../../api/public';
import type { CatalogueLine } from '../../api/types';
import { lookup, useLanguage, useT } from '../../i18n';
import { number } from '../../lib/format';
import { Link } from '../router';
import { useMore } from '../use-more';
import { Trouble, Waiting } from './bits';
import { Figure, Frozen, percent, Standing } from './frozen';

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

/** The occupations of a quarter that the filters leave, a page at a time. */
export const Lines = ({ quarter, query }: { quarter: string; query: CatalogueQuery }): ReactNode => {
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
