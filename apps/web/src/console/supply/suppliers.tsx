import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { useState, type ReactNode } from 'react';
import { supply } from '../../api/console';
import type { Supplier } from '../../api/types';
import { lookup, useT } from '../../i18n';
import { useAddress } from '../kit/address';
import { Day, Num } from '../kit/bits';
import { DataTable, type Column } from '../kit/data-table';
import { Empty, Page } from '../kit/page';
import { PaperEnd } from './paper-end';
import { NewSupplier, NewSupplierPerson } from './supplier-forms';
import { Toolbar, type Filter } from '../kit/toolbar';
import { may, useMe } from '../kit/use-me';

export const SuppliersPage = (): ReactNode => {
  const t = useT('console');
  const { at } = useAddress();
  const manage = may(useMe(), 'supply.manage');
  const [adding, setAdding] = useState(false);
  const [person, setPerson] = useState<Supplier>();
  const found = { q: at['q'], kind: at['kind'] };
  const query = useQuery({
    queryKey: ['suppliers', at],
    queryFn: () => supply.suppliers({ ...found, cursor: at['cursor'], limit: 25 }),
    placeholderData: keepPreviousData,
  });
  const columns: Column<Supplier>[] = [
    {
      key: 'name',
      title: t('supplier.name'),
      main: true,
      cell: (one) => (
        <>
          <Link to="/suppliers/$id" params={{ id: one.id }}>
            {one.name}
          </Link>
          <small>
            {one.divisionName}
            {one.active ? null : ` · ${t('supplier.isOff')}`}
          </small>
        </>
      ),
    },
    {
      key: 'kind',
      title: t('supplier.kind'),
      cell: (one) => lookup('console', one.stationKind === 'talent' ? 'stationKindLong.talent' : `supplierKind.${one.kind}`, one.kind),
    },
    {
      key: 'level',
      title: t('supplier.level'),
      cell: (one) => (one.level ? lookup('console', `supplierLevel.${one.level}`, one.level) : '—'),
    },
    {
      key: 'papers',
      title: t('supplier.papers'),
      cell: (one) => {
        const until = one.kind === 'agency' ? one.licenceUntil : one.agreementUntil;
        return (
          <span>
            <Day value={until} /> <PaperEnd until={until} notice={one.remindDays} />
          </span>
        );
      },
    },
    { key: 'people', title: t('supplier.perRun'), numeric: true, cell: (one) => <Num value={one.peoplePerRun} /> },
    {
      key: 'batches',
      title: '',
      cell: (one) => (
        <span className="row">
          <Link to="/batches" search={{ supplier: one.id }}>
            {t('menu.batches')}
          </Link>
          {manage ? <Button onClick={() => setPerson(one)}>{t('supplier.addPerson')}</Button> : null}
        </span>
      ),
    },
  ];
  const kinds: Filter = {
    name: 'kind',
    label: t('supplier.kind'),
    options: [
      { value: '', label: t('list.all') },
      ...(['station', 'agency', 'bureau', 'school'] as const).map((kind) => ({ value: kind, label: t(`supplierKind.${kind}`) })),
    ],
  };
  return (
    <Page
      title={t('menu.suppliers')}
      actions={
        <>
          <Link to="/supply-map">{t('supplyMap.title')}</Link>
          {manage ? (
            <Button type="primary" onClick={() => setAdding(true)}>
              {t('supplier.new')}
            </Button>
          ) : null}
        </>
      }
    >
      <Toolbar search={t('supplier.search')} filters={[kinds]} />
      <DataTable
        caption={t('menu.suppliers')}
        columns={columns}
        take={() => supply.takeSuppliers(found)}
        query={query}
        rowKey={(one) => one.id}
        empty={<Empty title={t('supplier.empty')} help={t('supplier.emptyHelp')} />}
      />
      <NewSupplier open={adding} close={() => setAdding(false)} />
      <NewSupplierPerson supplier={person} close={() => setPerson(undefined)} />
    </Page>
  );
};
