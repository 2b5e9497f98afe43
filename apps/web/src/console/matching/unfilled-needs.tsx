import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { useState, type ReactNode } from 'react';
import { matching } from '../../api/console';
import type { MatchingRun, Unfilled } from '../../api/types';
import { lookup, useLanguage, useT } from '../../i18n';
import { useAddress } from '../kit/address';
import { adviceWords } from './need-advice';
import { Section } from '../kit/page';
import { Trouble } from '../kit/page-states';
import { TakeAlong } from '../kit/take-along';

const Advice = ({ one }: { one: Unfilled }): ReactNode => {
  useLanguage();
  return one.advice.length ? (
    <ul className="reason-list">
      {one.advice.map((advice) => (
        <li key={advice.change.kind}>{adviceWords(advice)}</li>
      ))}
    </ul>
  ) : (
    <>—</>
  );
};

/** Needs that the run left short, the reason, and which change of one step would help. */
export const UnfilledNeeds = ({ run }: { run: MatchingRun }): ReactNode => {
  const t = useT('console');
  const { at, change } = useAddress();
  const reason = run.unfilled.find((one) => one.reason === at['reason'])?.reason;
  const [{ of, cursors }, setPage] = useState<{ of: string | undefined; cursors: string[] }>({ of: reason, cursors: [] });
  const setCursors = (next: string[]): void => setPage({ of: reason, cursors: next });
  // Another reason starts again at the first page.
  if (of !== reason) setCursors([]);
  const cursor = cursors.at(-1);
  const { data, error, refetch } = useQuery({
    queryKey: ['runs', run.id, 'unfilled', reason, cursor],
    queryFn: () => matching.unfilled(run.id, { reason, cursor, limit: 20 }),
    placeholderData: keepPreviousData,
  });
  if (error) return <Trouble error={error} retry={() => void refetch()} />;
  if (!data?.items.length) return null;
  const next = data.next;
  return (
    <Section
      id="unfilled"
      title={reason ? t('run.unfilledNeedsOf', { reason: lookup('console', `unfilled.${reason}`, reason) }) : t('run.unfilledNeeds')}
      extra={reason ? <Button onClick={() => change({ reason: undefined })}>{t('run.allReasons')}</Button> : null}
    >
      <div className="table-box">
        <table className="table" role="table">
          <caption className="visually-hidden">{t('run.unfilledNeeds')}</caption>
          <thead role="rowgroup">
            <tr role="row">
              {[t('promise.need'), t('needs.shortage'), t('run.reason'), t('run.advice')].map((title) => (
                <th key={title} scope="col" role="columnheader">
                  {title}
                </th>
              ))}
            </tr>
          </thead>
          <tbody role="rowgroup">
            {data.items.map((one) => (
              <tr role="row" key={one.needId}>
                <th scope="row" role="rowheader">
                  <Link to="/needs/$id" params={{ id: one.needId }}>
                    {one.needTitle}
                  </Link>
                  <small>{one.enterpriseName}</small>
                </th>
                <td role="cell" data-label={t('needs.shortage')} className="num">
                  {one.people}
                </td>
                <td role="cell" data-label={t('run.reason')}>
                  {lookup('console', `unfilled.${one.reason}`, one.text)}
                </td>
                <td role="cell" data-label={t('run.advice')}>
                  <Advice one={one} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <div className="table-foot">
        <TakeAlong name={t('run.unfilledNeeds')} take={() => matching.takeUnfilled(run.id, { reason })} />
        <div className="pager">
          {cursors.length ? <Button onClick={() => setCursors(cursors.slice(0, -1))}>{t('list.previous')}</Button> : null}
          {next ? <Button onClick={() => setCursors([...cursors, next])}>{t('list.next')}</Button> : null}
        </div>
      </div>
    </Section>
  );
};
