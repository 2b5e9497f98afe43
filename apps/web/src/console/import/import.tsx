import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { Button, Progress } from 'antd';
import type { ReactNode } from 'react';
import { imports } from '../../api/console';
import type { NeedImport } from '../../api/types';
import { useLanguage, useT } from '../../i18n';
import { number } from '../../lib/format';
import { useAsk } from '../kit/ask';
import { StateTag } from '../kit/bits';
import { Page } from '../kit/page';
import { PageLoading, Trouble } from '../kit/page-states';
import { useAct } from '../kit/use-act';
import { ImportColumns } from './import-columns';
import { ImportCorrections } from './import-corrections';
import { ImportRows } from './import-rows';
import { ImportSheets } from './import-sheets';

const Counts = ({ one }: { one: NeedImport }): ReactNode => {
  const t = useT('console');
  const language = useLanguage();
  const doubtful = one.state === 'ready' && one.counts.doubtful > 0 ? (['doubtful'] as const) : [];
  const conflicts = one.counts.conflicts > 0 ? (['conflicts'] as const) : [];
  return (
    <dl className="counts">
      {(['read', 'created', 'changed', 'unchanged', 'drafts', 'wrong', ...doubtful, ...conflicts, 'leftOut'] as const).map((kind) => (
        <div key={kind} className={(kind === 'wrong' || kind === 'conflicts' || kind === 'doubtful') && one.counts[kind] > 0 ? 'bad' : ''}>
          <dt>{t(`import.count.${kind}`)}</dt>
          <dd className="num">{number(one.counts[kind], language)}</dd>
        </div>
      ))}
    </dl>
  );
};

const Going = ({ one }: { one: NeedImport }): ReactNode => {
  const t = useT('console');
  const { done, total } = one.progress ?? { done: 0, total: 0 };
  const words = one.state === 'saving' ? 'import.saving' : done > 0 ? 'import.reading' : total > 0 ? 'import.staged' : 'import.queued';
  return (
    <div className="card" role="status">
      <p>{t(words, { done, total })}</p>
      <Progress percent={total ? Math.floor((done / total) * 100) : 0} status="active" aria-label={t('import.progress')} />
      <p className="faint">{t(one.state === 'saving' ? 'import.leaveSaving' : 'import.leave')}</p>
    </div>
  );
};

const Confirm = ({ one }: { one: NeedImport }): ReactNode => {
  const t = useT('console');
  const ask = useAsk();
  const confirm = useAct((figuresConfirmed: boolean) => imports.confirm(one.id, figuresConfirmed), {
    renew: ['imports', 'needs', 'board'],
  });
  const { created, changed, drafts, wrong, doubtful } = one.counts;
  const go = async (): Promise<void> => {
    if (
      await ask({
        title: t('import.confirmTitle', { name: one.fileName }),
        consequence: (
          <>
            {t('import.confirmWhat', { created, changed, drafts, wrong })}
            {doubtful > 0 ? <p role="alert">{t('import.confirmDoubtful', { n: doubtful })}</p> : null}
          </>
        ),
        ok: t(doubtful > 0 ? 'import.confirmFigures' : 'import.confirm'),
      })
    )
      // What was shown and said yes to, and nothing that was read anew meanwhile.
      confirm.mutate(doubtful > 0);
  };
  return (
    <div className="sticky-action row">
      <Button type="primary" size="large" disabled={created + changed === 0} loading={confirm.isPending} onClick={() => void go()}>
        {created + changed === 0 ? t('import.nothing') : t('import.confirmN', { n: created + changed })}
      </Button>
      {wrong > 0 ? (
        <a href={imports.wrongRows(one.id)} download>
          {t('import.wrongFile', { n: wrong })}
        </a>
      ) : null}
    </div>
  );
};

export const ImportPage = (): ReactNode => {
  const t = useT('console');
  const { id = '' } = useParams({ strict: false });
  const {
    data: one,
    error,
    refetch,
  } = useQuery({
    queryKey: ['imports', id],
    queryFn: () => imports.one(id),
    refetchInterval: (query) => (['reading', 'saving'].includes(query.state.data?.state ?? '') ? 700 : false),
  });
  if (error && !one)
    return (
      <div className="page">
        <Trouble error={error} retry={() => void refetch()} />
      </div>
    );
  if (!one) return <PageLoading />;
  const going = one.state === 'reading' || one.state === 'saving';
  return (
    <Page title={one.fileName} intro={<StateTag kind="import" state={one.state} />} back={{ to: '/imports', label: t('menu.imports') }}>
      {one.failure ? (
        <div className="notice" role="alert">
          {one.failure}
        </div>
      ) : null}
      {one.state === 'confirmed' ? (
        <div className="notice good" role="status">
          {t('import.saved', { n: one.counts.created + one.counts.changed })} <Link to="/needs">{t('import.see')}</Link>
          {one.counts.drafts > 0 ? (
            <>
              {' '}
              <Link to="/needs/drafts" search={{ import: one.id }}>
                {t('drafts.linkN', { n: one.counts.drafts })}
              </Link>
            </>
          ) : null}
        </div>
      ) : null}
      {one.notices.length ? (
        <div className="notice" role="status">
          <ul className="notices">
            {one.notices.map(({ code, text }) => (
              <li key={`${code} ${text}`}>{text}</li>
            ))}
          </ul>
        </div>
      ) : null}
      {going ? <Going one={one} /> : one.state === 'failed' ? null : <Counts one={one} />}
      {one.state === 'ready' ? <Confirm one={one} /> : null}
      {one.state === 'confirmed' && one.counts.conflicts > 0 ? (
        <div className="notice" role="alert">
          {t('import.conflicts', { n: one.counts.conflicts })}
        </div>
      ) : null}
      {one.state === 'confirmed' && one.counts.wrong + one.counts.conflicts > 0 ? (
        <p>
          <a href={imports.wrongRows(one.id)} download>
            {t('import.notSavedFile', { n: one.counts.wrong + one.counts.conflicts })}
          </a>
        </p>
      ) : null}
      {one.state === 'ready' ? <ImportSheets one={one} /> : null}
      {one.columns.length && one.state !== 'failed' ? <ImportColumns key={one.state} one={one} /> : null}
      {going || one.state === 'failed' ? null : <ImportRows one={one} />}
      {going || one.state === 'failed' ? null : <ImportCorrections one={one} />}
    </Page>
  );
};
