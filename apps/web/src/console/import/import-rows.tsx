import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState, type ReactNode } from 'react';
import { imports } from '../../api/console';
import type { ImportRow, NeedImport } from '../../api/types';
import { lookup, useLanguage, useT } from '../../i18n';
import { day, number, wage } from '../../lib/format';
import { useAddress } from '../kit/address';
import { StateTag } from '../kit/bits';
import { DataTable, type Column } from '../kit/data-table';
import { Empty, Section } from '../kit/page';
import { Toolbar, type Filter } from '../kit/toolbar';
import { ImportCorrect } from './import-correct';
import { ImportLeftOutLines } from './import-left-out';
import { ImportValue, type Correctable } from './import-value';

/** A filter beside the kinds of rows: what is no row. */
const LEFT_OUT = 'left-out';
const GAPS = ['short', 'occupation', 'place', 'wage', 'contact', 'enterprise', 'creditCode'] as const;

type Correct = ((row: ImportRow, field: Correctable) => void) | undefined;

const useColumns = (correct: Correct): Column<ImportRow>[] => {
  const t = useT('console');
  const language = useLanguage();
  const title: Column<ImportRow> = {
    key: 'title',
    title: t('needs.title'),
    main: true,
    cell: (row) => (
      <>
        {row.title || t('import.noTitle')}
        <small>
          <ImportValue row={row} field="enterprise" shown={row.enterpriseName} correct={correct} />
        </small>
      </>
    ),
  };
  const value = (
    key: Correctable,
    shown: (row: ImportRow) => string | null,
    detail?: (row: ImportRow) => string | null,
  ): Column<ImportRow> => ({
    key,
    title: t(`import.correctable.${key}`),
    cell: (row) => <ImportValue row={row} field={key} shown={shown(row)} detail={detail?.(row) ?? null} correct={correct} />,
  });
  return [
    title,
    {
      key: 'line',
      title: t('import.line'),
      numeric: true,
      cell: (row) => (row.sheet ? t('import.lineOf', { sheet: row.sheet, line: row.line }) : row.line),
    },
    value(
      'occupation',
      (row) => row.occupationName,
      (row) => row.occupationCode,
    ),
    value(
      'place',
      (row) => row.placeName,
      (row) => (row.workplace === row.placeName ? null : row.workplace),
    ),
    value('people', (row) => (row.short === null ? null : number(row.short, language))),
    value(
      'wage',
      (row) => wage(row.wageFromYuan, row.wageToYuan, language) ?? (row.wageText ? t('import.wageAsText', { text: row.wageText }) : null),
    ),
    value('skillLevel', (row) => lookup('common', `level.${row.skillLevel}`, String(row.skillLevel))),
    value('startBy', (row) => (row.startBy ? day(row.startBy, language) : null)),
    {
      key: 'kind',
      title: t('import.kind'),
      cell: (row) => (
        <span>
          <StateTag kind="importRow" state={row.kind} />
          {row.reasons.length ? <small>{row.reasons.join(language === 'zh' ? '；' : '; ')}</small> : null}
        </span>
      ),
    },
  ];
};

/** A filter beside the kinds: rows with a figure out of proportion, which confirming asks about. */
const DOUBTFUL = 'doubtful';

/** What needs somebody's eye comes first. */
const firstOf = ({ counts, state }: NeedImport): 'conflict' | 'doubtful' | 'wrong' | undefined => {
  if (counts.conflicts > 0) return 'conflict';
  if (state === 'ready' && counts.doubtful > 0) return DOUBTFUL;
  return counts.wrong > 0 ? 'wrong' : undefined;
};

const useFilters = (one: NeedImport): Filter[] => {
  const t = useT('console');
  const first = firstOf(one);
  const kinds = [
    ...(one.counts.conflicts > 0 ? (['conflict'] as const) : []),
    ...(one.counts.doubtful > 0 ? ([DOUBTFUL] as const) : []),
    'wrong',
    'new',
    'changed',
    'unchanged',
    'draft',
  ] as const;
  return [
    {
      name: 'kind',
      label: t('import.kind'),
      options: [
        ...(first ? [] : [{ value: '', label: t('list.all') }]),
        ...kinds.map((value) => ({
          value: value === first ? '' : value,
          label: value === DOUBTFUL ? t('figures.unusual') : t(`state.importRow.${value}`),
        })),
        ...(first ? [{ value: 'all', label: t('list.all') }] : []),
        ...(one.counts.leftOut > 0 ? [{ value: LEFT_OUT, label: t('import.leftOut') }] : []),
      ],
    },
    {
      name: 'gap',
      label: t('import.gap'),
      options: [
        { value: '', label: t('import.anyGap') },
        ...GAPS.map((gap) => ({ value: gap, label: gap === 'wage' ? t('import.wageUnclear') : lookup('console', `gap.${gap}`, gap) })),
      ],
    },
  ];
};

/** Every row as it was understood, each value beside what the list says; before saving a value can be corrected where it stands. */
export const ImportRows = ({ one }: { one: NeedImport }): ReactNode => {
  const t = useT('console');
  const { at, change } = useAddress();
  const [open, setOpen] = useState<{ row: ImportRow; field: Correctable }>();
  const narrowed = Boolean(at['same'] ?? at['gap']);
  const kind = at['kind'] ?? (narrowed ? undefined : firstOf(one));
  const { gap, field, same, cursor } = at;
  const found = {
    kind: kind === 'all' || kind === DOUBTFUL ? undefined : kind,
    doubtful: kind === DOUBTFUL ? true : undefined,
    gap,
    field,
    same,
  };
  const query = useQuery({
    queryKey: ['imports', one.id, 'rows', kind, gap, field, same, cursor, one.state],
    queryFn: () => imports.rows(one.id, { ...found, cursor, limit: 25 }),
    placeholderData: keepPreviousData,
    enabled: kind !== LEFT_OUT,
  });
  const columns = useColumns(one.state === 'ready' ? (row, of) => setOpen({ row, field: of }) : undefined);
  const showAll = (
    <Button onClick={() => change({ field: undefined, same: undefined, kind: undefined })}>
      {t('import.showAll', { field: lookup('console', `import.correctable.${field ?? ''}`, '') })}
    </Button>
  );
  return (
    <Section title={t('import.rows')} extra={one.state === 'ready' ? <span className="faint">{t('import.rowsHelp')}</span> : null}>
      <Toolbar filters={useFilters(one)} extra={same ? showAll : null} />
      {kind === LEFT_OUT ? (
        <ImportLeftOutLines one={one} />
      ) : (
        <div className="import-rows">
          <DataTable
            caption={t('import.rows')}
            columns={columns}
            take={() => imports.takeRows(one.id, found)}
            query={query}
            rowKey={(row) => String(row.row)}
            empty={<Empty title={t('import.noRows')} />}
          />
        </div>
      )}
      {open ? (
        <ImportCorrect
          one={one}
          row={open.row}
          field={open.field}
          close={() => setOpen(undefined)}
          show={() => {
            change({ field: open.field, same: String(open.row.row), kind: 'all', gap: undefined });
            setOpen(undefined);
          }}
        />
      ) : null}
    </Section>
  );
};
