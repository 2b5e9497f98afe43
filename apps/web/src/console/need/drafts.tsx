import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState, type ReactNode } from 'react';
import { imports, needs } from '../../api/console';
import type { DraftOutcome } from '../../api/types';
import { lookup, useT } from '../../i18n';
import { useAddress } from '../kit/address';
import { useAsk } from '../kit/ask';
import { DataTable } from '../kit/data-table';
import { useNodeFilter } from '../kit/node';
import { Empty, Page } from '../kit/page';
import { Toolbar, type Filter } from '../kit/toolbar';
import { useAct } from '../kit/use-act';
import { may, sideOf, useMe } from '../kit/use-me';
import { useDraftColumns, type Place } from './draft-columns';
import { useDrafts, type Drafts } from './draft-state';

const AT_ONCE = 100;
const GAPS = ['short', 'occupation', 'place', 'contact', 'enterprise', 'creditCode'] as const;

const useFilters = (own: boolean): Filter[] => {
  const t = useT('console');
  const me = useMe();
  const { at } = useAddress();
  const mayImport = may(me, 'need.import');
  const { data } = useQuery({ queryKey: ['imports', 'for-drafts'], queryFn: () => imports.list({ limit: 50 }), enabled: mayImport });
  const lists = (data?.items ?? []).filter(({ id, state, counts }) => id === at['import'] || (state === 'confirmed' && counts.drafts > 0));
  const node = useNodeFilter();
  return [
    {
      name: 'gap',
      label: t('drafts.gap'),
      options: [
        { value: '', label: t('drafts.anyGap') },
        ...GAPS.map((gap) => ({ value: gap, label: lookup('console', `gap.${gap}`, gap) })),
      ],
    },
    ...(lists.length > 0
      ? [
          {
            name: 'import',
            label: t('drafts.import'),
            options: [{ value: '', label: t('drafts.anyImport') }, ...lists.map(({ id, fileName }) => ({ value: id, label: fileName }))],
          },
        ]
      : []),
    ...(own ? [] : [node]),
  ];
};

interface Told {
  saved: number;
  posted: number;
  refused: number;
}

const DOUBTFUL = 'need.figures_doubtful';

/** Asks once about all drafts with a figure out of proportion: they are saved, and published with a yes. */
const useSure = () => {
  const t = useT('console');
  const ask = useAsk();
  return async (doubtful: readonly DraftOutcome[]): Promise<boolean> => {
    const consequence = (
      <ul>
        {doubtful.map(({ id, need, problem }) => (
          <li key={id}>
            {need?.title} {problem?.errors.map(({ message }) => message).join(' ')}
          </li>
        ))}
      </ul>
    );
    return (await ask({ title: t('figures.title'), consequence, ok: t('figures.yes') })) !== null;
  };
};

/** Saves what was typed, a hundred rows at a time. */
const useSave = (drafts: Drafts, told: (result: Told) => void) => {
  const sure = useSure();
  return useAct(
    async (publish: boolean) => {
      const rows = drafts.lines(publish);
      const outcomes: DraftOutcome[] = [];
      for (let i = 0; i < rows.length; i += AT_ONCE) outcomes.push(...(await needs.complete(rows.slice(i, i + AT_ONCE), publish)));
      const doubtful = outcomes.filter(({ problem }) => problem?.code === DOUBTFUL);
      if (doubtful.length === 0 || !(await sure(doubtful))) return outcomes;
      const again = doubtful.flatMap(({ id, need }) => (need ? [{ id, version: need.version, figuresConfirmed: true }] : []));
      const posted = await needs.complete(again, publish);
      return outcomes.map((outcome) => posted.find(({ id }) => id === outcome.id) ?? outcome);
    },
    {
      renew: ['needs'],
      then: (outcomes) => {
        drafts.settle(outcomes);
        const count = (is: (outcome: DraftOutcome) => boolean): number => outcomes.filter(is).length;
        told({
          saved: count(({ problem }) => !problem),
          posted: count(({ need }) => need !== null && need.state !== 'draft'),
          refused: count(({ problem }) => problem !== null),
        });
      },
    },
  );
};

/** Drafts in a table to type into: up and down by keyboard, one value for many rows, each row saved by the rules of a single edit. */
export const DraftsPage = (): ReactNode => {
  const t = useT('console');
  const own = sideOf(useMe()) === 'enterprise';
  const { at, change } = useAddress();
  const drafts = useDrafts();
  const [from, setFrom] = useState<Place>();
  const [told, setTold] = useState<Told>();
  const found = { state: 'draft', gap: at['gap'], node: at['node'], enterprise: at['enterprise'], import: at['import'] };
  const query = useQuery({
    queryKey: ['needs', 'drafts', at],
    queryFn: () => needs.list({ ...found, cursor: at['cursor'], limit: AT_ONCE }),
    placeholderData: keepPreviousData,
    refetchOnWindowFocus: false,
  });
  const items = query.data?.items ?? [];
  const filters = useFilters(own);
  const save = useSave(drafts, setTold);
  const send = (publish: boolean): void => {
    setTold(undefined);
    if (drafts.check(t('drafts.notNumber'))) save.mutate(publish);
  };
  const chosen = Object.keys(drafts.chosen).length;
  const fill = ({ need, field }: Place): void => {
    const value = drafts.valueOf(need, field);
    const below = items[items.findIndex(({ id }) => id === need.id) + 1];
    const targets = chosen > 0 ? items.filter(({ id }) => id in drafts.chosen) : below ? [below] : [];
    for (const one of targets) if (one.id !== need.id) drafts.say(one, field, value);
  };
  const only = at['enterprise'] ? undefined : (enterprise: string) => change({ enterprise });
  const columns = useDraftColumns({ items, drafts, own, focused: setFrom, fill, only });
  const n = Object.keys(drafts.typed).length;
  const elsewhere = Object.keys(drafts.typed).filter((id) => !items.some((need) => need.id === id)).length;
  const cell = from ? t('drafts.cell', { title: from.need.title, field: t(`drafts.field.${from.field}`) }) : null;
  return (
    <Page title={t('drafts.title')} intro={t('drafts.intro')} back={{ to: '/needs', label: t(own ? 'needs.mine' : 'needs.all') }}>
      <Toolbar
        filters={filters}
        extra={at['enterprise'] ? <Button onClick={() => change({ enterprise: undefined })}>{t('drafts.allEnterprises')}</Button> : null}
      />
      <div className="draft-tools">
        <label className="draft-all">
          <input
            type="checkbox"
            checked={items.length > 0 && items.every(({ id }) => id in drafts.chosen)}
            onChange={(event) => drafts.choose(items, event.target.checked)}
          />
          {t('drafts.chooseAll')}
        </label>
        <Button disabled={!from} onMouseDown={(event) => event.preventDefault()} onClick={() => from && fill(from)}>
          {chosen > 0 ? t('drafts.fillDown', { n: chosen }) : t('drafts.fillNext')}
        </Button>
        <span className="faint">{cell ? t('drafts.from', { cell }) : t('drafts.fillHelp')}</span>
      </div>
      {told ? (
        <div className={told.refused > 0 ? 'notice' : 'notice good'} role="status">
          {t('drafts.saved', { saved: told.saved, posted: told.posted })}
          {told.refused > 0 ? <br /> : null}
          {told.refused > 0 ? t('drafts.refused', { n: told.refused }) : null}
        </div>
      ) : null}
      <div className="drafts">
        <DataTable
          caption={t('drafts.title')}
          columns={columns}
          take={() => needs.take(found)}
          query={query}
          rowKey={(need) => need.id}
          empty={<Empty title={t('drafts.empty')} help={t('drafts.emptyHelp')} />}
        />
      </div>
      <div className="sticky-action row draft-save">
        <Button disabled={n === 0} loading={save.isPending} onClick={() => send(false)}>
          {n === 0 ? t('drafts.nothing') : t('drafts.save', { n })}
        </Button>
        <Button type="primary" disabled={n + chosen === 0} loading={save.isPending} onClick={() => send(true)}>
          {t('drafts.saveAndPublish')}
        </Button>
        {elsewhere > 0 ? <span className="faint">{t('drafts.more', { n: elsewhere })}</span> : null}
      </div>
    </Page>
  );
};
