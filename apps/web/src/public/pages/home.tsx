import type { ReactNode } from 'react';
import { boardSummary, fairs } from '../../api/public';
import { useLanguage, useT } from '../../i18n';
import { number, todayPlus } from '../../lib/format';
import { Bridge } from '../parts/bridge';
import { Bars, Live, SearchBox, Trouble, Waiting } from '../parts/bits';
import { FairCard } from '../parts/fair-card';
import { Link } from '../router';
import { usePageTitle } from '../use-page-title';
import { useResource } from '../use-resource';

const Chain = (): ReactNode => {
  const t = useT('public');
  const steps = [
    [t('home.chain1'), t('home.chain1Text')],
    [t('home.chain2'), t('home.chain2Text')],
    [t('home.chain3'), t('home.chain3Text')],
    [t('home.chain4'), t('home.chain4Text')],
  ];
  return (
    <section className="wrap section" aria-labelledby="chain">
      <h2 id="chain">{t('home.chain')}</h2>
      <ol className="chain">
        {steps.map(([name, text]) => (
          <li key={name}>
            <h3>{name}</h3>
            <p>{text}</p>
          </li>
        ))}
      </ol>
      <p>
        <a className="button" href="/console/register">
          {t('home.enterprise')}
        </a>
      </p>
    </section>
  );
};

const Hero = (): ReactNode => {
  const t = useT('public');
  const common = useT('common');
  const language = useLanguage();
  const summary = useResource('summary', boardSummary);
  const n = (value: number | undefined): string => (value === undefined ? '—' : number(value, language));
  return (
    <section className="hero">
      <div className="wrap">
        <h1>
          <span className="hero-head">{t('home.headline')}</span>
          <span className="hero-number">
            <b className="num">{n(summary.data?.shortage)}</b> {common('unit.people')}
          </span>
        </h1>
        <p className="hero-from">
          <Live asOf={summary.data?.asOf} />
          <span>{t('home.from', { enterprises: n(summary.data?.enterprises), posts: n(summary.data?.posts) })}</span>
        </p>
        <SearchBox value="" keep={(q) => (q ? `/board?q=${encodeURIComponent(q)}` : '/board')} />
      </div>
      <Bridge />
    </section>
  );
};

const Fairs = (): ReactNode => {
  const t = useT('public');
  const { data, problem, retry } = useResource('fairs-soon', () => fairs({ from: todayPlus(), limit: 4 }));
  return (
    <section className="wrap section" aria-labelledby="soon">
      <div className="section-head">
        <h2 id="soon">{t('home.fairs')}</h2>
        <Link href="/fairs" className="more">
          {t('home.allFairs')}
        </Link>
      </div>
      {problem && !data ? <Trouble problem={problem} retry={retry} /> : null}
      {!data && !problem ? <Waiting rows={4} /> : null}
      {data?.items.length === 0 ? <p className="empty">{t('home.noFairs')}</p> : null}
      <div className="fair-grid">
        {data?.items.slice(0, 4).map((fair) => (
          <FairCard key={fair.id} fair={fair} />
        ))}
      </div>
    </section>
  );
};

export const HomePage = (): ReactNode => {
  const t = useT('public');
  usePageTitle(t('title'));
  const { data, problem, retry } = useResource('summary', boardSummary);
  return (
    <>
      <Hero />
      {problem && !data ? (
        <div className="wrap section">
          <Trouble problem={problem} retry={retry} />
        </div>
      ) : null}
      <div className="wrap two section">
        <section aria-labelledby="occupations">
          <div className="section-head">
            <h2 id="occupations">{t('home.occupations')}</h2>
            <Live />
          </div>
          {data?.occupations.length === 0 ? (
            <p className="empty">{t('board.none')}</p>
          ) : data ? (
            <Bars
              rows={data.occupations.slice(0, 14).map((o) => ({ key: o.code, name: o.name, value: o.shortage, href: `/board/${o.code}` }))}
            />
          ) : (
            <Waiting rows={14} />
          )}
          <p className="row">
            <Link href="/board" className="more">
              {t('home.allOccupations')}
            </Link>
            <Link href="/catalogue" className="more">
              {t('home.catalogue')}
            </Link>
          </p>
        </section>
        <section aria-labelledby="regions">
          <div className="section-head">
            <h2 id="regions">{t('home.regions')}</h2>
            <Live />
          </div>
          {data?.regions.length === 0 ? (
            <p className="empty">{t('board.none')}</p>
          ) : data ? (
            <Bars rows={data.regions.map((r) => ({ key: r.nodeId, name: r.name, value: r.shortage, href: `/board?node=${r.nodeId}` }))} />
          ) : (
            <Waiting rows={16} />
          )}
        </section>
      </div>
      <Fairs />
      <Chain />
    </>
  );
};
