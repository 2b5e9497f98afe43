import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { Button } from 'antd';
import { useState, type ReactNode } from 'react';
import { enterprises } from '../../api/console';
import type { Enterprise } from '../../api/types';
import { lookup, useT } from '../../i18n';
import { useAddress } from '../kit/address';
import { Num, StateTag } from '../kit/bits';
import { NodeName } from '../kit/node';
import { Facts, Page } from '../kit/page';
import { PageLoading, Trouble } from '../kit/page-states';
import { may, sideOf, useMe } from '../kit/use-me';
import { EditEnterprise, EditSize } from './enterprise-form';
import {
  EnterpriseBooths,
  EnterpriseHistoryList,
  EnterpriseMessages,
  EnterpriseNeeds,
  EnterprisePeople,
  EnterprisePromises,
  EnterpriseTaken,
} from './enterprise-lists';

const tabs = ['people', 'needs', 'promises', 'taken', 'booths', 'history', 'messages'] as const;
type Tab = (typeof tabs)[number];

/** What each list asks for; the server decides about this enterprise. */
const asks: Record<Tab, string> = {
  people: 'enterprise.read',
  needs: 'need.read',
  promises: 'dispatch.read',
  taken: 'dispatch.retention_read',
  booths: 'fair.booths',
  history: 'enterprise.history',
  messages: 'enterprise.messages',
};

const lists: Record<Tab, (id: string, office: boolean) => ReactNode> = {
  people: (id, office) => <EnterprisePeople id={id} office={office} />,
  needs: (id) => <EnterpriseNeeds id={id} />,
  promises: (id) => <EnterprisePromises id={id} />,
  taken: (id) => <EnterpriseTaken id={id} />,
  booths: (id) => <EnterpriseBooths id={id} />,
  history: (id) => <EnterpriseHistoryList id={id} />,
  messages: (id) => <EnterpriseMessages id={id} />,
};

const Known = ({ one }: { one: Enterprise }): ReactNode => {
  const t = useT('console');
  return (
    <Facts
      items={[
        [
          t('register.creditCode'),
          <span key="code" className="num" translate="no">
            {one.creditCode ?? t('enterprise.noCode')}
          </span>,
        ],
        [t('place.label'), <NodeName key="node" id={one.nodeId} />],
        [t('enterprise.size'), one.sizeClass ? lookup('console', `size.${one.sizeClass}`, one.sizeClass) : null],
        [t('enterprise.employees'), <Num key="employees" value={one.employees} />],
        [
          t('enterprise.marks'),
          [one.isKey ? t('enterprise.key') : '', one.aboveScale ? t('enterprise.aboveScale') : ''].filter(Boolean).join('、') || null,
        ],
      ]}
    />
  );
};

const Edit = ({ one, office }: { one: Enterprise; office: boolean }): ReactNode => {
  const t = useT('console');
  const [editing, setEditing] = useState<'name' | 'size'>();
  const close = (): void => setEditing(undefined);
  return (
    <>
      {office ? <Button onClick={() => setEditing('name')}>{t('enterprise.editName')}</Button> : null}
      <Button onClick={() => setEditing('size')}>{t('enterprise.editSize')}</Button>
      <EditEnterprise one={editing === 'name' ? one : undefined} close={close} />
      <EditSize one={editing === 'size' ? one : undefined} close={close} />
    </>
  );
};

/** One enterprise: what is known of it, who acts for it, and all that hangs on it. */
export const EnterprisePage = (): ReactNode => {
  const t = useT('console');
  const me = useMe();
  const { id = '' } = useParams({ strict: false });
  const { at, change } = useAddress();
  const { data: one, error, refetch } = useQuery({ queryKey: ['enterprises', id], queryFn: () => enterprises.one(id) });
  if (error && !one)
    return (
      <div className="page">
        <Trouble error={error} retry={() => void refetch()} />
      </div>
    );
  if (!one) return <PageLoading />;
  const bureau = sideOf(me) === 'bureau';
  const shown = tabs.filter((tab) => may(me, asks[tab]));
  const now = shown.find((tab) => tab === at['tab']) ?? 'people';
  return (
    <Page
      title={one.name}
      back={bureau ? { to: '/enterprises', label: t('menu.enterprises') } : { to: '/colleagues', label: t('menu.colleagues') }}
      intro={<StateTag kind="enterprise" state={one.state} />}
      actions={may(me, 'enterprise.edit_size') ? <Edit one={one} office={may(me, 'enterprise.edit')} /> : null}
    >
      <Known one={one} />
      {bureau ? null : (
        <p className="faint">
          {t('enterprise.peopleHelp')} <Link to="/colleagues">{t('menu.colleagues')}</Link>
        </p>
      )}
      <nav className="actions section" aria-label={one.name}>
        {shown.map((tab) => (
          <Button
            key={tab}
            type={tab === now ? 'primary' : 'text'}
            aria-current={tab === now ? 'page' : undefined}
            onClick={() => change({ tab })}
          >
            {t(`enterprise.tab.${tab}`)}
          </Button>
        ))}
      </nav>
      {lists[now](id, bureau && may(me, 'registration.decide'))}
    </Page>
  );
};
