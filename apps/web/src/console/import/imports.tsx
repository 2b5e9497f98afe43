import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useState, type DragEvent, type ReactNode } from 'react';
import { imports } from '../../api/console';
import type { NeedImport } from '../../api/types';
import { useT } from '../../i18n';
import { TABLE_FILES } from '../../lib/table-files';
import { useAddress } from '../kit/address';
import { Moment, Num, StateTag } from '../kit/bits';
import { DataTable, type Column } from '../kit/data-table';
import { PlaceSelect, useCity } from '../kit/node';
import { Empty, Page, Section } from '../kit/page';
import { Trouble } from '../kit/page-states';
import { useAct } from '../kit/use-act';
import { useMe } from '../kit/use-me';
import { ImportAliases } from './import-corrections';

const Drop = (): ReactNode => {
  const t = useT('console');
  const navigate = useNavigate();
  const [over, setOver] = useState(false);
  const me = useMe();
  const city = useCity();
  const own = me.grants.find((grant) => grant.nodeId)?.nodeId ?? city?.id;
  const [node, setNode] = useState<string>();
  const send = useAct((file: File) => imports.upload(file, node ?? own), {
    renew: ['imports'],
    quiet: true,
    then: (one) => void navigate({ to: '/imports/$id', params: { id: one.id } }),
  });
  const take = (file: File | undefined): void => {
    if (file) send.mutate(file);
  };
  const drop = (event: DragEvent): void => {
    event.preventDefault();
    setOver(false);
    take(event.dataTransfer.files[0]);
  };
  return (
    <>
      <label className="choice import-node">
        <span>{t('import.node')}</span>
        <PlaceSelect withCity {...((node ?? own) ? { value: node ?? own ?? '' } : {})} onChange={setNode} />
      </label>
      <div
        className={over ? 'drop over' : 'drop'}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
      >
        <div className="file-field">
          <label htmlFor="import-file" className="file-button">
            {send.isPending ? t('import.sending', { name: send.variables.name }) : t('import.choose')}
          </label>
          <input
            id="import-file"
            type="file"
            accept={TABLE_FILES}
            disabled={send.isPending}
            onChange={(event) => take(event.target.files?.[0])}
          />
        </div>
        <p className="faint">{t('import.formats')}</p>
      </div>
      {send.error ? <Trouble error={send.error} /> : null}
    </>
  );
};

export const ImportsPage = (): ReactNode => {
  const t = useT('console');
  const { at } = useAddress();
  const query = useQuery({
    queryKey: ['imports', at],
    queryFn: () => imports.list({ cursor: at['cursor'], limit: 20 }),
    placeholderData: keepPreviousData,
    refetchInterval: ({ state }) => (state.data?.items.some((one) => one.state === 'reading') ? 2_000 : false),
  });
  const columns: Column<NeedImport>[] = [
    {
      key: 'file',
      title: t('import.file'),
      main: true,
      cell: (one) => (
        <Link to="/imports/$id" params={{ id: one.id }}>
          {one.fileName}
        </Link>
      ),
    },
    { key: 'at', title: t('import.at'), cell: (one) => <Moment value={one.createdAt} /> },
    { key: 'read', title: t('import.count.read'), numeric: true, cell: (one) => <Num value={one.counts.read} /> },
    { key: 'created', title: t('import.count.created'), numeric: true, cell: (one) => <Num value={one.counts.created} /> },
    { key: 'changed', title: t('import.count.changed'), numeric: true, cell: (one) => <Num value={one.counts.changed} /> },
    { key: 'wrong', title: t('import.count.wrong'), numeric: true, cell: (one) => <Num value={one.counts.wrong} /> },
    { key: 'state', title: t('needs.state'), cell: (one) => <StateTag kind="import" state={one.state} /> },
  ];
  return (
    <Page title={t('menu.imports')} intro={t('import.intro')}>
      <Drop />
      <Section title={t('import.before')}>
        <DataTable
          caption={t('import.before')}
          columns={columns}
          take={() => imports.take({})}
          query={query}
          rowKey={(one) => one.id}
          empty={<Empty title={t('import.empty')} help={t('import.emptyHelp')} />}
        />
      </Section>
      <ImportAliases />
    </Page>
  );
};
