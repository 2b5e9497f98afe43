import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useT } from '../../i18n';
import { saveAs } from '../../lib/table-csv';
import { useAct } from './use-act';

/** Saves all that the list finds under its filter, not only this page, as an Excel file. */
export const TakeAlong = ({ name, take }: { name: string; take: () => Promise<Blob> }): ReactNode => {
  const t = useT('console');
  const save = useAct(take, { renew: [], then: (content) => saveAs(content, `${name}.xlsx`) });
  return (
    <Button loading={save.isPending} onClick={() => save.mutate()}>
      {t('list.exportAll')}
    </Button>
  );
};
