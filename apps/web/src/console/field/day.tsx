import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { fairs } from '../../api/fairs';
import { useLanguage, useT } from '../../i18n';
import { shortDay } from '../../lib/format';
import { Page } from '../kit/page';
import { PageLoading, Trouble } from '../kit/page-states';
import { Arrivals } from './arrivals';
import { ConflictList } from './conflicts';
import { GateList, useGates } from './gates';
import { Groups } from './groups';
import { PaperTickets } from './paper';
import { PaperLists } from './paper-lists';
import { PhoneList } from './phones';

/** The desk on the day of a fair: who is inside, which phones are out there, and what only a person can decide. */
export const FairDayPage = (): ReactNode => {
  const t = useT('console');
  const language = useLanguage();
  const { id = '' } = useParams({ strict: false });
  const { data: fair, error, refetch } = useQuery({ queryKey: ['fairs', id], queryFn: () => fairs.one(id) });
  const gates = useGates(id).data?.gates ?? [];
  if (error && !fair)
    return (
      <div className="page">
        <Trouble error={error} retry={() => void refetch()} />
      </div>
    );
  if (!fair) return <PageLoading />;
  return (
    <Page
      title={t('fieldDay.title')}
      intro={`${fair.name} · ${shortDay(fair.day, language)} ${fair.opensAt}–${fair.closesAt}`}
      back={{ to: `/fairs/${id}`, label: fair.name }}
      actions={
        <Link to="/fairs/$id/wall" params={{ id }}>
          {t('wall.open')}
        </Link>
      }
    >
      <ConflictList fairId={id} />
      <GateList fairId={id} />
      <Arrivals fairId={id} />
      <PhoneList fairId={id} duties={{ kind: 'fair_gate', label: t('fieldDay.gate'), options: gates }} />
      <PaperTickets fair={fair} />
      <Groups fair={fair} />
      <PaperLists fair={fair} />
    </Page>
  );
};
