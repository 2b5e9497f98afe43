import { Button } from 'antd';
import { useState, type ReactNode } from 'react';
import { fairDay } from '../../api/fairs';
import type { Fair, PrintedTicket } from '../../api/types';
import { useLanguage, useT } from '../../i18n';
import { shortDay } from '../../lib/format';
import { Section } from '../kit/page';
import { useAct } from '../kit/use-act';
import { WholeNumber } from '../kit/whole-number';
import { Qr } from '../../lib/qr';

const MOST = 500;

/** As they are printed and cut. */
export const PrintedTickets = ({
  tickets,
  fairName,
  day,
}: {
  tickets: readonly (PrintedTicket & { name?: string })[];
  fairName: string;
  day: string;
}): ReactNode => (
  <ul className="paper-tickets">
    {tickets.map(({ number, token, name }) => (
      <li key={number}>
        <Qr text={token} label={number} />
        <b className="num">{number}</b>
        {name ? <span>{name}</span> : null}
        <span>{fairName}</span>
        <span>{day}</span>
      </li>
    ))}
  </ul>
);

/** Tickets on paper for whoever comes without one: handed out and scanned, that is all. */
export const PaperTickets = ({ fair }: { fair: Fair }): ReactNode => {
  const t = useT('console');
  const language = useLanguage();
  const [count, setCount] = useState<number | null>(40);
  const [printed, setPrinted] = useState<PrintedTicket[]>([]);
  const print = useAct((n: number) => fairDay.printTickets(fair.id, n), { renew: [], then: setPrinted });
  const isRight = Number.isInteger(count) && Number(count) >= 1 && Number(count) <= MOST;
  return (
    <Section title={t('fieldDay.paper')}>
      <p className="faint">{t('fieldDay.paperHelp')}</p>
      <form
        className="row"
        onSubmit={(event) => {
          event.preventDefault();
          if (isRight) print.mutate(Number(count));
        }}
      >
        <label className="short-field">
          {t('fieldDay.howMany')}
          <WholeNumber alone min={1} max={MOST} value={count} onChange={setCount} />
        </label>
        <Button htmlType="submit" disabled={!isRight} loading={print.isPending}>
          {t('fieldDay.make')}
        </Button>
        {printed.length > 0 ? <Button onClick={() => window.print()}>{t('fieldDay.print', { n: printed.length })}</Button> : null}
      </form>
      <PrintedTickets tickets={printed} fairName={fair.name} day={shortDay(fair.day, language)} />
    </Section>
  );
};
