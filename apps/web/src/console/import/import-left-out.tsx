import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { imports } from '../../api/console';
import type { ImportLeftOut, NeedImport } from '../../api/types';
import { useT } from '../../i18n';
import { useAddress } from '../kit/address';
import { DataTable, type Column } from '../kit/data-table';
import { Empty } from '../kit/page';

/** Lines of the file that are none of the list, each with its reason. */
export const ImportLeftOutLines = ({ one }: { one: NeedImport }): ReactNode => {
  const t = useT('console');
  const { at } = useAddress();
  const query = useQuery({
    queryKey: ['imports', one.id, 'left-out', at['cursor'], one.state],
    queryFn: () => imports.leftOut(one.id, { cursor: at['cursor'], limit: 25 }),
    placeholderData: keepPreviousData,
  });
  const columns: Column<ImportLeftOut>[] = [
    { key: 'text', title: t('import.lineText'), main: true, cell: (line) => line.text },
    {
      key: 'line',
      title: t('import.line'),
      numeric: true,
      cell: (line) => (line.sheet ? t('import.lineOf', { sheet: line.sheet, line: line.line }) : line.line),
    },
    { key: 'reason', title: t('import.leftOutWhy'), cell: (line) => t(`import.leftOutReason.${line.reason}`) },
  ];
  return (
    <DataTable
      caption={t('import.leftOut')}
      columns={columns}
      query={query}
      rowKey={(line) => `${line.sheet ?? ''} ${line.line}`}
      empty={<Empty title={t('import.noRows')} />}
    />
  );
};
