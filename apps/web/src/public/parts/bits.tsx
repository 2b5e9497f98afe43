import { useState, type FormEvent, type ReactNode } from 'react';
import { isFinal, type ProblemError } from '../../api/problem';
import type { Post } from '../../api/types';
import { lookup, useLanguage, useT } from '../../i18n';
import { problemText } from '../../lib/problem-text';
import { day, moment, number, wage } from '../../lib/format';
import { Link, navigate } from '../router';

export const Live = ({ asOf }: { asOf?: string | undefined }): ReactNode => {
  const t = useT('common');
  const language = useLanguage();
  return (
    <span className="live" title={t('figure.liveHelp')}>
      <span className="live-chip">{t('figure.live')}</span>
      {asOf ? <span>{t('figure.asOf', { at: moment(asOf, language) })}</span> : null}
    </span>
  );
};

export const Trouble = ({ problem, retry }: { problem: ProblemError; retry?: () => void }): ReactNode => {
  useLanguage();
  const t = useT('common');
  const { title, detail } = problemText(problem);
  return (
    <div className="trouble" role="alert">
      <strong>{title}</strong>
      {detail ? <p>{detail}</p> : null}
      {problem.requestId && !isFinal(problem) ? <p className="faint">{t('problem.requestId', { id: problem.requestId })}</p> : null}
      {retry && !isFinal(problem) ? (
        <button type="button" className="button" onClick={retry}>
          {t('problem.retry')}
        </button>
      ) : null}
    </div>
  );
};

/** Grey lines of the final height, so that nothing jumps when the answer comes. */
export const Waiting = ({ rows }: { rows: number }): ReactNode => {
  const t = useT('public');
  return (
    <div className="waiting" aria-busy="true">
      <span className="visually-hidden" role="status">
        {t('board.loading')}
      </span>
      {Array.from({ length: rows }, (_, row) => (
        <div key={row} className="waiting-row" aria-hidden="true" />
      ))}
    </div>
  );
};

export const Bars = ({ rows }: { rows: { key: string; name: string; value: number; href?: string }[] }): ReactNode => {
  const language = useLanguage();
  const most = Math.max(1, ...rows.map((row) => row.value));
  return (
    <ol className="bars">
      {rows.map((row) => (
        <li key={row.key}>
          {row.href ? (
            <Link href={row.href} className="bar-name">
              {row.name}
            </Link>
          ) : (
            <span className="bar-name">{row.name}</span>
          )}
          <span className="bar-value num">{number(row.value, language)}</span>
          <span className="bar" aria-hidden="true">
            <span style={{ inlineSize: `${(row.value / most) * 100}%` }} />
          </span>
        </li>
      ))}
    </ol>
  );
};

export const SearchBox = ({ value, keep }: { value: string; keep: (q: string) => string }): ReactNode => {
  const t = useT('public');
  const [typed, setTyped] = useState(value);
  const [shown, setShown] = useState(value);
  if (shown !== value) {
    setShown(value);
    setTyped(value);
  }
  const go = (event: FormEvent): void => {
    event.preventDefault();
    navigate(keep(typed.trim()));
  };
  return (
    <form role="search" className="search" action="/board" onSubmit={go}>
      <label className="visually-hidden" htmlFor="q">
        {t('board.searchLabel')}
      </label>
      <input
        id="q"
        name="q"
        type="search"
        value={typed}
        placeholder={t('board.placeholder')}
        autoComplete="off"
        enterKeyHint="search"
        aria-describedby="q-help"
        onChange={(event) => setTyped(event.target.value)}
      />
      <button type="submit" className="button primary">
        {t('board.search')}
      </button>
      <span id="q-help" className="visually-hidden">
        {t('board.searchHelp')}
      </span>
    </form>
  );
};

export const PostCard = ({ post, heading: Heading = 'h3' }: { post: Post; heading?: 'h2' | 'h3' }): ReactNode => {
  const t = useT('public');
  const common = useT('common');
  const language = useLanguage();
  const pay = wage(post.wageFromYuan, post.wageToYuan, language) ?? post.wageText ?? common('wage.none');
  return (
    <article className="card post-card">
      <div>
        <Heading>
          <Link href={`/post/${post.id}`}>{post.title}</Link>
        </Heading>
        <p className="pay num">{pay}</p>
        <p className="faint">
          {post.enterpriseName}
          <i className="dot" />
          {post.nodeName}
        </p>
        <p className="tags">
          {post.skillLevel > 0 ? <span>{lookup('common', `level.${post.skillLevel}`, '')}</span> : null}
          {post.lodging ? <span>{t('post.lodgingYes')}</span> : null}
          {post.trainable ? <span>{t('post.trainable')}</span> : null}
        </p>
      </div>
      <div className="post-end">
        <span className="short">
          <b className="num">{number(post.shortage, language)}</b>
          {common('unit.people')}
        </span>
        <span className="faint post-day">{t('post.confirmed', { day: day(post.confirmedAt, language) })}</span>
      </div>
    </article>
  );
};

/** A word that the trade needs and nobody else knows, explained where it stands. */
export const WhatIsThis = ({ children }: { children: ReactNode }): ReactNode => {
  const t = useT('public');
  return (
    <details className="what">
      <summary>{t('what')}</summary>
      <div>{children}</div>
    </details>
  );
};
