import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState, type ReactNode } from 'react';
import { imports } from '../../api/console';
import type { NeedImport } from '../../api/types';
import { useT } from '../../i18n';
import { Moment } from '../kit/bits';
import { Trouble } from '../kit/page-states';
import { useAct } from '../kit/use-act';

interface Word {
  id: string;
  field: 'occupation' | 'place' | 'skillLevel' | 'people' | 'wage' | 'startBy' | 'enterprise';
  text: string;
  value: string;
  byName: string;
  at: string;
  where: string;
}

/** Words of people about what a list says, each to be taken back. */
const Words = ({
  words,
  label,
  takeBack,
  busy,
}: {
  words: Word[];
  label: string;
  takeBack?: (id: string) => void;
  busy: boolean;
}): ReactNode => {
  const t = useT('console');
  return (
    <ul className="import-words">
      {words.map(({ id, field, text, value, byName, at, where }) => (
        <li key={id}>
          <span>
            {t(`import.correctable.${field}`)}：{text ? `“${text}”` : t('import.emptyCell')} → <b>{value}</b>
            <small>
              {where} · {byName} · <Moment value={at} />
            </small>
          </span>
          {takeBack ? (
            <Button disabled={busy} aria-label={`${label} ${text} → ${value}`} onClick={() => takeBack(id)}>
              {label}
            </Button>
          ) : null}
        </li>
      ))}
    </ul>
  );
};

const AT_ONCE = 100;

/** What was corrected in a list. */
export const ImportCorrections = ({ one }: { one: NeedImport }): ReactNode => {
  const t = useT('console');
  const query = useQuery({
    queryKey: ['imports', one.id, 'corrections', one.state],
    queryFn: () => imports.corrections(one.id, { limit: AT_ONCE }),
  });
  const back = useAct((correction: string) => imports.takeBack(one.id, correction), { done: t('import.takenBack'), renew: ['imports'] });
  const items = query.data?.items ?? [];
  if (query.error) return <Trouble error={query.error} retry={() => void query.refetch()} />;
  if (items.length === 0) return null;
  const n = query.data?.next ? `${items.length}+` : String(items.length);
  return (
    <details className="section sheets">
      <summary>{t('import.corrections', { n })}</summary>
      <Words
        words={items.map((item) => ({ ...item, where: item.all ? t('import.ofAll') : t('import.ofRow', { line: item.line }) }))}
        label={t('import.takeBack')}
        busy={back.isPending}
        {...(one.state === 'ready' ? { takeBack: (id: string) => back.mutate(id) } : {})}
      />
    </details>
  );
};

/** What words mean in the lists of the office. */
export const ImportAliases = (): ReactNode => {
  const t = useT('console');
  const [cursor, setCursor] = useState<string>();
  const query = useQuery({ queryKey: ['import-aliases', cursor], queryFn: () => imports.aliases({ cursor, limit: AT_ONCE }) });
  const remove = useAct((id: string) => imports.removeAlias(id), { done: t('import.aliasRemoved'), renew: ['import-aliases'] });
  const items = query.data?.items ?? [];
  if (query.error) return <Trouble error={query.error} retry={() => void query.refetch()} />;
  if (items.length === 0 && !cursor) return null;
  return (
    <details className="section sheets">
      <summary>{t('import.aliases')}</summary>
      <p className="faint">{t('import.aliasesHelp')}</p>
      <Words
        words={items.map((item) => ({ ...item, where: item.nodeName }))}
        label={t('import.removeAlias')}
        busy={remove.isPending}
        takeBack={(id) => remove.mutate(id)}
      />
      {query.data?.next || cursor ? (
        <Button disabled={!query.data?.next} onClick={() => setCursor(query.data?.next ?? undefined)}>
          {t('list.next')}
        </Button>
      ) : null}
    </details>
  );
};
