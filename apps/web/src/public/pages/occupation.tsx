import type { ReactNode } from 'react';
import { boardOccupation, boardPosts, fairs, occupationTrend } from '../../api/public';
import { lookup, useLanguage, useT } from '../../i18n';
import { number, todayPlus } from '../../lib/format';
import { Bars, Live, PostCard, Trouble, Waiting } from '../parts/bits';
import { FairCard } from '../parts/fair-card';
import { Matrix } from '../parts/matrix';
import { Trend } from '../parts/trend';
import { lastBoard, Link } from '../router';
import { NotFoundPage } from './not-found';
import { usePageTitle } from '../use-page-title';
import { useMore } from '../use-more';
import { useResource } from '../use-resource';

/** Somebody who looks for work sees posts first, and the statistics without scrolling for ever. */
const FIRST_POSTS = 6;

const Posts = ({ code }: { code: string }): ReactNode => {
  const t = useT('public');
  const list = useMore(`posts of ${code}`, (cursor) => boardPosts({ occupation: code, sort: 'recent', cursor, limit: FIRST_POSTS }));
  if (list.problem && !list.pages.length) return <Trouble problem={list.problem} retry={list.retry} />;
  if (!list.pages.length) return <Waiting rows={4} />;
  const posts = list.pages.flatMap((page) => page.items);
  return (
    <>
      {posts.length ? (
        <div className="cards">
          {posts.map((post) => (
            <PostCard key={post.id} post={post} />
          ))}
        </div>
      ) : (
        <p className="empty">{t('occupation.noPosts')}</p>
      )}
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

const Quarters = ({ code }: { code: string }): ReactNode => {
  const t = useT('public');
  const { data, problem, retry } = useResource(`trend ${code}`, () => occupationTrend(code));
  const last = data?.points.findLast(({ line }) => line)?.quarter;
  const reason = data?.points.at(-1)?.line?.mainReason;
  return (
    <>
      <section className="section" aria-labelledby="trend">
        <div className="section-head">
          <h2 id="trend">{t('catalogue.trend')}</h2>
          <Link href="/catalogue" className="more">
            {t('catalogue.seeCatalogue')}
          </Link>
        </div>
        {problem && !data ? <Trouble problem={problem} retry={retry} /> : null}
        {data ? <Trend trend={data} /> : problem ? null : <Waiting rows={6} />}
        {reason ? <p>{t('catalogue.reason', { what: lookup('public', `catalogue.reasons.${reason}`, reason) })}</p> : null}
      </section>
      {last ? (
        <section className="section" aria-labelledby="matrix">
          <h2 id="matrix">{t('catalogue.matrix', { quarter: last })}</h2>
          <Matrix quarter={last} code={code} />
        </section>
      ) : null}
    </>
  );
};

const Fairs = ({ code }: { code: string }): ReactNode => {
  const t = useT('public');
  const { data, problem, retry } = useResource(`fairs of ${code}`, () => fairs({ from: todayPlus(), occupation: code, limit: 4 }));
  if (problem && !data) return <Trouble problem={problem} retry={retry} />;
  if (!data) return <Waiting rows={2} />;
  return data.items.length ? (
    <div className="fair-grid">
      {data.items.map((fair) => (
        <FairCard key={fair.id} fair={fair} />
      ))}
    </div>
  ) : (
    <p className="empty">{t('catalogue.noFairs')}</p>
  );
};

export const OccupationPage = ({ code }: { code: string }): ReactNode => {
  const t = useT('public');
  const common = useT('common');
  const language = useLanguage();
  const { data, problem, retry } = useResource(`occupation ${code}`, () => boardOccupation(code));
  usePageTitle(data?.name ?? code);
  if (problem?.status === 404 && !data) return <NotFoundPage list={{ href: '/board', label: t('nav.board') }} />;
  return (
    <div className="wrap page">
      <p>
        <Link href={lastBoard()} className="back">
          {t('occupation.back')}
        </Link>
      </p>
      <header className="page-head figure-head">
        <div>
          <h1>{data?.name ?? code}</h1>
          <p className="num">{t('occupation.code', { code })}</p>
        </div>
        <div className="figure-end">
          <p className="short large">
            <b className="num">{data ? number(data.shortage, language) : '—'}</b>
            {common('unit.people')}
          </p>
          <Live asOf={data?.asOf} />
          <p className="faint">
            {data ? (
              <>
                {t('board.enterprises', { count: data.enterprises })}
                <i className="dot" />
                {t('board.posts', { count: data.posts })}
              </>
            ) : (
              ' '
            )}
          </p>
        </div>
      </header>
      {problem && !data ? <Trouble problem={problem} retry={retry} /> : null}
      <section aria-labelledby="posts">
        <div className="section-head">
          <h2 id="posts">{t('occupation.posts')}</h2>
          <Live />
        </div>
        <Posts code={code} />
      </section>
      <div className="two section">
        <section aria-labelledby="levels">
          <div className="section-head">
            <h2 id="levels">{t('occupation.levels')}</h2>
            <Live />
          </div>
          {data ? (
            <Bars
              rows={data.levels.map((l) => ({
                key: String(l.level),
                name: lookup('common', `level.${l.level}`, String(l.level)),
                value: l.shortage,
              }))}
            />
          ) : (
            <Waiting rows={4} />
          )}
        </section>
        <section aria-labelledby="where">
          <div className="section-head">
            <h2 id="where">{t('occupation.regions')}</h2>
            <Live />
          </div>
          {data ? (
            <Bars
              rows={data.regions.slice(0, 8).map((r) => ({
                key: r.nodeId,
                name: r.name,
                value: r.shortage,
                href: `/board?view=posts&node=${r.nodeId}&q=${encodeURIComponent(data.name)}`,
              }))}
            />
          ) : (
            <Waiting rows={4} />
          )}
        </section>
      </div>
      <Quarters code={code} />
      <section className="section" aria-labelledby="its-fairs">
        <h2 id="its-fairs">{t('catalogue.fairs')}</h2>
        <Fairs code={code} />
      </section>
    </div>
  );
};
