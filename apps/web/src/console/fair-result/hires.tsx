import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { fairResults } from '../../api/fair-results';
import type { FairHire } from '../../api/types';
import { useT } from '../../i18n';
import { useAddress } from '../kit/address';
import { Day } from '../kit/bits';
import { DataTable, type Column } from '../kit/data-table';
import { Empty, Page } from '../kit/page';
import { Toolbar, type Filter } from '../kit/toolbar';
import { useAct } from '../kit/use-act';
import { may, sideOf, useMe } from '../kit/use-me';

const renew = ['fair-hires', 'needs', 'fair-report'];

const filterOf = (which: string | undefined) => {
  if (which === 'all') return {};
  if (which === 'late') return { late: true };
  return which === 'mine' ? { mine: true } : { open: true };
};

const Says = ({ hire }: { hire: FairHire }): ReactNode => {
  const t = useT('console');
  if (hire.says === null)
    return (
      <span>
        {t(hire.late ? 'fairHire.late' : 'fairHire.unanswered')}
        <small>{t(hire.askedAt ? 'fairHire.wasAsked' : 'fairHire.notAsked')}</small>
      </span>
    );
  return (
    <span>
      {t(hire.days === 0 ? `fairHire.hired.${hire.says}` : `fairHire.there.${hire.says}`)}
      <small>{hire.saidBy ? t(`fairHire.by.${hire.saidBy}`) : null}</small>
    </span>
  );
};

const Acts = ({ hire, office }: { hire: FairHire; office: boolean }): ReactNode => {
  const t = useT('console');
  const answer = useAct((says: 'yes' | 'no') => fairResults.answer(hire.id, says), { done: t('fairHire.answered'), renew });
  const take = useAct(() => fairResults.goAfter(hire.id), { done: t('fairHire.taken'), renew });
  const again = useAct(() => fairResults.askAgain(hire.id), { done: t('fairHire.askedAgain'), renew });
  const word = (says: 'yes' | 'no'): string => t(hire.days === 0 ? `fairHire.hired.${says}` : `fairHire.there.${says}`);
  const about = hire.name ?? hire.number;
  const button = (says: 'yes' | 'no'): ReactNode => (
    <Button size="small" loading={answer.isPending} aria-label={`${about} ${word(says)}`} onClick={() => answer.mutate(says)}>
      {word(says)}
    </Button>
  );
  if (hire.says !== null && !office) return null;
  return (
    <span className="row">
      {hire.says !== 'yes' && (office || hire.days > 0) ? button('yes') : null}
      {hire.says !== 'no' ? button('no') : null}
      {office && hire.says === null ? (
        <>
          {hire.ownerName === null ? (
            <Button size="small" loading={take.isPending} aria-label={`${about} ${t('fairHire.take')}`} onClick={() => take.mutate()}>
              {t('fairHire.take')}
            </Button>
          ) : null}
          <Button size="small" loading={again.isPending} aria-label={`${about} ${t('fairHire.again')}`} onClick={() => again.mutate()}>
            {t('fairHire.again')}
          </Button>
        </>
      ) : null}
    </span>
  );
};

/** Whom enterprises hired at fairs: the office goes after what is asked, the enterprise answers after 30 and 90 days. */
export const FairHiresPage = (): ReactNode => {
  const t = useT('console');
  const me = useMe();
  const office = may(me, 'fair.manage');
  const { at } = useAddress();
  const query = useQuery({
    queryKey: ['fair-hires', at],
    queryFn: () => fairResults.hires({ ...filterOf(at['which']), fair: at['fair'], cursor: at['cursor'], limit: 25 }),
    placeholderData: keepPreviousData,
  });
  const columns: Column<FairHire>[] = [
    {
      key: 'person',
      title: t('fairHire.person'),
      main: true,
      cell: (one) => (
        <>
          {one.name ?? t('fairHire.ticket', { number: one.number })} {one.phone ? <span className="num">{one.phone}</span> : null}
          <small>{[sideOf(me) === 'enterprise' ? null : one.enterpriseName, one.needTitle].filter(Boolean).join(' · ')}</small>
        </>
      ),
    },
    { key: 'fair', title: t('fairHire.fair'), cell: (one) => one.fairName },
    {
      key: 'due',
      title: t('fairHire.question'),
      cell: (one) => (
        <span>
          {t(`fairHire.days.${one.days === 30 || one.days === 90 ? one.days : 0}`)}
          <small>
            {t('fairHire.until')} <Day value={one.lateOn} />
          </small>
        </span>
      ),
    },
    { key: 'says', title: t('fairHire.says'), cell: (one) => <Says hire={one} /> },
    ...(office ? [{ key: 'owner', title: t('fairHire.owner'), cell: (one: FairHire) => one.ownerName ?? '—' }] : []),
    { key: 'act', title: '', cell: (one) => <Acts hire={one} office={office} /> },
  ];
  const which: Filter = {
    name: 'which',
    label: t('fairHire.which'),
    options: [
      { value: '', label: t('fairHire.open') },
      { value: 'late', label: t('fairHire.lateOnes') },
      ...(office ? [{ value: 'mine', label: t('fairHire.mine') }] : []),
      { value: 'all', label: t('fairHire.all') },
    ],
  };
  return (
    <Page title={t('fairHire.title')} intro={t(office ? 'fairHire.introOffice' : 'fairHire.introEnterprise')}>
      <Toolbar filters={[which]} />
      <DataTable
        caption={t('fairHire.title')}
        take={() => fairResults.takeHires({ ...filterOf(at['which']), fair: at['fair'] })}
        columns={columns}
        query={query}
        rowKey={(one) => one.id}
        empty={<Empty title={t('fairHire.empty')} help={t('fairHire.emptyHelp')} />}
      />
    </Page>
  );
};
