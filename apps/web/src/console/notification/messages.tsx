import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { messages } from '../../api/console';
import type { Message } from '../../api/types';
import { useT } from '../../i18n';
import { useAskEvery } from '../frame/live';
import { useAddress } from '../kit/address';
import { Moment } from '../kit/bits';
import { Empty, Page } from '../kit/page';
import { Trouble } from '../kit/page-states';
import { useAct } from '../kit/use-act';

const One = ({ message }: { message: Message }): ReactNode => {
  const t = useT('console');
  const read = useAct(() => messages.read(message.id), { renew: ['messages', 'me'] });
  const link = message.link?.replace(/^\/console/, '');
  return (
    <li className={message.readAt ? '' : 'unread'}>
      <div>
        <h2>
          {message.readAt ? null : <span className="unread-dot" aria-label={t('message.unread')} role="img" />}
          {message.title}
        </h2>
        <p>{message.body}</p>
        <p className="faint">
          <Moment value={message.createdAt} />
        </p>
      </div>
      <div className="row">
        {link ? (
          <Link to={link} onClick={() => (message.readAt ? undefined : read.mutate())}>
            {t('message.open')}
          </Link>
        ) : null}
        {message.readAt ? null : (
          <Button loading={read.isPending} onClick={() => read.mutate()}>
            {t('message.read')}
          </Button>
        )}
      </div>
    </li>
  );
};

export const MessagesPage = (): ReactNode => {
  const t = useT('console');
  const { at, change } = useAddress();
  const readAll = useAct(messages.readAll, { renew: ['messages'] });
  const refetchInterval = useAskEvery(30_000);
  const { data, error, refetch } = useQuery({
    queryKey: ['messages', at],
    queryFn: () => messages.list({ cursor: at['cursor'], limit: 25 }),
    refetchInterval,
  });
  return (
    <Page
      title={t('menu.messages')}
      narrow
      actions={
        data?.items.some((message) => !message.readAt) ? (
          <Button loading={readAll.isPending} onClick={() => readAll.mutate()}>
            {t('message.readAll')}
          </Button>
        ) : null
      }
    >
      {error && !data ? <Trouble error={error} retry={() => void refetch()} /> : null}
      {data?.items.length === 0 ? <Empty title={t('message.empty')} help={t('message.emptyHelp')} /> : null}
      <ul className="messages">
        {data?.items.map((message) => (
          <One key={message.id} message={message} />
        ))}
      </ul>
      {data?.next ? (
        <p>
          <Button onClick={() => change({ cursor: data.next ?? undefined }, true)}>{t('list.next')}</Button>
        </p>
      ) : null}
    </Page>
  );
};
