import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState, type ReactNode } from 'react';
import { insuranceMonths } from '../../api/dispatch';
import type { InsuranceImport, InsurancePreview } from '../../api/types';
import { useLanguage, useT } from '../../i18n';
import { useAddress } from '../kit/address';
import { Moment, Num } from '../kit/bits';
import { DataTable, type Column } from '../kit/data-table';
import { Empty, Facts, Page, WhatIsThis } from '../kit/page';
import { Trouble } from '../kit/page-states';
import { FileFaults, TableFileButton } from '../kit/table-file';
import { useAct } from '../kit/use-act';

const Preview = ({ name, seen }: { name: string; seen: InsurancePreview }): ReactNode => {
  const t = useT('console');
  const language = useLanguage();
  return (
    <>
      <h2 className="card-title">{t('manifest.fileTitle', { name })}</h2>
      <Facts
        items={[
          [t('insurance.lines'), <Num key="lines" value={seen.lines} />],
          [t('insurance.inFile'), <Num key="file" value={seen.inFile} />],
          [t('insurance.people'), <Num key="people" value={seen.people} />],
          [t('insurance.months'), <Num key="months" value={seen.months} />],
          [t('insurance.shows'), t('insurance.showsWhat', { stayed: seen.stayed, left: seen.left })],
        ]}
      />
      {seen.wrong > 0 ? (
        <div role="alert">
          <p className="field-error">{t('insurance.wrong', { n: seen.wrong })}</p>
          <FileFaults
            faults={seen.faults.map((fault) => ({
              ...{ sheet: fault.sheet, line: fault.line, column: null, heading: null, about: null },
              message: fault[language],
            }))}
          />
        </div>
      ) : null}
    </>
  );
};

const Upload = (): ReactNode => {
  const t = useT('console');
  const [file, setFile] = useState<File>();
  const [seen, setSeen] = useState<InsurancePreview>();
  const read = useAct((chosen: File) => insuranceMonths.preview(chosen), { renew: [], quiet: true, then: setSeen });
  const over = (): void => {
    setSeen(undefined);
    setFile(undefined);
  };
  const save = useAct((chosen: File) => insuranceMonths.save(chosen), {
    done: ({ people, months }) => t('insurance.saved', { people, months }),
    renew: ['insurance-months', 'retention'],
    quiet: true,
    then: over,
  });
  const choose = (
    <TableFileButton
      primary={!seen}
      label={t(seen ? 'manifest.uploadAgain' : 'insurance.upload')}
      loading={read.isPending}
      choose={(chosen) => {
        setSeen(undefined);
        setFile(chosen);
        save.reset();
        read.mutate(chosen);
      }}
    />
  );
  return (
    <section className="card">
      {seen && file ? <Preview name={file.name} seen={seen} /> : <p className="faint">{t('insurance.hint')}</p>}
      {read.error ? <Trouble error={read.error} /> : null}
      {save.error ? <Trouble error={save.error} /> : null}
      <p className="actions">
        {seen && file && seen.wrong === 0 && seen.people > 0 ? (
          <Button type="primary" loading={save.isPending} onClick={() => save.mutate(file)}>
            {t('insurance.keep', { n: seen.people })}
          </Button>
        ) : null}
        {choose}
        {seen ? <Button onClick={over}>{t('ask.cancel')}</Button> : null}
      </p>
    </section>
  );
};

/** Months of social insurance as evidence of who is still employed: read from the office's list, shown beside what the employer says. */
export const InsurancePage = (): ReactNode => {
  const t = useT('console');
  const { at } = useAddress();
  const query = useQuery({
    queryKey: ['insurance-months', at['cursor']],
    queryFn: () => insuranceMonths.list({ cursor: at['cursor'], limit: 25 }),
    placeholderData: keepPreviousData,
  });
  const columns: Column<InsuranceImport>[] = [
    { key: 'at', title: t('insurance.when'), main: true, cell: (one) => <Moment value={one.at} /> },
    { key: 'by', title: t('insurance.by'), cell: (one) => one.byName ?? '—' },
    { key: 'lines', title: t('insurance.lines'), numeric: true, cell: (one) => <Num value={one.lines} /> },
    { key: 'people', title: t('insurance.people'), numeric: true, cell: (one) => <Num value={one.people} /> },
    { key: 'months', title: t('insurance.months'), numeric: true, cell: (one) => <Num value={one.months} /> },
  ];
  return (
    <Page title={t('insurance.title')} intro={t('insurance.intro')} back={{ to: '/retention', label: t('menu.retention') }}>
      <Upload />
      <DataTable
        caption={t('insurance.title')}
        columns={columns}
        query={query}
        rowKey={(one) => one.id}
        empty={<Empty title={t('insurance.empty')} help={t('insurance.emptyHelp')} />}
      />
      <WhatIsThis>
        <p>{t('insurance.how')}</p>
      </WhatIsThis>
    </Page>
  );
};
