import { Button } from 'antd';
import { useState, type ReactNode } from 'react';
import { imports } from '../../api/console';
import type { NeedImport } from '../../api/types';
import { lookup, useT } from '../../i18n';
import { Section } from '../kit/page';
import { useAct } from '../kit/use-act';

/** What each column of the list says, by its place; two columns may say the same. */
export const ImportColumns = ({ one }: { one: NeedImport }): ReactNode => {
  const t = useT('console');
  const [fields, setFields] = useState(one.columns.map((column) => column.field));
  const changed = one.columns.filter((column) => fields[column.at] !== column.field);
  const save = useAct(
    () =>
      imports.map(
        one.id,
        changed.map(({ at }) => ({ at, field: fields[at] ?? null })),
      ),
    { done: t('import.mapped'), renew: ['imports'] },
  );
  const fixed = one.state !== 'ready';
  const twice = [...new Set(fields.filter((field, at, all) => field && all.indexOf(field) !== at))];
  const name = (field: string | null): string => lookup('console', `importField.${field ?? ''}`, field ?? '');
  return (
    <Section title={t('import.mapping')} extra={<span className="faint">{t('import.mappingHelp')}</span>}>
      <div className="table-box">
        <table className="table" role="table">
          <caption className="visually-hidden">{t('import.mapping')}</caption>
          <thead role="rowgroup">
            <tr role="row">
              {[t('import.column'), t('import.samples'), t('import.field')].map((title) => (
                <th key={title} scope="col" role="columnheader">
                  {title}
                </th>
              ))}
            </tr>
          </thead>
          <tbody role="rowgroup">
            {one.columns.map(({ at, header, sheet, hidden, samples }) => (
              <tr role="row" key={at}>
                <th scope="row" role="rowheader">
                  {header || t('import.noHeader', { n: at + 1 })}
                  {sheet || hidden ? <small>{[sheet, hidden ? t('import.hiddenColumn') : null].filter(Boolean).join(' · ')}</small> : null}
                </th>
                <td role="cell" data-label={t('import.samples')} className="faint">
                  {samples.slice(0, 3).join(' · ')}
                </td>
                <td role="cell" data-label={t('import.field')}>
                  <select
                    className="select"
                    aria-label={t('import.fieldOf', { column: header || String(at + 1) })}
                    disabled={fixed}
                    value={fields[at] ?? ''}
                    onChange={(event) => setFields(fields.map((field, i) => (i === at ? event.target.value || null : field)))}
                  >
                    <option value="">{t('import.leaveOut')}</option>
                    {one.fields.map((field) => (
                      <option key={field} value={field}>
                        {name(field)}
                      </option>
                    ))}
                  </select>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {twice.length ? <p className="faint">{t('import.twice', { what: twice.map(name).join(t('import.and')) })}</p> : null}
      {fixed ? null : (
        <p>
          <Button disabled={changed.length === 0} loading={save.isPending} onClick={() => save.mutate()}>
            {t('import.readAgain')}
          </Button>
        </p>
      )}
    </Section>
  );
};
