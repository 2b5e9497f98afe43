import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { enterprises, registrations } from '../../api/console';
import type { Registration } from '../../api/types';
import { useT } from '../../i18n';
import { useAddress } from '../kit/address';
import { useAsk } from '../kit/ask';
import { Moment, StateTag } from '../kit/bits';
import { DataTable, type Column } from '../kit/data-table';
import { EnterpriseLink } from '../kit/enterprise-link';
import { NodeName } from '../kit/node';
import { Empty, Page } from '../kit/page';
import { Toolbar, type Filter } from '../kit/toolbar';
import { useAct } from '../kit/use-act';
import { Papers } from './papers';

const Decide = ({ one }: { one: Registration }): ReactNode => {
  const t = useT('console');
  const ask = useAsk();
  const approve = useAct(() => registrations.approve(one.id), {
    done: t('registration.approved', { who: one.applicant }),
    renew: ['registrations', 'enterprises'],
  });
  const refuse = useAct((reason: string) => registrations.refuse(one.id, reason), {
    done: t('registration.refused'),
    renew: ['registrations'],
  });
  if (one.state !== 'pending') return null;
  const yes = async (): Promise<void> => {
    if (
      await ask({
        title: t('registration.approveTitle', { who: one.applicant, enterprise: one.enterpriseName }),
        consequence: t('registration.approveWhat'),
        ok: t('registration.approve'),
      })
    )
      approve.mutate();
  };
  const no = async (): Promise<void> => {
    const answer = await ask({
      title: t('registration.refuseTitle', { who: one.applicant }),
      consequence: t('registration.refuseWhat'),
      ok: t('registration.refuse'),
      danger: true,
      reason: { label: t('ask.reasonTold'), required: true },
    });
    if (answer) refuse.mutate(answer.reason);
  };
  return (
    <span className="row">
      <Button type="primary" loading={approve.isPending} onClick={() => void yes()}>
        {t('registration.approve')}
      </Button>
      <Button loading={refuse.isPending} onClick={() => void no()}>
        {t('registration.refuse')}
      </Button>
    </span>
  );
};

/** The enterprises that one acts for: who else does, and how large they are. */
const OwnEnterprises = (): ReactNode => {
  const { data } = useQuery({ queryKey: ['enterprises', 'mine'], queryFn: enterprises.mine });
  return (
    <p className="row">
      {data?.map((one) => (
        <EnterpriseLink key={one.id} id={one.id} name={one.name} />
      ))}
    </p>
  );
};

const List = ({ bureau }: { bureau: boolean }): ReactNode => {
  const t = useT('console');
  const { at } = useAddress();
  const found = { state: at['state'] ?? 'pending' };
  const query = useQuery({
    queryKey: ['registrations', at],
    queryFn: () => registrations.list({ ...found, cursor: at['cursor'], limit: 25 }),
    placeholderData: keepPreviousData,
  });
  const columns: Column<Registration>[] = [
    {
      key: 'who',
      title: t('registration.who'),
      main: true,
      cell: (one) => (
        <>
          {one.applicant}
          <small>{one.position ?? ''}</small>
        </>
      ),
    },
    ...(bureau
      ? [
          {
            key: 'enterprise',
            title: t('needs.enterprise'),
            cell: (one: Registration) => (
              <span>
                <EnterpriseLink id={one.enterpriseId} name={one.enterpriseName} />
                {one.knownAs === one.enterpriseName ? null : <small>{t('registration.knownAs', { name: one.knownAs })}</small>}
                <small className="num">{one.creditCode}</small>
              </span>
            ),
          },
          { key: 'node', title: t('registration.office'), cell: (one: Registration) => <NodeName id={one.nodeId} /> },
          { key: 'papers', title: t('register.papers'), cell: (one: Registration) => <Papers one={one} /> },
        ]
      : []),
    { key: 'at', title: t('registration.at'), sort: (one) => one.createdAt, cell: (one) => <Moment value={one.createdAt} /> },
    {
      key: 'state',
      title: t('needs.state'),
      cell: (one) => (
        <span>
          <StateTag kind="registration" state={one.state} />
          {one.reason ? <small>{one.reason}</small> : null}
        </span>
      ),
    },
    { key: 'act', title: '', cell: (one) => <Decide one={one} /> },
  ];
  const states: Filter = {
    name: 'state',
    label: t('needs.state'),
    options: (['pending', 'active', 'refused', 'left'] as const).map((state) => ({
      value: state === 'pending' ? '' : state,
      label: t(`state.registration.${state}`),
    })),
  };
  return (
    <Page
      title={t(bureau ? 'menu.registrations' : 'menu.colleagues')}
      intro={t(bureau ? 'registration.introBureau' : 'registration.introOwn')}
    >
      {bureau ? null : <OwnEnterprises />}
      <Toolbar filters={[states]} />
      <DataTable
        caption={t('menu.registrations')}
        columns={columns}
        take={() => registrations.take(found)}
        query={query}
        rowKey={(one) => one.id}
        empty={<Empty title={t('registration.empty')} help={t(bureau ? 'registration.emptyBureau' : 'registration.emptyOwn')} />}
      />
    </Page>
  );
};

export const RegistrationsPage = (): ReactNode => <List bureau />;
export const ColleaguesPage = (): ReactNode => <List bureau={false} />;
