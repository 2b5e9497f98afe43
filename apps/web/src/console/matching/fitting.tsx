import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { matching } from '../../api/console';
import type { FittingNeed } from '../../api/types';
import { useT } from '../../i18n';
import { useAddress } from '../kit/address';
import { Day, Wage } from '../kit/bits';
import { Empty, Page } from '../kit/page';
import { Loaded } from '../kit/page-states';
import { useAct } from '../kit/use-act';
import { useAskPromise } from './ask-promise';
import { Reasons } from './proposals';

const Card = ({ one, batchId }: { one: FittingNeed; batchId: string }): ReactNode => {
  const t = useT('console');
  const askPromise = useAskPromise();
  const promise = useAct((people: number) => matching.promiseOf(one.needId, batchId, people), {
    done: ({ people }) => t('proposal.promised', { n: people }),
    renew: ['fitting', 'promises', 'batches'],
  });
  const go = async (): Promise<void> => {
    const people = await askPromise(one);
    if (people !== null) promise.mutate(people);
  };
  return (
    <article className="card proposal">
      <div>
        <h2>
          <a href={`/post/${one.needId}`}>{one.needTitle}</a>
        </h2>
        <p className="faint">{one.enterpriseName}</p>
        <p className="proposal-facts">
          <Wage from={one.wageFromYuan} to={one.wageToYuan} />
          {one.startBy ? (
            <span>
              {t('proposal.startBy')} <Day value={one.startBy} />
            </span>
          ) : null}
        </p>
        <Reasons proposal={one} />
      </div>
      <div className="proposal-act">
        <Button type="primary" block loading={promise.isPending} onClick={() => void go()}>
          {t('fitting.promise', { n: one.people })}
        </Button>
        <p className="faint">{t('proposal.promiseHelp')}</p>
      </div>
    </article>
  );
};

/** Between runs: where people of one batch could go now. */
export const FittingPage = (): ReactNode => {
  const t = useT('console');
  const { id = '' } = useParams({ strict: false });
  const { at } = useAddress();
  const query = useQuery({ queryKey: ['fitting', id], queryFn: () => matching.fitting(id) });
  return (
    <Loaded of={query}>
      {(data) => (
        <Page
          title={t('fitting.title')}
          intro={
            <>
              {at['what'] ? <b>{t('fitting.for', { what: at['what'], n: at['n'] ?? '' })} · </b> : null}
              {t('fitting.intro')}
            </>
          }
          back={{ to: '/batches', label: t('menu.batches') }}
        >
          {data.length === 0 ? <Empty title={t('fitting.empty')} help={t('fitting.emptyHelp')} /> : null}
          <div className="stack">
            {data.map((one) => (
              <Card key={one.needId} one={one} batchId={id} />
            ))}
          </div>
        </Page>
      )}
    </Loaded>
  );
};
