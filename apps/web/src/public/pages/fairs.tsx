import { useState, type FormEvent, type ReactNode } from 'react';
import { boardSummary, fairs, openCalendar } from '../../api/public';
import type { Fair } from '../../api/types';
import { lookup, useLanguage, useT } from '../../i18n';
import { todayPlus } from '../../lib/format';
import { Trouble, Waiting } from '../parts/bits';
import { Choice } from '../parts/choice';
import { FairCard } from '../parts/fair-card';
import { navigate, useAddress, withSearch } from '../router';
import { useMore } from '../use-more';
import { usePageTitle } from '../use-page-title';
import { useResource } from '../use-resource';

const byMonth = (all: Fair[]): [string, Fair[]][] => {
  const months = new Map<string, Fair[]>();
  for (const fair of all) months.set(fair.day.slice(0, 7), [...(months.get(fair.day.slice(0, 7)) ?? []), fair]);
  return [...months];
};

const monthName = (month: string, language: 'zh' | 'en'): string =>
  new Intl.DateTimeFormat(language === 'zh' ? 'zh-CN' : 'en-GB', { year: 'numeric', month: 'long', timeZone: 'UTC' }).format(
    new Date(`${month}-15T00:00:00Z`),
  );

const CAMPAIGNS = ['spring-breeze', 'hundred-days', 'private-enterprises', 'graduates'];
const MONTHS_AHEAD = 6;

/** This month and the next ones. */
const months = (): string[] => {
  const [year = 0, month = 1] = todayPlus().split('-').map(Number);
  return Array.from({ length: MONTHS_AHEAD }, (_, i) => new Date(Date.UTC(year, month - 1 + i, 1)).toISOString().slice(0, 7));
};
const lastOf = (month: string): string =>
  new Date(Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5)), 0)).toISOString().slice(0, 10);

/** By month, place, campaign and "near my occupation", in everyday words or pinyin. */
const Filters = (): ReactNode => {
  const t = useT('public');
  const language = useLanguage();
  const at = useAddress();
  const regions = useResource('summary', boardSummary).data?.regions ?? [];
  const [typed, setTyped] = useState(at.search.get('near') ?? '');
  const go = (event: FormEvent): void => {
    event.preventDefault();
    navigate(withSearch(at, { near: typed.trim() }));
  };
  return (
    <div className="fair-filters">
      <form role="search" className="search" action="/fairs" onSubmit={go}>
        <label className="visually-hidden" htmlFor="near">
          {t('fairs.near')}
        </label>
        <input
          id="near"
          name="near"
          type="search"
          value={typed}
          placeholder={t('fairs.nearHint')}
          autoComplete="off"
          enterKeyHint="search"
          onChange={(event) => setTyped(event.target.value)}
        />
        <button type="submit" className="button">
          {t('fairs.find')}
        </button>
      </form>
      <Choice
        name="month"
        label={t('fairs.month')}
        at={at}
        options={[['', t('fairs.anyMonth')], ...months().map((month): [string, string] => [month, monthName(month, language)])]}
      />
      <Choice
        name="node"
        label={t('fairs.region')}
        at={at}
        options={[['', t('fairs.anyRegion')], ...regions.map((one): [string, string] => [one.nodeId, one.name])]}
      />
      <Choice
        name="campaign"
        label={t('fairs.campaign')}
        at={at}
        options={[
          ['', t('fairs.anyCampaign')],
          ...CAMPAIGNS.map((one): [string, string] => [one, lookup('common', `campaign.${one}`, one)]),
        ]}
      />
    </div>
  );
};

export const FairsPage = (): ReactNode => {
  const t = useT('public');
  const language = useLanguage();
  const { search } = useAddress();
  usePageTitle(t('fairs.title'));
  const chosen = (name: string): string | undefined => search.get(name) || undefined;
  const month = /^\d{4}-\d{2}$/.test(chosen('month') ?? '') ? chosen('month') : undefined;
  const [today, filter] = [todayPlus(), { node: chosen('node'), campaign: chosen('campaign'), near: chosen('near') }];
  const from = month && `${month}-01` > today ? `${month}-01` : today;
  const list = useMore(`fairs ${month ?? ''} ${JSON.stringify(filter)}`, (cursor) =>
    fairs({ from, ...(month && { to: lastOf(month) }), ...filter, cursor, limit: 30 }),
  );
  const all = list.pages.flatMap((page) => page.items);
  const filtered = month !== undefined || Object.values(filter).some(Boolean);
  return (
    <div className="wrap page">
      <header className="page-head">
        <h1>{t('fairs.title')}</h1>
        <p>{t('fairs.intro')}</p>
      </header>
      <Filters key={chosen('near') ?? ''} />
      {list.problem ? <Trouble problem={list.problem} retry={list.retry} /> : null}
      {!list.pages.length && !list.problem ? <Waiting rows={6} /> : null}
      {list.pages.length && !all.length ? (
        <div className="empty">
          <h2>{t(filtered ? 'fairs.noneFound' : 'fairs.empty')}</h2>
          <p>{t(filtered ? 'fairs.noneFoundHelp' : 'fairs.emptyHelp')}</p>
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
      <p className="faint">
        <a href={openCalendar}>{t('fairs.subscribe')}</a>
      </p>
    </div>
  );
};
