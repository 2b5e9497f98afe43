import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { imports } from '../../api/console';
import type { ImportRow, NeedImport } from '../../api/types';
import { useLanguage, useT } from '../../i18n';
import { useAddress } from '../kit/address';
import { Num, StateTag } from '../kit/bits';
import { DataTable, type Column } from '../kit/data-table';
import { Empty, Section } from '../kit/page';
import { Toolbar, type Filter } from '../kit/toolbar';
import { ImportLeftOutLines } from './import-left-out';

/** A filter beside the kinds of rows: what is no row. */
const LEFT_OUT = 'left-out';

export const ImportRows = ({ one }: { one: NeedImport }): ReactNode => {
  const t = useT('console');
  const { at } = useAddress();
  const language = useLanguage();
  // What needs somebody's hand comes first.
  const first = one.counts.conflicts > 0 ? 'conflict' : one.counts.wrong > 0 ? 'wrong' : undefined;
  const kind = at['kind'] ?? first;
  const query = useQuery({
    queryKey: ['imports', one.id, 'rows', kind, at['cursor'], one.state],
    queryFn: () => imports.rows(one.id, { kind: kind === 'all' ? undefined : kind, cursor: at['cursor'], limit: 25 }),
    placeholderData: keepPreviousData,
    enabled: kind !== LEFT_OUT,
  });
  const columns: Column<ImportRow>[] = [
    {
      key: 'title',
      title: t('needs.title'),
      main: true,
      cell: (row) => (
        <>
          {row.title || t('import.noTitle')}
          <small>{row.enterpriseName ?? ''}</small>
        </>
      ),
    },
    {
      key: 'line',
      title: t('import.line'),
      numeric: true,
      cell: (row) => (row.sheet ? t('import.lineOf', { sheet: row.sheet, line: row.line }) : row.line),
    },
    { key: 'short', title: t('import.short'), numeric: true, cell: (row) => <Num value={row.short} /> },
    { key: 'kind', title: t('import.kind'), cell: (row) => <StateTag kind="importRow" state={row.kind} /> },
    {
      key: 'reasons',
      title: t('import.reasons'),
      cell: (row) => (row.reasons.length ? row.reasons.join(language === 'zh' ? '；' : '; ') : '—'),
    },
  ];
  const kinds: Filter = {
    name: 'kind',
    label: t('import.kind'),
    options: [
      ...(first ? [] : [{ value: '', label: t('list.all') }]),
      ...([...(one.counts.conflicts > 0 ? (['conflict'] as const) : []), 'wrong', 'new', 'changed', 'unchanged', 'draft'] as const).map(
        (value) => ({ value: value === first ? '' : value, label: t(`state.importRow.${value}`) }),
      ),
      ...(first ? [{ value: 'all', label: t('list.all') }] : []),
      ...(one.counts.leftOut > 0 ? [{ value: LEFT_OUT, label: t('import.leftOut') }] : []),
    ],
  };
  return (
    <Section title={t('import.rows')}>
      <Toolbar filters={[kinds]} />
      {kind === LEFT_OUT ? (
        <ImportLeftOutLines one={one} />
      ) : (
        <DataTable
          caption={t('import.rows')}
          columns={columns}
          query={query}
          rowKey={(row) => `${row.sheet ?? ''} ${row.line}`}
          empty={<Empty title={t('import.noRows')} />}
        />
      )}
    </Section>
  );
};
