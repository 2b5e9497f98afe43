import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button, Input } from 'antd';
import { useState, type ReactNode } from 'react';
import { absences } from '../../api/travel';
import type { Absence } from '../../api/types';
import { useT } from '../../i18n';
import { useAddress } from '../kit/address';
import { Phone } from '../dispatch/phone';
import { Moment } from '../kit/bits';
import { DataTable, type Column } from '../kit/data-table';
import { Empty, Page } from '../kit/page';
import { Toolbar } from '../kit/toolbar';
import { useAct } from '../kit/use-act';

const OUTCOMES = ['found', 'later_trip', 'went_home', 'other_work', 'unreachable'] as const;

const What = ({ absence }: { absence: Absence }): ReactNode => {
  const t = useT('console');
  const [outcome, setOutcome] = useState<(typeof OUTCOMES)[number]>('found');
  const [note, setNote] = useState('');
  const close = useAct(() => absences.close(absence.id, outcome, note.trim() || null), { done: t('absence.closed'), renew: ['absences'] });
  const take = useAct(() => absences.take(absence.id), { done: t('absence.taken'), renew: ['absences'] });
  if (absence.outcome)
    return (
      <span>
        {t(`absence.outcome.${absence.outcome}`)} {absence.note ? <small>{absence.note}</small> : null}
      </span>
    );
  return (
    <div className="row">
      <select
        className="select short-field"
        aria-label={t('absence.what')}
        value={outcome}
        onChange={({ target }) => setOutcome(target.value as typeof outcome)}
      >
        {OUTCOMES.map((one) => (
          <option key={one} value={one}>
            {t(`absence.outcome.${one}`)}
          </option>
        ))}
      </select>
      <Input
        className="short-field"
        value={note}
        maxLength={300}
        aria-label={t('absence.note')}
        placeholder={t('absence.note')}
        onChange={({ target }) => setNote(target.value)}
      />
      <Button type="primary" loading={close.isPending} onClick={() => close.mutate()}>
        {t('absence.close')}
      </Button>
      <Button loading={take.isPending} onClick={() => take.mutate()}>
        {t('absence.take')}
      </Button>
    </div>
  );
};

/** Whoever was missing at a roll call, with who asks after them and until when; the most urgent first. */
export const AbsencesPage = (): ReactNode => {
  const t = useT('console');
  const { at } = useAddress();
  const open = at['which'] !== 'all';
  const query = useQuery({
    queryKey: ['absences', at],
    queryFn: () => absences.list({ trip: at['trip'], cursor: at['cursor'], limit: 25, ...(open ? { open: true } : {}) }),
    placeholderData: keepPreviousData,
  });
  const columns: Column<Absence>[] = [
    {
      key: 'person',
      title: t('absence.person'),
      main: true,
      cell: (one) => (
        <>
          {one.name ?? t('absence.somebody')} {one.phone ? <Phone number={one.phone} name={one.name} /> : null}
          <small>{one.enterpriseName}</small>
        </>
      ),
    },
    {
      key: 'trip',
      title: t('absence.trip'),
      cell: (one) => (
        <Link to="/trips/$id" params={{ id: one.tripId }}>
          {one.way}
        </Link>
      ),
    },
    { key: 'at', title: t('needs.state'), cell: (one) => t(`absence.at.${one.at}`) },
    { key: 'owner', title: t('absence.owner'), cell: (one) => one.ownerName ?? t('absence.nobody') },
    {
      key: 'due',
      title: t('absence.due'),
      cell: (one) => (
        <span>
          <Moment value={one.dueAt} /> {!one.closedAt && Date.parse(one.dueAt) < Date.now() ? <b>{t('absence.late')}</b> : null}
        </span>
      ),
    },
    { key: 'what', title: t('absence.what'), cell: (one) => <What absence={one} /> },
  ];
  const which = {
    name: 'which',
    label: t('absence.which'),
    options: [
      { value: '', label: t('absence.openOnes') },
      { value: 'all', label: t('absence.all') },
    ],
  };
  return (
    <Page title={t('absence.title')} intro={t('absence.intro')} back={{ to: '/trips', label: t('menu.trips') }}>
      <Toolbar filters={[which]} />
      <DataTable
        caption={t('absence.title')}
        take={() => absences.takeAlong({ trip: at['trip'], ...(open ? { open: true } : {}) })}
        columns={columns}
        query={query}
        rowKey={(one) => one.id}
        empty={<Empty title={t('absence.empty')} help={t('absence.emptyHelp')} />}
      />
    </Page>
  );
};
