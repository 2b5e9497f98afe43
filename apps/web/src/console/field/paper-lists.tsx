import { Button, Input } from 'antd';
import { useState, type ReactNode } from 'react';
import { fairDay } from '../../api/fairs';
import type { Fair, FieldPaper } from '../../api/types';
import { isTicketNumber } from '../../field/gate/ticket-check';
import { lookup, useT } from '../../i18n';
import { Section } from '../kit/page';
import { TakeAlong } from '../kit/take-along';
import { useAct } from '../kit/use-act';
import { useGates } from './gates';

/** One line of a sheet: a number, and the time beside it if somebody wrote one. */
interface Written {
  subject: string;
  time: string | null;
}

const LINE = /^(\d{8})(?:\D+(\d{1,2}:\d{2}))?\s*$/;
const MOST = 500;

const writtenIn = (text: string): { good: Written[]; wrong: string[] } => {
  const lines = text
    .split(/\r?\n/)
    .map((line) => line.trim().replaceAll('：', ':'))
    .filter(Boolean);
  const read = lines.map((line) => LINE.exec(line));
  return {
    good: read.flatMap((found) => (found && isTicketNumber(found[1] ?? '') ? [{ subject: found[1] ?? '', time: found[2] ?? null }] : [])),
    wrong: lines.filter((_, i) => !isTicketNumber(read[i]?.[1] ?? '')),
  };
};

const instantAt = (day: string, time: string): string => `${day}T${time.padStart(5, '0')}:00+08:00`;

const Result = ({ paper }: { paper: FieldPaper }): ReactNode => {
  const t = useT('console');
  const taken = paper.lines.filter(({ verdict }) => verdict === 'taken').length;
  const others = paper.lines.filter(({ verdict }) => verdict !== 'taken');
  return (
    <div className={others.length > 0 ? 'notice' : 'notice good'} role="status">
      <b>{t('paperList.taken', { n: taken })}</b>
      <ul>
        {others.map(({ subject, verdict, code }) => (
          <li key={`${subject} ${code}`}>
            <span className="num">{subject}</span>{' '}
            {lookup('console', `${verdict === 'conflict' ? 'fieldConflict' : 'fieldRefusal'}.${code}`, code ?? '')}
          </li>
        ))}
      </ul>
    </div>
  );
};

/** The fallback without any phone: a list to print, and what stands on it entered afterwards, by whom it was kept and when. */
export const PaperLists = ({ fair }: { fair: Fair }): ReactNode => {
  const t = useT('console');
  const gates = useGates(fair.id).data?.gates ?? [];
  const [chosen, setChosen] = useState('');
  const [way, setWay] = useState<'in' | 'out'>('in');
  const [keptBy, setKeptBy] = useState('');
  const [time, setTime] = useState(fair.opensAt);
  const [text, setText] = useState('');
  const { good, wrong } = writtenIn(text);
  const dutyId = chosen || gates[0]?.id || '';
  const enter = useAct(
    () =>
      fairDay.enterPaper({
        ...{ keptBy: keptBy.trim(), dutyKind: 'fair_gate', dutyId, kind: way, at: instantAt(fair.day, time) },
        lines: good.map((line) => ({ subject: line.subject, ...(line.time && { at: instantAt(fair.day, line.time) }) })),
      }),
    { renew: ['field'], then: () => setText('') },
  );
  const ready = keptBy.trim() !== '' && good.length > 0 && good.length <= MOST && wrong.length === 0 && time !== '';
  return (
    <Section title={t('paperList.title')} extra={<TakeAlong name={t('paperList.file')} take={() => fairDay.takeTickets(fair.id)} />}>
      <p className="faint">{t('paperList.help')}</p>
      {gates.length === 0 ? null : (
        <form
          className="paper-list"
          onSubmit={(event) => {
            event.preventDefault();
            if (ready) enter.mutate();
          }}
        >
          <div className="row">
            <select
              className="select short-field"
              aria-label={t('fieldDay.gate')}
              value={dutyId}
              onChange={({ target }) => setChosen(target.value)}
            >
              {gates.map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
            </select>
            <select
              className="select short-field"
              aria-label={t('paperList.way')}
              value={way}
              onChange={({ target }) => setWay(target.value === 'out' ? 'out' : 'in')}
            >
              <option value="in">{t('paperList.in')}</option>
              <option value="out">{t('paperList.out')}</option>
            </select>
            <Input
              className="short-field"
              value={keptBy}
              maxLength={40}
              aria-label={t('paperList.keptBy')}
              placeholder={t('paperList.keptBy')}
              onChange={({ target }) => setKeptBy(target.value)}
            />
            <Input
              className="short-field"
              type="time"
              value={time}
              aria-label={t('paperList.at')}
              onChange={({ target }) => setTime(target.value)}
            />
          </div>
          <label>
            {t('paperList.lines')}
            <Input.TextArea
              rows={6}
              className="num"
              value={text}
              onChange={({ target }) => setText(target.value)}
              placeholder={'12345674\n12345674 9:05'}
            />
          </label>
          <p className={wrong.length > 0 ? 'bad-text' : 'faint'} role="status">
            {t('paperList.read', { good: good.length })}
            {wrong.length > 0 ? ` · ${t('paperList.wrong', { lines: wrong.slice(0, 5).join('、') })}` : ''}
          </p>
          <Button type="primary" htmlType="submit" disabled={!ready} loading={enter.isPending}>
            {t('paperList.enter', { n: good.length })}
          </Button>
        </form>
      )}
      {enter.data ? <Result paper={enter.data} /> : null}
    </Section>
  );
};
