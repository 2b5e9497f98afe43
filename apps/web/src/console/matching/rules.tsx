import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { matching } from '../../api/console';
import type { MatchingRule } from '../../api/types';
import { useT } from '../../i18n';
import { useAddress } from '../kit/address';
import { Moment } from '../kit/bits';
import { DataTable, type Column } from '../kit/data-table';
import { Empty, Page } from '../kit/page';
import { useAct } from '../kit/use-act';
import { may, useMe } from '../kit/use-me';

const Lift = ({ rule }: { rule: MatchingRule }): ReactNode => {
  const t = useT('console');
  const lift = useAct(() => matching.liftRule(rule.id), { done: t('run.ruleLifted'), renew: ['rules', 'proposals'] });
  return (
    <Button loading={lift.isPending} onClick={() => lift.mutate()} aria-label={`${t('run.lift')} ${rule.needTitle}`}>
      {t('run.lift')}
    </Button>
  );
};

/** Pairs that every run keeps together or apart. */
export const RulesPage = (): ReactNode => {
  const t = useT('console');
  const me = useMe();
  const { at } = useAddress();
  const query = useQuery({
    queryKey: ['rules', at],
    queryFn: () => matching.rules({ cursor: at['cursor'], limit: 20 }),
    placeholderData: keepPreviousData,
  });
  const columns: Column<MatchingRule>[] = [
    {
      key: 'need',
      title: t('promise.need'),
      main: true,
      cell: (rule) => (
        <>
          <Link to="/needs/$id" params={{ id: rule.needId }}>
            {rule.needTitle}
          </Link>
          <small>{rule.enterpriseName}</small>
        </>
      ),
    },
    {
      key: 'supplier',
      title: t('promise.supplier'),
      cell: (rule) => (
        <span>
          {rule.supplierName}
          <small>{rule.batchTitle}</small>
        </span>
      ),
    },
    {
      key: 'kind',
      title: t('rule.kind'),
      cell: (rule) => <span className={`tag ${rule.kind === 'lock' ? 'good' : 'bad'}`}>{t(`rule.${rule.kind}`)}</span>,
    },
    {
      key: 'since',
      title: t('rule.since'),
      cell: (rule) => (
        <span>
          <Moment value={rule.createdAt} />
          <small>{rule.createdByName}</small>
        </span>
      ),
    },
    ...(may(me, 'matching.run') ? [{ key: 'act', title: '', cell: (rule: MatchingRule) => <Lift rule={rule} /> }] : []),
  ];
  return (
    <Page title={t('menu.rules')} intro={t('rule.intro')} back={{ to: '/runs', label: t('menu.runs') }}>
      <DataTable
        caption={t('menu.rules')}
        columns={columns}
        query={query}
        rowKey={(rule) => rule.id}
        empty={<Empty title={t('rule.empty')} help={t('rule.emptyHelp')} />}
      />
    </Page>
  );
};
