import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import { Button } from 'antd';
import { useState, type ReactNode } from 'react';
import { hooks } from '../../api/hooks';
import type { Dispatch, Webhook, WebhookSecret } from '../../api/types';
import { useLanguage, useT } from '../../i18n';
import { useAddress } from '../kit/address';
import { useAsk } from '../kit/ask';
import { Moment, StateTag } from '../kit/bits';
import { DataTable, type Column } from '../kit/data-table';
import { Empty, Page, Section } from '../kit/page';
import { PageLoading, Trouble } from '../kit/page-states';
import { Toolbar, type Filter } from '../kit/toolbar';
import { useAct } from '../kit/use-act';
import { EditHook, Secret } from './hook-form';
import { hookFault, hostOf, kindText } from './hook-words';

const RENEW = ['webhooks', 'webhook', 'dispatches'];

const Steps = ({ one }: { one: Webhook }): ReactNode => {
  const t = useT('console');
  const ask = useAsk();
  const go = useNavigate();
  const [made, setMade] = useState<WebhookSecret>();
  const { id, name, url, kinds, version } = one;
  const next = one.state === 'active' ? 'off' : 'active';
  const turn = useAct(() => hooks.change(id, { name, url, kinds, state: next, version }), {
    done: t(`webhook.done.${next}`),
    renew: RENEW,
  });
  const renew = useAct(() => hooks.changeSecret(id, version), { renew: RENEW, then: setMade });
  const remove = useAct(() => hooks.remove(id), {
    done: t('webhook.removed'),
    renew: ['webhooks'],
    then: () => void go({ to: '/webhooks' }),
  });
  const changeSecret = async (): Promise<void> => {
    if (await ask({ title: t('webhook.renewTitle'), consequence: t('webhook.renewWhat'), ok: t('webhook.renew') })) renew.mutate();
  };
  const end = async (): Promise<void> => {
    const asked = {
      title: t('webhook.removeTitle', { name }),
      consequence: t('webhook.removeWhat'),
      ok: t('webhook.remove'),
      danger: true,
    };
    if (await ask(asked)) remove.mutate();
  };
  return (
    <>
      <EditHook one={one} />
      <Button loading={turn.isPending} onClick={() => turn.mutate()}>
        {t(`webhook.turn.${next}`)}
      </Button>
      <Button loading={renew.isPending} onClick={() => void changeSecret()}>
        {t('webhook.renew')}
      </Button>
      <Button danger loading={remove.isPending} onClick={() => void end()}>
        {t('webhook.remove')}
      </Button>
      {made ? <Secret made={made} close={() => setMade(undefined)} /> : null}
    </>
  );
};

const Facts = ({ one }: { one: Webhook }): ReactNode => {
  const t = useT('console');
  useLanguage();
  return (
    <>
      <p>
        <StateTag kind="webhook" state={one.state} /> <code translate="no">{hostOf(one.url)}</code>
      </p>
      {one.gaveUpAt ? (
        <p role="status">
          {t('webhook.gaveUp', { n: one.failures })} <Moment value={one.gaveUpAt} />
        </p>
      ) : null}
      {one.earlierUntil ? (
        <p className="faint">
          {t('webhook.earlier')} <Moment value={one.earlierUntil} />
        </p>
      ) : null}
      <p className="faint">{one.kinds.map(kindText).join('、')}</p>
    </>
  );
};

const Again = ({ hook, one }: { hook: Webhook; one?: Dispatch }): ReactNode => {
  const t = useT('console');
  const send = useAct(() => hooks.again(hook.id, one ? { dispatchId: one.id } : {}), { done: t('delivery.again'), renew: RENEW });
  if (hook.state !== 'active' || (one && one.state !== 'failed')) return null;
  return (
    <Button loading={send.isPending} onClick={() => send.mutate()}>
      {t(one ? 'delivery.resend' : 'webhook.againAll')}
    </Button>
  );
};

const Log = ({ hook }: { hook: Webhook }): ReactNode => {
  const t = useT('console');
  const { at } = useAddress();
  const query = useQuery({
    queryKey: ['dispatches', hook.id, at],
    queryFn: () => hooks.dispatches(hook.id, { state: at['state'], cursor: at['cursor'], limit: 25 }),
    placeholderData: keepPreviousData,
    refetchInterval: 5_000,
  });
  const columns: Column<Dispatch>[] = [
    { key: 'kind', title: t('webhook.event'), main: true, cell: (one) => kindText(one.kind) },
    { key: 'at', title: t('job.created'), cell: (one) => <Moment value={one.triedAt ?? one.createdAt} /> },
    { key: 'attempts', title: t('job.attempts'), numeric: true, cell: (one) => one.attempts },
    {
      key: 'state',
      title: t('needs.state'),
      cell: (one) => (
        <span>
          <StateTag kind="dispatch" state={one.state} />
          {one.lastError ? <small>{hookFault(one.lastError)}</small> : null}
        </span>
      ),
    },
    { key: 'act', title: '', cell: (one) => <Again hook={hook} one={one} /> },
  ];
  const states: Filter = {
    name: 'state',
    label: t('needs.state'),
    options: [
      { value: '', label: t('list.all') },
      ...(['queued', 'sent', 'failed'] as const).map((state) => ({ value: state, label: t(`state.dispatch.${state}`) })),
    ],
  };
  return (
    <Section title={t('webhook.log')} extra={<Again hook={hook} />}>
      <Toolbar filters={[states]} />
      <DataTable
        caption={t('webhook.log')}
        columns={columns}
        query={query}
        rowKey={(one) => one.id}
        empty={<Empty title={t('webhook.logEmpty')} />}
      />
    </Section>
  );
};

/** One connected system: what it is told, its secret, and what it took. */
export const WebhookPage = (): ReactNode => {
  const t = useT('console');
  const { id = '' } = useParams({ strict: false });
  const query = useQuery({ queryKey: ['webhook', id], queryFn: () => hooks.get(id) });
  const back = { to: '/webhooks', label: t('webhook.title') };
  if (!query.data)
    return (
      <Page title={t('webhook.title')} back={back}>
        {query.error ? <Trouble error={query.error} /> : <PageLoading />}
      </Page>
    );
  return (
    <Page title={query.data.name} back={back} actions={<Steps one={query.data} />}>
      <Facts one={query.data} />
      <Log hook={query.data} />
    </Page>
  );
};
