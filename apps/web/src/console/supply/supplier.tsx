import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { Button } from 'antd';
import { useState, type ReactNode } from 'react';
import { reference, supply } from '../../api/console';
import type { Supplier } from '../../api/types';
import { lookup, useT } from '../../i18n';
import { useAsk } from '../kit/ask';
import { Day, Num } from '../kit/bits';
import { Facts, Page, Section } from '../kit/page';
import { PageLoading, Trouble } from '../kit/page-states';
import { useAct } from '../kit/use-act';
import { may, useMe } from '../kit/use-me';
import { PaperEnd } from './paper-end';
import { SupplierEdit } from './supplier-edit';
import { NewSupplierPerson } from './supplier-forms';

/** Names of divisions that are provinces; others by their code. */
const useProvinces = (): ((code: string) => string) => {
  const { data } = useQuery({ queryKey: ['divisions', ''], queryFn: () => reference.divisions(), staleTime: Infinity });
  return (code) => data?.items.find((one) => one.code === code)?.name ?? code;
};

const SupplierFacts = ({ one }: { one: Supplier }): ReactNode => {
  const t = useT('console');
  const province = useProvinces();
  const term =
    one.agreementFrom || one.agreementUntil ? (
      <span>
        <Day value={one.agreementFrom} /> – <Day value={one.agreementUntil} />{' '}
        <PaperEnd until={one.agreementUntil} notice={one.remindDays} />
      </span>
    ) : null;
  return (
    <section className="card">
      <Facts
        items={[
          [t('supplier.kind'), lookup('console', `supplierKind.${one.kind}`, one.kind)],
          ...(one.kind === 'station'
            ? ([
                [t('supplier.stationKind'), lookup('console', `stationKind.${one.stationKind}`, '—')],
                [t('supplier.level'), lookup('console', `supplierLevel.${one.level}`, '—')],
              ] satisfies [string, ReactNode][])
            : []),
          [t('supplier.place'), `${one.divisionName} · ${lookup('console', `region.${one.region}`, '—')}`],
          [t('supplier.host'), one.host ?? '—'],
          [t('supplier.covers'), one.covers.map(province).join('、') || '—'],
          [t('supplier.staffCount'), <Num key="staff" value={one.staffCount} />],
          [t('supplier.contact'), [one.contactName, one.contactPhone].filter(Boolean).join(' ') || '—'],
          [t('supplier.agreement'), one.agreementNo ?? '—'],
          [t('supplier.term'), term],
          [t('supplier.licence'), one.licenceNo ?? '—'],
          [
            t('supplier.licenceUntil'),
            <span key="licence">
              <Day value={one.licenceUntil} /> <PaperEnd until={one.licenceUntil} notice={one.remindDays} />
            </span>,
          ],
          [t('supplier.perRun'), <Num key="run" value={one.peoplePerRun} />],
        ]}
      />
    </section>
  );
};

const Switch = ({ one }: { one: Supplier }): ReactNode => {
  const t = useT('console');
  const ask = useAsk();
  const turn = useAct(() => supply.changeSupplier(one.id, one.version, { active: !one.active }), {
    done: t(one.active ? 'supplier.isOff' : 'supplier.isOn'),
    renew: ['suppliers', 'batches'],
  });
  const go = async (): Promise<void> => {
    const title = t(one.active ? 'supplier.offTitle' : 'supplier.onTitle', { name: one.name });
    const sure = await ask({
      title,
      consequence: t(one.active ? 'supplier.offWhat' : 'supplier.onWhat'),
      ok: t(one.active ? 'supplier.off' : 'supplier.on'),
      danger: one.active,
    });
    if (sure) turn.mutate();
  };
  return (
    <Button danger={one.active} loading={turn.isPending} onClick={() => void go()}>
      {t(one.active ? 'supplier.off' : 'supplier.on')}
    </Button>
  );
};

const Accounts = ({ one }: { one: Supplier }): ReactNode => {
  const t = useT('console');
  const [adding, setAdding] = useState(false);
  const { data } = useQuery({ queryKey: ['suppliers', one.id, 'people'], queryFn: () => supply.people(one.id) });
  return (
    <Section title={t('supplier.accounts')} extra={<Button onClick={() => setAdding(true)}>{t('supplier.addPerson')}</Button>}>
      {data?.length ? (
        <ul className="plain-list">
          {data.map(({ userId, name }) => (
            <li key={userId}>{name}</li>
          ))}
        </ul>
      ) : (
        <p className="faint">{t('supplier.noAccounts')}</p>
      )}
      <NewSupplierPerson supplier={adding ? one : undefined} close={() => setAdding(false)} />
    </Section>
  );
};

/** One supplier: where it is and for whom, what was agreed with it, how long its papers hold, who acts for it. */
export const SupplierPage = (): ReactNode => {
  const t = useT('console');
  const manage = may(useMe(), 'supply.manage');
  const { id = '' } = useParams({ strict: false });
  const [editing, setEditing] = useState(false);
  const { data: one, error, refetch } = useQuery({ queryKey: ['suppliers', id], queryFn: () => supply.supplier(id) });
  if (error && !one)
    return (
      <div className="page">
        <Trouble error={error} retry={() => void refetch()} />
      </div>
    );
  if (!one) return <PageLoading />;
  return (
    <Page
      narrow
      title={one.name}
      back={{ to: '/suppliers', label: t('menu.suppliers') }}
      intro={one.active ? null : <span className="tag bad">{t('supplier.isOff')}</span>}
      actions={
        <>
          <Link to="/batches" search={{ supplier: one.id }}>
            {t('menu.batches')}
          </Link>
          {manage && !editing ? <Button onClick={() => setEditing(true)}>{t('supplier.edit')}</Button> : null}
          {manage ? <Switch one={one} /> : null}
        </>
      }
    >
      {editing ? <SupplierEdit key={one.version} one={one} close={() => setEditing(false)} /> : <SupplierFacts one={one} />}
      {manage ? <Accounts one={one} /> : null}
    </Page>
  );
};
