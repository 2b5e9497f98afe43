import type { ReactNode } from 'react';
import { boardPost } from '../../api/public';
import type { Post } from '../../api/types';
import { lookup, useLanguage, useT } from '../../i18n';
import { day, number, wage } from '../../lib/format';
import { Live, Trouble, Waiting } from '../parts/bits';
import { ReportForm } from '../parts/report-form';
import { lastBoard, Link } from '../router';
import { jobPosting } from '../structured';
import { usePageTitle } from '../use-page-title';
import { useResource } from '../use-resource';

const Facts = ({ post }: { post: Post }): ReactNode => {
  const t = useT('public');
  const common = useT('common');
  const language = useLanguage();
  const start = !post.startBy
    ? t('post.startAny')
    : post.startFrom
      ? t('post.startBetween', { from: day(post.startFrom, language), by: day(post.startBy, language) })
      : t('post.startBy', { by: day(post.startBy, language) });
  const facts: [string, ReactNode][] = [
    [t('post.wage'), wage(post.wageFromYuan, post.wageToYuan, language) ?? post.wageText ?? common('wage.none')],
    [t('post.place'), [post.nodeName, post.workplace].filter(Boolean).join(' ')],
    [
      t('post.occupation'),
      post.occupationCode ? <Link href={`/board/${post.occupationCode}`}>{post.occupationName ?? post.occupationCode}</Link> : '—',
    ],
    [t('post.level'), lookup('common', `level.${post.skillLevel}`, '')],
    [t('post.start'), start],
    [t('post.lodging'), post.lodging ? t('post.lodgingYes') : t('post.lodgingNo')],
  ];
  if (post.form) facts.push([t('post.form'), lookup('common', `form.${post.form}`, post.form)]);
  if (post.shift) facts.push([t('post.shift'), lookup('common', `shift.${post.shift}`, post.shift)]);
  if (post.licences.length) facts.push([t('post.licences'), post.licences.join('、')]);
  if (post.meals) facts.push([t('post.meals'), t('post.mealsYes')]);
  if (post.note) facts.push([t('post.note'), post.note]);
  if (post.trainable) facts.push([t('post.training'), t('post.trainable')]);
  return (
    <dl className="facts card">
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
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
