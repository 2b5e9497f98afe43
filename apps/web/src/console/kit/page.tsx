import { Link } from '@tanstack/react-router';
import { useEffect, type ReactNode } from 'react';
import { useT } from '../../i18n';

interface PageProps {
  title: string;
  intro?: ReactNode;
  back?: { to: string; label: string };
  actions?: ReactNode;
  children: ReactNode;
  narrow?: boolean;
}

/** A page's frame: its title (also the window's), what it is for, what can be done, the way back. */
export const Page = ({ title, intro, back, actions, children, narrow }: PageProps): ReactNode => {
  const brand = useT('common')('brand');
  useEffect(() => {
    document.title = `${title} · ${brand}`;
  }, [title, brand]);
  return (
    <div className={narrow ? 'page narrow' : 'page'}>
      {back ? (
        <p className="back">
          <Link to={back.to}>{back.label}</Link>
        </p>
      ) : null}
      <header className="page-head">
        <div>
          <h1>{title}</h1>
          {intro ? <div className="intro">{intro}</div> : null}
        </div>
        {actions ? <div className="actions">{actions}</div> : null}
      </header>
      {children}
    </div>
  );
};

export const Section = ({
  id,
  title,
  extra,
  children,
}: {
  id?: string;
  title: string;
  extra?: ReactNode;
  children: ReactNode;
}): ReactNode => (
  <section className="section" id={id}>
    <div className="section-head">
      <h2>{title}</h2>
      {extra}
    </div>
    {children}
  </section>
);

/** A word that the trade needs and nobody else knows, explained where it stands. */
export const WhatIsThis = ({ children }: { children: ReactNode }): ReactNode => {
  const t = useT('console');
  return (
    <details className="what">
      <summary>{t('what')}</summary>
      {children}
    </details>
  );
};

export const Empty = ({ title, help, action }: { title: string; help?: string; action?: ReactNode }): ReactNode => (
  <div className="empty">
    <strong>{title}</strong>
    {help ? <p>{help}</p> : null}
    {action ? <div className="empty-actions">{action}</div> : null}
  </div>
);

export const Facts = ({ items }: { items: [string, ReactNode][] }): ReactNode => (
  <dl className="facts">
    {items.map(([name, value]) => (
      <div key={name}>
        <dt>{name}</dt>
        <dd>{value ?? '—'}</dd>
      </div>
    ))}
  </dl>
);
