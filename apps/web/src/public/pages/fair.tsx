import type { ReactNode } from 'react';
import { about, fair as loadFair, fairBooths, fairCalendar, fairChanges, fairCounts, fairPosts } from '../../api/public';
import { lookup, useLanguage, useT } from '../../i18n';
import { moment, number, shortDay, wage } from '../../lib/format';
import { Trouble, Waiting } from '../parts/bits';
import { TicketForm } from '../parts/ticket-form';
import { isOver } from '../parts/fair-card';
import { Link } from '../router';
import { NotFoundPage } from './not-found';
import { fairEvent } from '../structured';
import { usePageTitle } from '../use-page-title';
import { useMore } from '../use-more';
import { useResource } from '../use-resource';

/** The board takes no longer query; the beginning of a name finds it as well. */
const LONGEST_QUERY = 60;

const Enterprises = ({ id }: { id: string }): ReactNode => {
  const t = useT('public');
  const { data, problem, retry } = useResource(`booths ${id}`, () => fairBooths(id));
  if (problem && !data) return <Trouble problem={problem} retry={retry} />;
  if (!data) return <Waiting rows={4} />;
  // Whoever holds a booth has not confirmed it yet.
  const booked = data.filter((booth) => booth.enterpriseName && booth.heldUntil === null);
  if (!booked.length) return <p className="empty">{t('fairs.noEnterprises')}</p>;
  return (
    <ul className="booth-list">
      {booked.map((booth) => (
        <li key={booth.id}>
          <span className="num faint">{t('fairs.boothNumber', { n: booth.number })}</span>
          <Link href={`/board?view=posts&q=${encodeURIComponent((booth.enterpriseName ?? '').slice(0, LONGEST_QUERY))}`}>
            {booth.enterpriseName}
          </Link>
        </li>
      ))}
    </ul>
  );
};

const GIVES_TICKETS: readonly string[] = ['open', 'closed', 'running'];
/** Posts that are shown there; which of them are still open is asked of the board. */
const Posts = ({ id }: { id: string }): ReactNode => {
  const t = useT('public');
  const language = useLanguage();
  const list = useMore(`fair posts ${id}`, (cursor) => fairPosts(id, cursor));
  const all = list.pages.flatMap((page) => page.items);
  if (!all.length) return null;
  return (
    <section className="section" aria-labelledby="posts">
      <div className="section-head">
        <h2 id="posts">{t('fairs.posts')}</h2>
      </div>
      <ul className="booth-list">
        {all.map((post) => (
          <li key={`${post.needId} ${post.boothNumber}`}>
            <span className="num faint">{t('fairs.boothNumber', { n: post.boothNumber })}</span>
            <span>
              <Link href={`/post/${post.needId}`}>{post.title}</Link> <span className="faint">{post.enterpriseName}</span>{' '}
              <span className="num">
                {t('fairs.short', { n: post.short })} {wage(post.wageFromYuan, post.wageToYuan, language) ?? ''}
              </span>
            </span>
          </li>
        ))}
      </ul>
      {list.next ? (
        <p>
          <button type="button" className="button" disabled={list.loading} onClick={list.more}>
            {t('board.more')}
          </button>
        </p>
      ) : null}
    </section>
  );
};

/** How it goes, in counts; what is nought says nothing. */
const Counts = ({ id }: { id: string }): ReactNode => {
  const t = useT('public');
  const language = useLanguage();
  const { data } = useResource(`fair counts ${id}`, () => fairCounts(id));
  const shown = (['inside', 'entered', 'tickets', 'enterprises', 'posts'] as const).filter((one) => (data?.[one] ?? 0) > 0);
  if (!data || !shown.length) return null;
  return (
    <ul className="fair-counts" aria-label={t('fairs.counts')}>
      {shown.map((one) => (
        <li key={one}>
          <b className="num">{number(data[one] ?? 0, language)}</b> {t(`fairs.count.${one}`)}
        </li>
      ))}
    </ul>
  );
};

/** What it was before it was moved. */
const Changes = ({ id }: { id: string }): ReactNode => {
  const t = useT('public');
  const language = useLanguage();
  const { data } = useResource(`fair changes ${id}`, () => fairChanges(id));
  if (!data?.length) return null;
  return (
    <div className="notice" role="status">
      <strong>{t('fairs.changed')}</strong>
      <ul>
        {data.map((one) => (
          <li key={one.at}>
            {t('fairs.was', {
              ...{
                at: moment(one.at, language),
                day: shortDay(one.day, language),
                hours: `${one.opensAt}–${one.closesAt}`,
                place: one.place,
              },
            })}
          </li>
        ))}
      </ul>
    </div>
  );
};

export const FairPage = ({ id }: { id: string }): ReactNode => {
  const t = useT('public');
  const language = useLanguage();
  const { data, problem, retry } = useResource(`fair ${id}`, () => loadFair(id));
  const bureau = useResource('about', about).data;
  usePageTitle(data?.name ?? t('fairs.title'), {
    description:
      data && [`${shortDay(data.day, language)} ${data.opensAt}–${data.closesAt}`, data.place, data.theme].filter(Boolean).join(' · '),
    structured: data && fairEvent(data, bureau),
    picture: data && `/api/fairs/${id}/picture?lang=${language}&v=${data.version}`,
  });
  if (problem?.status === 404 && !data) return <NotFoundPage list={{ href: '/fairs', label: t('fairs.title') }} />;
  if (problem && !data)
    return (
      <div className="wrap page">
        <Trouble problem={problem} retry={retry} />
      </div>
    );
  if (!data)
    return (
      <div className="wrap page">
        <Waiting rows={6} />
      </div>
    );
  return (
    <div className="wrap page">
      <p>
        <Link href="/fairs" className="back">
          {t('fairs.back')}
        </Link>
      </p>
      <header className="page-head">
        <h1>{data.name}</h1>
        {data.theme ? <p>{data.theme}</p> : null}
      </header>
      {data.state === 'cancelled' ? (
        <p className="notice">
          {t('fairs.cancelled')}
          {data.cancelReason ? ` · ${data.cancelReason}` : ''}
        </p>
      ) : (
        <Changes id={id} />
      )}
      {isOver(data.state) ? <p className="notice">{t('fairs.held')}</p> : null}
      <dl className="facts card">
        <div>
          <dt>{t('fairs.time')}</dt>
          <dd className="num">
            {shortDay(data.day, language)} {data.opensAt}–{data.closesAt}
          </dd>
        </div>
        <div>
          <dt>{t('fairs.place')}</dt>
          <dd>{data.place}</dd>
        </div>
        {data.wayThere ? (
          <div>
            <dt>{t('fairs.wayThere')}</dt>
            <dd>{data.wayThere}</dd>
          </div>
        ) : null}
        {data.mode !== 'on_site' && data.streamUrl ? (
          <div>
            <dt>{t('fairs.stream')}</dt>
            <dd>
              <a href={data.streamUrl} rel="noopener">
                {t(`fairs.mode.${data.mode}`)}
              </a>
            </dd>
          </div>
        ) : null}
        {data.campaign !== 'none' ? (
          <div>
            <dt>{t('fairs.campaign')}</dt>
            <dd>{lookup('common', `campaign.${data.campaign}`, data.campaign)}</dd>
          </div>
        ) : null}
      </dl>
      {data.state === 'cancelled' ? null : <Counts id={id} />}
      {GIVES_TICKETS.includes(data.state) ? <TicketForm fairId={data.id} online={data.mode === 'online'} /> : null}
      <p>
        <a className="button" href={fairCalendar(data.id)}>
          {t('fairs.toCalendar')}
        </a>
      </p>
      <Posts id={id} />
      <section className="section" aria-labelledby="who">
        <div className="section-head">
          <h2 id="who">{t('fairs.enterprises')}</h2>
          <span className="faint num">{t('fairs.booths', { booked: data.booked, all: data.boothCount })}</span>
        </div>
        <Enterprises id={id} />
        {data.state === 'open' ? (
          <p>
            <a className="button" href={`/console/fairs/${data.id}`}>
              {t('fairs.book')}
            </a>
          </p>
        ) : null}
      </section>
    </div>
  );
};
