import type { ReactNode } from 'react';
import { boardPost } from '../../api/public';
import type { Post } from '../../api/types';
import { lookup, useLanguage, useT, type Key, type Language, type Translate } from '../../i18n';
import { day, number, wage } from '../../lib/format';
import { Live, Trouble, Waiting } from '../parts/bits';
import { ReportForm } from '../parts/report-form';
import { lastBoard, Link } from '../router';
import { NotFoundPage } from './not-found';
import { jobPosting } from '../structured';
import { usePageTitle } from '../use-page-title';
import { useResource } from '../use-resource';

type NotSaid = 'id' | 'enterpriseId' | 'enterpriseName' | 'nodeId' | 'figure' | 'shortage' | 'confirmedAt' | 'state' | 'inFigures';
type SaidName = Exclude<keyof Post, NotSaid | 'nodeName' | 'occupationName'>;

interface Tools {
  t: Translate<'public'>;
  common: Translate<'common'>;
  language: Language;
}
/** By itself; nothing of what is not said; or `with` another one, or another part of the page. */
type Fact = { label: Key<'public'>; show: (post: Post, tools: Tools) => ReactNode } | { with: SaidName | 'page' };

const startOf = (post: Post, { t, language }: Tools): string => {
  if (!post.startBy) return t('post.startAny');
  const by = day(post.startBy, language);
  return post.startFrom ? t('post.startBetween', { from: day(post.startFrom, language), by }) : t('post.startBy', { by });
};

/** Everything that the board says of a post, in the order of the page. A field that is not placed here is a type error. */
const FACTS: Record<SaidName, Fact> = {
  title: { with: 'page' },
  asOf: { with: 'page' },
  wageFromYuan: {
    label: 'post.wage',
    show: (post, { common, language }) => wage(post.wageFromYuan, post.wageToYuan, language) ?? post.wageText ?? common('wage.none'),
  },
  wageToYuan: { with: 'wageFromYuan' },
  wageText: { with: 'wageFromYuan' },
  workplace: { label: 'post.place', show: (post) => [post.nodeName, post.workplace].filter(Boolean).join(' ') },
  occupationCode: {
    label: 'post.occupation',
    show: (post) =>
      post.occupationCode ? <Link href={`/board/${post.occupationCode}`}>{post.occupationName ?? post.occupationCode}</Link> : '—',
  },
  skillLevel: { label: 'post.level', show: (post) => lookup('common', `level.${post.skillLevel}`, '') },
  startFrom: { label: 'post.start', show: startOf },
  startBy: { with: 'startFrom' },
  lodging: { label: 'post.lodging', show: (post, { t }) => (post.lodging ? t('post.lodgingYes') : t('post.lodgingNo')) },
  form: { label: 'post.form', show: ({ form }) => form && lookup('common', `form.${form}`, form) },
  shift: { label: 'post.shift', show: ({ shift }) => shift && lookup('common', `shift.${shift}`, shift) },
  licences: { label: 'post.licences', show: (post) => post.licences.join('、') || null },
  meals: { label: 'post.meals', show: (post, { t }) => (post.meals ? t('post.mealsYes') : null) },
  note: { label: 'post.note', show: (post) => post.note || null },
  trainable: { label: 'post.training', show: (post, { t }) => (post.trainable ? t('post.trainable') : null) },
  minorsAllowed: { label: 'post.minors', show: (post, { t }) => (post.minorsAllowed ? t('post.minorsYes') : null) },
  contactName: { with: 'page' },
  contactPhone: { with: 'page' },
};

const Facts = ({ post }: { post: Post }): ReactNode => {
  const tools = { t: useT('public'), common: useT('common'), language: useLanguage() };
  return (
    <dl className="facts card">
      {Object.values(FACTS).map((fact) => {
        const value = 'with' in fact ? null : fact.show(post, tools);
        return 'with' in fact || value === null ? null : (
          <div key={fact.label}>
            <dt>{tools.t(fact.label)}</dt>
            <dd>{value}</dd>
          </div>
        );
      })}
    </dl>
  );
};

const Whole = ({ post }: { post: Post }): ReactNode => {
  const t = useT('public');
  const common = useT('common');
  const language = useLanguage();
  return (
    <>
      <header className="page-head figure-head">
        <div>
          <h1>{post.title}</h1>
          <p>{post.enterpriseName}</p>
        </div>
        <div className="figure-end">
          <p className="short large">
            <small>{t('post.short')}</small>
            <b className="num">{number(post.shortage, language)}</b>
            {common('unit.people')}
          </p>
          <Live />
          <p className="faint">{t('post.confirmed', { day: day(post.confirmedAt, language) })}</p>
        </div>
      </header>
      {post.state === 'stale' ? <p className="notice">{t('post.stale')}</p> : null}
      {post.state === 'filled' || post.state === 'withdrawn' ? <p className="notice">{t('post.closed')}</p> : null}
      <div className="two post-body">
        <Facts post={post} />
        {post.state === 'withdrawn' ? null : (
          <section className="card contact" aria-label={t('post.contact')}>
            <p className="faint">{t('post.contact')}</p>
            <p className="contact-name">{post.contactName ?? post.enterpriseName}</p>
            {post.contactPhone ? (
              <a className="button primary big num" href={`tel:${post.contactPhone}`}>
                {t('post.call', { phone: post.contactPhone })}
              </a>
            ) : (
              <p>{t('post.noPhone')}</p>
            )}
            <p className="faint small">{t('post.warning')}</p>
            <ReportForm id={post.id} />
          </section>
        )}
      </div>
    </>
  );
};

export const PostPage = ({ id }: { id: string }): ReactNode => {
  const t = useT('public');
  const { data, problem, retry } = useResource(`post ${id}`, () => boardPost(id));
  const language = useLanguage();
  const pay = data && (wage(data.wageFromYuan, data.wageToYuan, language) ?? data.wageText);
  usePageTitle(data ? `${data.title} · ${data.enterpriseName}` : t('board.title'), {
    description: data && [pay, data.nodeName, t('post.shareShort', { n: number(data.shortage, language) })].filter(Boolean).join(' · '),
    structured: data && jobPosting(data),
  });
  if (problem?.status === 404 && !data) return <NotFoundPage list={{ href: lastBoard('/board?view=posts'), label: t('nav.board') }} />;
  return (
    <div className="wrap page">
      <p>
        <Link href={lastBoard('/board?view=posts')} className="back">
          {t('occupation.back')}
        </Link>
      </p>
      {problem && !data ? <Trouble problem={problem} retry={retry} /> : null}
      {data ? <Whole post={data} /> : problem ? null : <Waiting rows={6} />}
    </div>
  );
};
