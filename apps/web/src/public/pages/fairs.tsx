import type { ReactNode } from 'react';
import { fairs } from '../../api/public';
import type { Fair } from '../../api/types';
import { useLanguage, useT } from '../../i18n';
import { todayPlus } from '../../lib/format';
import { Trouble, Waiting } from '../parts/bits';
import { FairCard } from '../parts/fair-card';
import { usePageTitle } from '../use-page-title';
import { useMore } from '../use-more';

const byMonth = (all: Fair[]): [string, Fair[]][] => {
  const months = new Map<string, Fair[]>();
  for (const fair of all) months.set(fair.day.slice(0, 7), [...(months.get(fair.day.slice(0, 7)) ?? []), fair]);
  return [...months];
};

const monthName = (month: string, language: 'zh' | 'en'): string =>
  new Intl.DateTimeFormat(language === 'zh' ? 'zh-CN' : 'en-GB', { year: 'numeric', month: 'long', timeZone: 'UTC' }).format(
    new Date(`${month}-15T00:00:00Z`),
  );

export const FairsPage = (): ReactNode => {
  const t = useT('public');
  const language = useLanguage();
  usePageTitle(t('fairs.title'));
  const list = useMore('fairs', (cursor) => fairs({ from: todayPlus(), cursor, limit: 30 }));
  const all = list.pages.flatMap((page) => page.items);
  return (
    <div className="wrap page">
      <header className="page-head">
        <h1>{t('fairs.title')}</h1>
        <p>{t('fairs.intro')}</p>
      </header>
      {list.problem ? <Trouble problem={list.problem} retry={list.retry} /> : null}
      {!list.pages.length && !list.problem ? <Waiting rows={6} /> : null}
      {list.pages.length && !all.length ? (
        <div className="empty">
          <h2>{t('fairs.empty')}</h2>
          <p>{t('fairs.emptyHelp')}</p>
        </div>
      ) : null}
      {byMonth(all).map(([month, some]) => (
        <section key={month} className="section" aria-label={monthName(month, language)}>
          <h2 className="month">{monthName(month, language)}</h2>
          <div className="fair-grid">
            {some.map((fair) => (
              <FairCard key={fair.id} fair={fair} />
            ))}
          </div>
        </section>
      ))}
      {list.next ? (
        <p>
          <button type="button" className="button" disabled={list.loading} onClick={list.more}>
            {t('board.more')}
          </button>
        </p>
      ) : null}
    </div>
  );
};
