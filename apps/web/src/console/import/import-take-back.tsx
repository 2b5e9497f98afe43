import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { useState, type ReactNode } from 'react';
import { imports } from '../../api/console';
import type { NeedImport } from '../../api/types';
import { useT } from '../../i18n';
import { useAsk } from '../kit/ask';
import { Moment } from '../kit/bits';
import { Trouble } from '../kit/page-states';
import { useAct } from '../kit/use-act';

const AT_ONCE = 50;

/** Needs that stay as they are, each with what happened to it since. */
const Staying = ({ one }: { one: NeedImport }): ReactNode => {
  const t = useT('console');
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery({
    queryKey: ['imports', one.id, 'staying', one.state],
    queryFn: ({ pageParam }) => imports.staying(one.id, { limit: AT_ONCE, cursor: pageParam }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
  });
  if (error) return <Trouble error={error} retry={() => void refetch()} />;
  return (
    <>
      <ul className="import-words">
        {data?.pages
          .flatMap((page) => page.items)
          .map(({ row, sheet, line, title, enterpriseName, needId, why, reason }) => (
            <li key={row}>
              <span>
                {why === 'gone' ? (
                  title
                ) : (
                  <Link to="/needs/$id" params={{ id: needId }}>
                    {title}
                  </Link>
                )}
                <small>
                  {[enterpriseName, sheet ? t('import.lineOf', { sheet, line }) : t('import.ofRow', { line })].filter(Boolean).join(' · ')}
                </small>
              </span>
              <span>{reason}</span>
            </li>
          ))}
      </ul>
      {hasNextPage ? (
        <Button loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {t('import.moreStaying')}
        </Button>
      ) : null}
    </>
  );
};

const Preview = ({ one }: { one: NeedImport }): ReactNode => {
  const t = useT('console');
  const ask = useAsk();
  const { data, error, refetch } = useQuery({
    queryKey: ['imports', one.id, 'take-back'],
    queryFn: () => imports.takeBackPreview(one.id),
    staleTime: 0,
  });
  const go = useAct(() => imports.takeBackList(one.id), { renew: ['imports', 'needs', 'board'] });
  if (error) return <Trouble error={error} retry={() => void refetch()} />;
  if (!data) return <p role="status">{t('loading')}</p>;
  const { drafts, withdrawn, restored, stay } = data;
  const back = drafts + withdrawn + restored;
  const confirm = async (): Promise<void> => {
    const answer = await ask({
      title: t('import.takeBackTitle', { name: one.fileName }),
      consequence: t('import.takeBackWhat', { withdrawn, drafts, restored, stay }),
      ok: t('import.takeBackN', { n: back }),
      danger: true,
    });
    if (answer) go.mutate();
  };
  return (
    <>
      <ul className="notices">
        {withdrawn > 0 ? <li>{t('import.backWithdrawn', { n: withdrawn })}</li> : null}
        {drafts > 0 ? <li>{t('import.backDrafts', { n: drafts })}</li> : null}
        {restored > 0 ? <li>{t('import.backRestored', { n: restored })}</li> : null}
        {stay > 0 ? <li>{t('import.backStay', { n: stay, total: back + stay })}</li> : null}
      </ul>
      {stay > 0 ? <Staying one={one} /> : null}
      <p>
        <Button danger disabled={back === 0} loading={go.isPending} onClick={() => void confirm()}>
          {back === 0 ? t('import.nothingBack') : t('import.takeBackN', { n: back })}
        </Button>
      </p>
      <p className="faint">{t('import.takeBackKeeps')}</p>
    </>
  );
};

/** For some days a saved list can be taken back as a whole; what that does is shown before. */
export const ImportTakeBack = ({ one }: { one: NeedImport }): ReactNode => {
  const t = useT('console');
  const [open, setOpen] = useState(false);
  if (!one.takeBackUntil || new Date(one.takeBackUntil) <= new Date()) return null;
  return (
    <details className="section sheets" open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{t('import.takeBackList')}</summary>
      <p className="faint">
        {t('import.takeBackUntil')} <Moment value={one.takeBackUntil} />
      </p>
      {open ? <Preview one={one} /> : null}
    </details>
  );
};

/** What became of a list that was taken back. */
export const ImportTakenBack = ({ one }: { one: NeedImport }): ReactNode => {
  const t = useT('console');
  const { takenBack, stay } = one.counts;
  return (
    <>
      <div className="notice good" role="status">
        {t('import.takenBackN', { n: takenBack })} {stay > 0 ? t('import.backStay', { n: stay, total: takenBack + stay }) : null}
      </div>
      {stay > 0 ? (
        <section className="section">
          <h2>{t('import.staying')}</h2>
          <Staying one={one} />
        </section>
      ) : null}
    </>
  );
};
