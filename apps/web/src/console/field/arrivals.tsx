import { useQuery } from '@tanstack/react-query';
import { Button, Input } from 'antd';
import { useEffect, useState, type ReactNode } from 'react';
import { fairDay } from '../../api/fairs';
import type { ArrivalLine } from '../../api/types';
import { useLanguage, useT } from '../../i18n';
import { Empty, Section } from '../kit/page';
import { useAct } from '../kit/use-act';
import { BEAT_MS } from './gates';

const TICK_MS = 10_000;
const SHOWN = 30;
/** Before the day nobody counts minutes. */
const DAY_MINUTES = 720;

const timeOf = (instant: string, language: string): string =>
  new Date(instant).toLocaleTimeString(language, { hour: '2-digit', minute: '2-digit', hour12: false, timeZone: 'Asia/Shanghai' });

/** What is said of a booth to which nobody has come: until when it is kept, or that it goes to whoever waits. */
const Clock = ({ line, waiting, now }: { line: ArrivalLine; waiting: number; now: number }): ReactNode => {
  const t = useT('console');
  const language = useLanguage();
  if (line.heldUntil) return <span className="tag wait">{t('arrival.offered', { time: timeOf(line.heldUntil, language) })}</span>;
  if (line.arrivedAt) return <span className="tag good">{t('arrival.came', { time: timeOf(line.arrivedAt, language) })}</span>;
  const minutes = Math.ceil((Date.parse(line.claimUntil) - now) / 60_000);
  if (minutes > DAY_MINUTES) return null;
  if (minutes > 0) return <span className="tag calm">{t('arrival.minutes', { n: minutes, time: timeOf(line.claimUntil, language) })}</span>;
  return <span className="tag bad">{t(waiting > 0 ? 'arrival.goes' : 'arrival.late')}</span>;
};

/** Who has come to their booths: one tap at the desk. Those who have not come first. */
export const Arrivals = ({ fairId }: { fairId: string }): ReactNode => {
  const t = useT('console');
  const [now, setNow] = useState(() => Date.now());
  const [search, setSearch] = useState('');
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), TICK_MS);
    return () => clearInterval(timer);
  }, []);
  const { data } = useQuery({
    queryKey: ['field', fairId, 'arrivals'],
    queryFn: () => fairDay.arrivals(fairId),
    refetchInterval: BEAT_MS,
  });
  const mark = useAct(({ booth, arrived }: { booth: string; arrived: boolean }) => fairDay.arrived(booth, arrived), { renew: ['field'] });
  if (!data) return null;
  const came = data.lines.filter(({ arrivedAt }) => arrivedAt !== null).length;
  const found = data.lines.filter(({ number, enterpriseName }) =>
    `${number} ${enterpriseName}`.toLowerCase().includes(search.trim().toLowerCase()),
  );
  const lines = [...found].sort((a, b) => Number(a.arrivedAt !== null) - Number(b.arrivedAt !== null)).slice(0, SHOWN);
  return (
    <Section title={t('arrival.title')} extra={<span className="faint num">{`${came} / ${data.lines.length}`}</span>}>
      {data.lines.length === 0 ? <Empty title={t('arrival.none')} help={t('arrival.noneHelp')} /> : null}
      {data.waiting > 0 ? <p className="faint">{t('arrival.waiting', { n: data.waiting })}</p> : null}
      {data.lines.length > 8 ? (
        <Input
          className="short-field"
          value={search}
          aria-label={t('arrival.search')}
          placeholder={t('arrival.search')}
          onChange={({ target }) => setSearch(target.value)}
        />
      ) : null}
      <ul className="phones">
        {lines.map((line) => (
          <li key={line.boothId} className="card">
            <div>
              <b className="num">{line.number}</b> {line.enterpriseName} <Clock line={line} waiting={data.waiting} now={now} />
            </div>
            {line.heldUntil ? null : (
              <Button
                type={line.arrivedAt ? 'default' : 'primary'}
                disabled={mark.isPending}
                onClick={() => mark.mutate({ booth: line.boothId, arrived: line.arrivedAt === null })}
              >
                {t(line.arrivedAt ? 'arrival.undo' : 'arrival.mark')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {found.length > SHOWN ? <p className="faint">{t('arrival.more', { n: found.length - SHOWN })}</p> : null}
    </Section>
  );
};
