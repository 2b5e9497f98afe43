import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { retention } from '../../api/console';
import type { Retention } from '../../api/types';
import { todayPlus } from '../../lib/format';
import { useT } from '../../i18n';
import { useAddress } from '../kit/address';
import { Day } from '../kit/bits';
import { DataTable, type Column } from '../kit/data-table';
import { Empty, Page } from '../kit/page';
import { Toolbar, type Filter } from '../kit/toolbar';
import { may, sideOf, useMe } from '../kit/use-me';
import { Phone } from './phone';
import { AllThere, AskThem, RetentionAnswerButtons } from './retention-answer';

const due = () => ({ open: true, dueBy: todayPlus() }) as const;
const filterOf = (which: string | undefined) =>
  which === 'all' ? {} : which === 'coming' ? { open: true } : which === 'late' ? { late: true } : due();

/** Checks after 30, 90 and 180 days: those that are due first; the enterprise and the bureau answer, the station looks on. */
export const RetentionPage = (): ReactNode => {
  const t = useT('console');
  const me = useMe();
  const side = sideOf(me);
  const { at } = useAddress();
  const found = { ...filterOf(at['which']), enterprise: at['enterprise'] };
  const query = useQuery({
    queryKey: ['retention', at],
    queryFn: () => retention.list({ ...found, cursor: at['cursor'], limit: 25 }),
    placeholderData: keepPreviousData,
  });
  const columns: Column<Retention>[] = [
    {
      key: 'person',
      title: t('retention.person'),
      main: true,
      cell: (one) => (
        <>
          {one.name ?? t('retention.forgotten')}
          {one.phone ? (
            <>
              {' '}
              <Phone number={one.phone} name={one.name} />
            </>
          ) : null}
          <small>
            {[side === 'enterprise' ? null : one.enterpriseName, side === 'supplier' ? null : one.supplierName].filter(Boolean).join(' · ')}
          </small>
        </>
      ),
    },
    {
      key: 'days',
      title: t('retention.due'),
      cell: (one) => (
        <span>
          {t('retention.days', { n: one.days })}{' '}
          <small>
            <Day value={one.dueOn} />
          </small>
        </span>
      ),
    },
    {
      key: 'says',
      title: t('retention.says'),
      cell: (one) => (
        <span>
          {one.leaving ? t(`leaving.${one.leaving}`) : t(`retention.${one.employerSays ?? 'open'}`)}
          {one.reason ? <small>{one.reason}</small> : null}
          {one.turn ? (
            <small className={one.turn === 'liaison' ? 'tag bad' : undefined}>
              {t(`retention.turn_${one.turn}`)} <Day value={one.answerBy} />
            </small>
          ) : null}
        </span>
      ),
    },
    {
      key: 'others',
      title: t('retention.others'),
      cell: (one) => (
        <span>
          {t('retention.insurance')}：{one.insuranceSays ? t(`retention.${one.insuranceSays}`) : '—'}
          {one.insuredMonths > 0 ? <small>{t('retention.months', { n: one.insuredMonths })}</small> : null}
          <small>
            {t('retention.worker')}：{one.workerSays ? t(`retention.${one.workerSays}`) : '—'}
          </small>
        </span>
      ),
    },
    ...(may(me, 'dispatch.retention') || may(me, 'dispatch.retention_link')
      ? [
          {
            key: 'act',
            title: '',
            cell: (one: Retention) => (
              <span className="row">
                {may(me, 'dispatch.retention') ? <RetentionAnswerButtons check={one} /> : null}
                {may(me, 'dispatch.retention_link') ? <AskThem check={one} /> : null}
              </span>
            ),
          },
        ]
      : []),
  ];
  const which: Filter = {
    name: 'which',
    label: t('retention.which'),
    options: [
      { value: '', label: t('retention.dueNow') },
      { value: 'late', label: t('retention.late') },
      { value: 'coming', label: t('retention.coming') },
      { value: 'all', label: t('retention.all') },
    ],
  };
  const own = side === 'enterprise' ? 'enterprise' : side === 'supplier' ? 'supplier' : 'bureau';
  return (
    <Page
      title={t('menu.retention')}
      intro={t(`retention.intro_${own}`)}
      actions={
        <>
          <Link to="/results/retention">{t('curve.title')}</Link>
          {side === 'bureau' ? <Link to="/late-follow-ups">{t('late.title')}</Link> : null}
          {may(me, 'dispatch.insurance') ? <Link to="/insurance-months">{t('insurance.title')}</Link> : null}
        </>
      }
    >
      <Toolbar filters={[which]} />
      {may(me, 'dispatch.retention') ? <AllThere checks={query.data?.items ?? []} /> : null}
      <DataTable
        caption={t('menu.retention')}
        columns={columns}
        take={() => retention.take(found)}
        query={query}
        rowKey={(one) => one.id}
        empty={<Empty title={t('retention.empty')} help={t('retention.emptyHelp')} />}
      />
    </Page>
  );
};

/** How many checks are due and not answered. */
export const useDueRetention = (enabled = true) =>
  useQuery({ queryKey: ['retention', 'due'], queryFn: () => retention.count(due()), enabled });

/** On the page where somebody starts: nothing while no check is due. */
export const RetentionReminder = (): ReactNode => {
  const t = useT('console');
  const { data } = useDueRetention();
  if (!data?.count) return null;
  return (
    <p className="notice">
      <Link to="/retention">{t(data.more ? 'retention.reminderMore' : 'retention.reminder', { n: data.count })}</Link>
    </p>
  );
};
