import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState, type ReactNode } from 'react';
import { workers } from '../../api/dispatch';
import type { Worker } from '../../api/types';
import { lookup, useT } from '../../i18n';
import { useAddress } from '../kit/address';
import { Day, Moment } from '../kit/bits';
import { DataTable, type Column } from '../kit/data-table';
import { Empty, Page } from '../kit/page';
import { Toolbar, type Filter } from '../kit/toolbar';
import { sideOf, useMe } from '../kit/use-me';
import { Phone } from './phone';
import { PeopleFile } from './people-file';
import { NewWorker } from './worker-new';
import { WorkerSteps } from './worker-steps';

const STAGES = ['intent', 'interview', 'medical', 'accepted', 'dropped'] as const;
const TONES: Record<string, string> = { accepted: 'good', dropped: 'bad', intent: 'calm' };

const Stage = ({ one }: { one: Worker }): ReactNode => {
  const t = useT('console');
  return (
    <span>
      <span className={`tag ${TONES[one.stage] ?? 'wait'}`}>{lookup('console', `workerStage.${one.stage}`, one.stage)}</span>
      {one.stage === 'interview' ? (
        <small>
          <Moment value={one.interviewAt} />{' '}
          {one.interviewLink ? (
            <a href={one.interviewLink} rel="noreferrer" target="_blank">
              {t('worker.openInterview')}
            </a>
          ) : null}
        </small>
      ) : null}
      {one.reason ? <small>{one.reason}</small> : null}
    </span>
  );
};

const useColumns = (own: boolean): Column<Worker>[] => {
  const t = useT('console');
  return [
    {
      key: 'name',
      title: t('manifest.name'),
      main: true,
      cell: (one) => (
        <>
          {one.name}
          <small className="num">{one.idNumber}</small>
          {one.elsewhere ? <small className="tag wait">{t('worker.elsewhere')}</small> : null}
          {one.travelling ? <small className="tag live">{t('worker.travelling')}</small> : null}
        </>
      ),
    },
    { key: 'phone', title: t('manifest.phone'), cell: (one) => <Phone number={one.phone} name={one.name} /> },
    ...(own ? [] : [{ key: 'station', title: t('promise.supplier'), cell: (one: Worker) => one.supplierName }]),
    { key: 'stage', title: t('worker.stage'), cell: (one) => <Stage one={one} /> },
    {
      key: 'consent',
      title: t('worker.consent'),
      cell: (one) => (
        <span>
          <Day value={one.consentOn} />
          <small>
            {lookup('console', `consentForm.${one.consentForm}`, one.consentForm)} · {one.consentWording}
          </small>
        </span>
      ),
    },
    ...(own ? [{ key: 'act', title: '', cell: (one: Worker) => <WorkerSteps one={one} /> }] : []),
  ];
};

/** People whom a station looks after, from their wish to go until they can travel. */
export const WorkersPage = (): ReactNode => {
  const t = useT('console');
  const own = sideOf(useMe()) === 'supplier';
  const { at } = useAddress();
  const [adding, setAdding] = useState(false);
  const [uploading, setUploading] = useState(false);
  const found = { q: at['q'], stage: at['stage'], batch: at['batch'] };
  const query = useQuery({
    queryKey: ['workers', at],
    queryFn: () => workers.list({ ...found, cursor: at['cursor'], limit: 25 }),
    placeholderData: keepPreviousData,
  });
  const stages: Filter = {
    name: 'stage',
    label: t('worker.stage'),
    options: [{ value: '', label: t('list.all') }, ...STAGES.map((value) => ({ value, label: t(`workerStage.${value}`) }))],
  };
  const add = own ? (
    <>
      <Button onClick={() => setUploading(true)}>{t('peopleFile.open')}</Button>
      <Button type="primary" onClick={() => setAdding(true)}>
        {t('worker.new')}
      </Button>
    </>
  ) : undefined;
  return (
    <Page title={t('menu.workers')} intro={t(own ? 'worker.introOwn' : 'worker.introBureau')} actions={add}>
      <Toolbar search={t('worker.search')} filters={[stages]} />
      <DataTable
        caption={t('menu.workers')}
        columns={useColumns(own)}
        query={query}
        take={() => workers.take(found)}
        rowKey={(one) => one.id}
        empty={<Empty title={t('worker.empty')} help={t(own ? 'worker.emptyOwn' : 'worker.emptyBureau')} action={add} />}
      />
      {adding ? <NewWorker close={() => setAdding(false)} /> : null}
      {uploading ? <PeopleFile close={() => setUploading(false)} /> : null}
    </Page>
  );
};
