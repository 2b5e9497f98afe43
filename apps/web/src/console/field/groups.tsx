import { Button, Input } from 'antd';
import { useState, type ReactNode } from 'react';
import { fairDay } from '../../api/fairs';
import type { Fair, GroupLine, GroupTicket } from '../../api/types';
import { useLanguage, useT } from '../../i18n';
import { shortDay } from '../../lib/format';
import { Section } from '../kit/page';
import { TableFileButton } from '../kit/table-file';
import { useAct } from '../kit/use-act';
import { PrintedTickets } from './paper';

/** Somebody brings forty people: their list is read and shown, then each has a ticket, or nobody. */
export const Groups = ({ fair }: { fair: Fair }): ReactNode => {
  const t = useT('console');
  const language = useLanguage();
  const [name, setName] = useState('');
  const [rows, setRows] = useState<GroupLine[]>();
  const [made, setMade] = useState<GroupTicket[]>([]);
  const good = rows?.filter(({ fault }) => fault === null) ?? [];
  const read = useAct((file: File) => fairDay.previewGroup(fair.id, file), { renew: [], then: setRows });
  const add = useAct(() => fairDay.addGroup(fair.id, name.trim(), good), {
    done: (tickets) => t('group.done', { count: tickets.length }),
    renew: ['field'],
    then: (tickets) => {
      setRows(undefined);
      setMade(tickets);
    },
  });
  return (
    <Section title={t('group.title')}>
      <p className="faint">{t('group.help')}</p>
      <div className="row">
        <Input
          className="short-field"
          value={name}
          maxLength={80}
          aria-label={t('group.name')}
          placeholder={t('group.name')}
          onChange={({ target }) => setName(target.value)}
        />
        <TableFileButton label={t('group.file')} loading={read.isPending} choose={(file) => read.mutate(file)} />
        {made.length > 0 ? <Button onClick={() => window.print()}>{t('fieldDay.print', { n: made.length })}</Button> : null}
      </div>
      {rows ? (
        <>
          <p role="status">{t('group.read', { all: rows.length, good: good.length })}</p>
          <div className="table-box">
            <table className="table">
              <thead>
                <tr>
                  <th>{t('booth.line')}</th>
                  <th>{t('group.person')}</th>
                  <th>{t('group.phone')}</th>
                  <th>{t('booth.outcome')}</th>
                </tr>
              </thead>
              <tbody>
                {rows.map((row) => (
                  <tr key={row.line}>
                    <td className="num">{row.line}</td>
                    <td>{row.name ?? '—'}</td>
                    <td className="num">{row.phone ?? '—'}</td>
                    <td className={row.fault ? 'bad-text' : ''}>
                      {row.fault ? (language === 'zh' ? row.faultZh : row.faultEn) : t('group.will')}
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
          <div className="row">
            <Button
              type="primary"
              disabled={good.length === 0 || name.trim().length < 2}
              loading={add.isPending}
              onClick={() => add.mutate()}
            >
              {t('group.make', { count: good.length })}
            </Button>
            <Button onClick={() => setRows(undefined)}>{t('booth.cancel')}</Button>
          </div>
        </>
      ) : null}
      <PrintedTickets tickets={made} fairName={fair.name} day={shortDay(fair.day, language)} />
    </Section>
  );
};
