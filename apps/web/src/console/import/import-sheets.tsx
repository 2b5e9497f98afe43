import { useQuery } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { imports } from '../../api/console';
import type { ImportSheets as Choice, NeedImport } from '../../api/types';
import { useT } from '../../i18n';
import { Trouble } from '../kit/page-states';
import { SheetChoices } from '../kit/sheet-choice';
import { useAct } from '../kit/use-act';

/** Where the list is: which sheets are read, and which line is the header. Open by itself when the program was not sure. */
export const ImportSheets = ({ one }: { one: NeedImport }): ReactNode => {
  const t = useT('console');
  const unsure = one.notices.some(({ code }) => ['header_unsure', 'no_lines', 'no_title'].includes(code));
  const [open, setOpen] = useState(unsure);
  const { data, error, refetch } = useQuery({
    queryKey: ['imports', one.id, 'sheets', one.state],
    queryFn: () => imports.sheets(one.id, { limit: 50 }),
    enabled: open,
  });
  const save = useAct((choice: Choice) => imports.choose(one.id, choice), { done: t('import.mapped'), renew: ['imports'] });
  return (
    <details className="section sheets" open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{t('import.sheets')}</summary>
      <p className="faint">{t('import.sheetsHelp')}</p>
      {error ? <Trouble error={error} retry={() => void refetch()} /> : null}
      {data ? <SheetChoices sheets={data.items} loading={save.isPending} read={save.mutate} /> : null}
    </details>
  );
};
