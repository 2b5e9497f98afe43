import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { Button, Input } from 'antd';
import { useState, type ReactNode } from 'react';
import { booths } from '../../api/booths';
import type { NewOutcome, Talk } from '../../api/types';
import { lookup, useLanguage, useT } from '../../i18n';
import { shortDay } from '../../lib/format';
import { PhoneList } from '../field/phones';
import { useAddress } from '../kit/address';
import { Moment } from '../kit/bits';
import { DataTable, type Column } from '../kit/data-table';
import { NativeSelect } from '../kit/native-select';
import { Empty, Page, Section } from '../kit/page';
import { PageLoading, Trouble } from '../kit/page-states';
import { useAct } from '../kit/use-act';

const KINDS = ['interested', 'interview', 'offer', 'hired', 'unsuitable'] as const;
const REASONS = ['skill', 'experience', 'papers', 'pay', 'hours', 'place', 'other'] as const;

const kindWord = (kind: string): string => lookup('console', `outcome.${kind}`, kind);
const reasonWord = (reason: string): string => lookup('console', `unsuitableReason.${reason}`, reason);

/** What was written on paper at the booth, or is said when somebody calls back: by the number of the ticket. */
const Say = ({ boothId }: { boothId: string }): ReactNode => {
  const t = useT('console');
  const [number, setNumber] = useState('');
  const [kind, setKind] = useState<(typeof KINDS)[number]>('interested');
  const [reason, setReason] = useState<(typeof REASONS)[number]>('skill');
  const say = useAct((body: NewOutcome) => booths.say(boothId, body), {
    done: (talk) => t('people.said', { number: talk.number, kind: kindWord(talk.kind) }),
    renew: ['talks'],
    then: () => setNumber(''),
  });
  return (
    <form
      className="row"
      onSubmit={(event) => {
        event.preventDefault();
        if (/^\d{8}$/.test(number)) say.mutate({ number, kind, ...(kind === 'unsuitable' && { reason }) });
      }}
    >
      <Input
        className="short-field"
        value={number}
        maxLength={8}
        inputMode="numeric"
        aria-label={t('people.number')}
        placeholder={t('people.number')}
        onChange={({ target }) => setNumber(target.value.replace(/\D/g, ''))}
      />
      <label className="short-field">
        <span className="visually-hidden">{t('people.kind')}</span>
        <NativeSelect from="console" names="outcome" values={[...KINDS]} value={kind} onChange={(one) => setKind(one as typeof kind)} />
      </label>
      {kind === 'unsuitable' ? (
        <label className="short-field">
          <span className="visually-hidden">{t('people.reason')}</span>
          <NativeSelect
            from="console"
            names="unsuitableReason"
            values={[...REASONS]}
            value={reason}
            onChange={(one) => setReason(one as typeof reason)}
          />
        </label>
      ) : null}
      <Button type="primary" htmlType="submit" disabled={number.length !== 8} loading={say.isPending}>
        {t('people.say')}
      </Button>
    </form>
  );
};

const useColumns = (): Column<Talk>[] => {
  const t = useT('console');
  return [
    {
      key: 'who',
      title: t('people.who'),
      main: true,
      cell: (talk) => (
        <>
          {talk.name ?? <span className="faint">{t('people.notShown')}</span>}
          <small className="num">{talk.number}</small>
        </>
      ),
    },
    { key: 'reach', title: t('people.reach'), cell: (talk) => talk.reach ?? <span className="faint">—</span> },
    {
      key: 'work',
      title: t('people.work'),
      cell: (talk) => (
        <>
          {talk.occupation ?? <span className="faint">—</span>}
          {talk.experience ? <small>{talk.experience}</small> : null}
        </>
      ),
    },
    { key: 'post', title: t('people.post'), cell: (talk) => talk.needTitle ?? <span className="faint">—</span> },
    {
      key: 'kind',
      title: t('people.kind'),
      sort: (talk) => KINDS.indexOf(talk.kind),
      cell: (talk) => (
        <>
          <span className={`tag ${talk.kind === 'hired' ? 'good' : talk.kind === 'unsuitable' ? 'calm' : 'live'}`}>
            {kindWord(talk.kind)}
          </span>
          {talk.reason ? <small>{reasonWord(talk.reason)}</small> : null}
        </>
      ),
    },
    { key: 'at', title: t('people.at'), sort: (talk) => talk.at, cell: (talk) => <Moment value={talk.at} /> },
  ];
};

/** Whom an enterprise met at a fair, what came of them, and the phones of its booth. */
export const BoothPeoplePage = (): ReactNode => {
  const t = useT('console');
  const language = useLanguage();
  const { id = '' } = useParams({ strict: false });
  const { at } = useAddress();
  const booth = useQuery({ queryKey: ['booths', id], queryFn: () => booths.one(id) });
  const counts = useQuery({ queryKey: ['talks', id, 'counts'], queryFn: () => booths.counts(id), refetchInterval: 10_000 });
  const query = useQuery({
    queryKey: ['talks', id, at],
    queryFn: () => booths.people(id, { cursor: at['cursor'], limit: 25 }),
    placeholderData: keepPreviousData,
    refetchInterval: 10_000,
  });
  const columns = useColumns();
  if (booth.error && !booth.data)
    return (
      <div className="page">
        <Trouble error={booth.error} retry={() => void booth.refetch()} />
      </div>
    );
  if (!booth.data) return <PageLoading />;
  const { fairId, fairName, day, number, mode } = booth.data;
  return (
    <Page
      title={t('people.title')}
      intro={`${fairName} · ${shortDay(day, language)} · ${t('people.booth', { n: number })}`}
      back={{ to: `/fairs/${fairId}`, label: fairName }}
      actions={
        mode === 'on_site' ? null : (
          <Link to="/booths/$id/queue" params={{ id }}>
            {t('queue.title')}
          </Link>
        )
      }
    >
      {counts.data ? (
        <ul className="outcome-counts" aria-label={t('people.counts')}>
          {(['talks', ...KINDS] as const).map((kind) => (
            <li key={kind}>
              <b className="num">{counts.data[kind]}</b>
              <span>{kind === 'talks' ? t('people.talks') : kindWord(kind)}</span>
            </li>
          ))}
        </ul>
      ) : null}
      <Section title={t('people.byNumber')}>
        <p className="faint">{t('people.byNumberHelp')}</p>
        <Say boothId={id} />
      </Section>
      <DataTable
        caption={t('people.title')}
        columns={columns}
        take={() => booths.takePeople(id, {})}
        query={query}
        rowKey={(talk) => talk.id}
        empty={<Empty title={t('people.empty')} help={t('people.emptyHelp')} />}
      />
      <PhoneList
        fairId={fairId}
        duties={{ kind: 'fair_booth', only: id, label: t('people.booth', { n: number }), options: [{ id, name: number }] }}
      />
    </Page>
  );
};
