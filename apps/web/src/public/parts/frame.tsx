import type { ReactNode } from 'react';
import { about, demo } from '../../api/public';
import { setLanguage, useLanguage, useT } from '../../i18n';
import { Link } from '../router';
import { useResource } from '../use-resource';

export const Mark = (): ReactNode => (
  <svg className="mark" viewBox="0 0 32 32" width="30" height="30" aria-hidden="true">
    <rect width="32" height="32" rx="7" fill="currentColor" />
    <path
      d="M5 12.5h22M5 22.5c3.2 0 4-7 11-7s7.8 7 11 7M11 12.5v5.3M16 12.5v3M21 12.5v5.3"
      fill="none"
      stroke="#fff"
      strokeWidth="2.2"
      strokeLinecap="round"
    />
  </svg>
);

const DemoBanner = (): ReactNode => {
  const t = useT('common');
  const { data } = useResource('demo', demo);
  return data?.demo ? (
    <aside className="demo" aria-label={t('demo.label')}>
      {t('demo.banner')}
    </aside>
  ) : null;
};

const Bureau = (): ReactNode => {
  const { data } = useResource('about', about);
  return data ? <span className="bureau wide-only">{data.bureau}</span> : null;
};

/** Whom to ask. */
const Contact = (): ReactNode => {
  const t = useT('public');
  const { data } = useResource('about', about);
  if (!data) return null;
  const line = (phone: string): ReactNode => (
    <a className="num" href={`tel:${phone.replace(/[^\d+]/g, '')}`}>
      {phone}
    </a>
  );
  return (
    <p>
      {data.bureau}
      {data.phone ? (
        <>
          <i className="dot" />
          {line(data.phone)}
        </>
      ) : null}
      <i className="dot" />
      {t('footer.hotline')} {line(data.hotline)}
    </p>
  );
};

export const Header = ({ path }: { path: string }): ReactNode => {
  const t = useT('public');
  const common = useT('common');
  const language = useLanguage();
  const here = (start: string): 'page' | undefined => (path.startsWith(start) ? 'page' : undefined);
  return (
    <>
      <DemoBanner />
      <header className="top">
        <div className="wrap top-row">
          <Link href="/" className="brand">
            <Mark />
            <span className="brand-name">{common('brand')}</span>
            <Bureau />
          </Link>
          <nav aria-label={t('nav.label')}>
            <Link href="/board" aria-current={here('/board') ?? here('/post')}>
              {t('nav.board')}
            </Link>
            <Link href="/catalogue" aria-current={here('/catalogue')}>
              {t('nav.catalogue')}
            </Link>
            <Link href="/fairs" aria-current={here('/fairs')}>
              {t('nav.fairs')}
            </Link>
          </nav>
          <div className="top-end">
            <button
              type="button"
              className="quiet"
              lang={language === 'zh' ? 'en' : 'zh-CN'}
              onClick={() => void setLanguage(language === 'zh' ? 'en' : 'zh')}
            >
              {language === 'zh' ? (
                <>
                  <span className="wide-only">English</span>
                  <span className="narrow-only" aria-label="English">
                    EN
                  </span>
                </>
              ) : (
                '中文'
              )}
            </button>
            <a href="/console/" className="quiet strong">
              <span className="wide-only">{t('nav.console')}</span>
              <span className="narrow-only">{t('nav.signIn')}</span>
            </a>
          </div>
        </div>
      </header>
    </>
  );
};

export const Footer = (): ReactNode => {
  const t = useT('public');
  const common = useT('common');
  return (
    <footer className="foot">
      <div className="wrap foot-row">
        <div>
          <h2>{t('footer.figures')}</h2>
          <ul>
            <li>{t('footer.live')}</li>
            <li>{t('footer.estimate')}</li>
            <li>{t('footer.frozen')}</li>
          </ul>
        </div>
        <div className="foot-note">
          <Contact />
          <p>{t('footer.note')}</p>
          <p>{t('post.warning')}</p>
          <p className="brand-line">
            {common('brand')} · {common('tagline')}
          </p>
        </div>
      </div>
    </footer>
  );
};
