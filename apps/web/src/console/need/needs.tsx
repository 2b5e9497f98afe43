import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { needs } from '../../api/console';
import type { Need } from '../../api/types';
import { lookup, useT } from '../../i18n';
import { RetentionReminder } from '../dispatch/retention';
import { useAddress } from '../kit/address';
import { Day, Level, Live, Num, Places, StateTag, Wage } from '../kit/bits';
import { DataTable, type Column } from '../kit/data-table';
import { EnterpriseLink } from '../kit/enterprise-link';
import { NodeName, useNodeFilter } from '../kit/node';
import { Empty, Page } from '../kit/page';
import { Toolbar, type Filter } from '../kit/toolbar';
import { may, sideOf, useMe } from '../kit/use-me';
import { SurveyBanner } from '../survey/survey-mine';

const NewButton = (): ReactNode => {
  const t = useT('console');
  return (
    <Link to="/needs/new">
      <Button type="primary" tabIndex={-1}>
        {t('needs.new')}
      </Button>
    </Link>
  );
};

const useColumns = (own: boolean): Column<Need>[] => {
  const t = useT('console');
  return [
    {
      key: 'title',
      title: t('needs.title'),
      main: true,
      cell: (need) => (
        <>
          <Link to="/needs/$id" params={{ id: need.id }}>
            {need.title}
          </Link>
          <small>
            {need.occupationName ?? t('needs.noOccupation')} · <Level value={need.skillLevel} />
          </small>
        </>
      ),
    },
    ...(own
      ? []
      : [
          {
            key: 'enterprise',
            title: t('needs.enterprise'),
            cell: (need: Need) => (
              <span>
                <EnterpriseLink id={need.enterpriseId} name={need.enterpriseName} />
                <small>
                  <NodeName id={need.nodeId} />
                </small>
              </span>
            ),
          },
        ]),
    {
      key: 'shortage',
      title: t('needs.shortage'),
      sort: (need) => need.shortage,
      numeric: true,
      cell: (need) => (
        <span className="short-number">
          <Num value={need.shortage} />
        </span>
      ),
    },
    { key: 'places', title: t('needs.places'), cell: (need) => <Places need={need} /> },
    {
      key: 'wage',
      title: t('needs.wage'),
      sort: (need) => need.wageToYuan ?? need.wageFromYuan ?? 0,
      cell: (need) => <Wage from={need.wageFromYuan} to={need.wageToYuan} text={need.wageText} />,
    },
    { key: 'confirmed', title: t('needs.confirmed'), sort: (need) => need.confirmedAt, cell: (need) => <Day value={need.confirmedAt} /> },
    {
      key: 'state',
      title: t('needs.state'),
      cell: (need) => (
        <span>
          <StateTag kind="need" state={need.state} />
          {need.figureDoubts.length ? <small>{t('figures.unusual')}</small> : null}
          {need.gaps.length ? (
            <small>{t('needs.gaps', { what: need.gaps.map((gap) => lookup('console', `gap.${gap}`, gap)).join('、') })}</small>
          ) : null}
        </span>
      ),
    },
  ];
};

export const NeedsPage = (): ReactNode => {
  const t = useT('console');
  const me = useMe();
  const own = sideOf(me) === 'enterprise';
  const { at } = useAddress();
  const found = { q: at['q'], state: at['state'], doubtful: at['doubtful'], node: at['node'] };
  const query = useQuery({
    queryKey: ['needs', at],
    queryFn: () => needs.list({ ...found, cursor: at['cursor'], limit: 25 }),
    placeholderData: keepPreviousData,
  });
  const columns = useColumns(own);
  const states: Filter = {
    name: 'state',
    label: t('needs.state'),
    options: [
      { value: '', label: t('list.all') },
      ...(['published', 'checking', 'draft', 'stale', 'filled', 'withdrawn'] as const).map((state) => ({
        value: state,
        label: t(`state.need.${state}`),
      })),
    ],
  };
  const doubtful: Filter = {
    name: 'doubtful',
    label: t('figures.filter'),
    options: [
      { value: '', label: t('list.all') },
      { value: 'true', label: t('figures.unusual') },
    ],
  };
  const node = useNodeFilter();
  return (
    <Page
      title={own ? t('needs.mine') : t('needs.all')}
      intro={<Live />}
      actions={
        may(me, 'need.publish') ? (
          <>
            <Link to="/needs/drafts">{t('drafts.link')}</Link>
            {own ? <NewButton /> : null}
          </>
        ) : null
      }
    >
      {own ? <SurveyBanner /> : null}
      {own ? <RetentionReminder /> : null}
      <Toolbar search={t('needs.search')} filters={own ? [states] : [states, doubtful, node]} />
      <DataTable
        caption={t('needs.all')}
        columns={columns}
        take={() => needs.take(found)}
        query={query}
        rowKey={(need) => need.id}
        empty={
          <Empty
            title={t('needs.empty')}
            help={own ? t('needs.emptyOwn') : t('needs.emptyBureau')}
            action={own ? <NewButton /> : <Link to="/imports">{t('menu.imports')}</Link>}
          />
        }
      />
    </Page>
  );
};
