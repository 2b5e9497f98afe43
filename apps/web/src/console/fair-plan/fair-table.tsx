import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { useState, type ReactNode } from 'react';
import { fairPlans } from '../../api/fair-plans';
import type { FairTablePreview } from '../../api/types';
import { useT } from '../../i18n';
import { todayPlus } from '../../lib/format';
import { Page, Section } from '../kit/page';
import { FileFaults, TableFileButton } from '../kit/table-file';
import { TakeAlong } from '../kit/take-along';
import { useAct } from '../kit/use-act';

const SHOWN = ['name', 'county', 'day', 'opensAt', 'venue', 'booths'] as const;

const Lines = ({ lines }: { lines: FairTablePreview['lines'] }): ReactNode => {
  const t = useT('console');
  const first = lines.slice(0, 20);
  return (
    <div className="table-box">
      <table className="table">
        <thead>
          <tr>
            <th scope="col">{t('fairTable.line')}</th>
            {SHOWN.map((name) => (
              <th key={name} scope="col">
                {t(`fairTable.columns.${name}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {first.map(({ sheet, line, texts }) => (
            <tr key={`${sheet ?? ''} ${line}`}>
              <td className="num" data-label={t('fairTable.line')}>
                {line}
              </td>
              {SHOWN.map((name) => (
                <td key={name} data-label={t(`fairTable.columns.${name}`)}>
                  {name === 'venue' ? texts.venue || texts.place : texts[name]} {name === 'venue' ? <small>{texts.room}</small> : null}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {lines.length > first.length ? <p className="faint">{t('fairTable.more', { n: lines.length - first.length })}</p> : null}
    </div>
  );
};

const Seen = ({ preview, over }: { preview: FairTablePreview; over: (done: boolean) => void }): ReactNode => {
  const t = useT('console');
  const { ready, known, faults, faultCount, faultyLines, lines } = preview;
  const take = useAct(() => fairPlans.takeTable({ rows: lines.map(({ texts }) => texts) }), {
    done: ({ created }) => t('fairTable.taken', { n: created }),
    renew: ['fairs'],
    then: () => over(true),
  });
  return (
    <>
      <div className={faultCount > 0 ? 'notice' : 'notice good'} role="status">
        {faultCount > 0 ? t('fairTable.faulty', { lines: faultyLines, n: faultCount }) : t('fairTable.ready', { n: ready })}
        {known > 0 ? ` ${t('fairTable.known', { n: known })}` : ''}
      </div>
      {faultCount > 0 ? (
        <Section title={t('fairTable.faults')}>
          <FileFaults faults={faults} />
          {faultCount > faults.length ? <p className="faint">{t('fairTable.moreFaults', { n: faultCount - faults.length })}</p> : null}
        </Section>
      ) : null}
      <Section
        title={t('fairTable.lines')}
        extra={
          <Button type="primary" disabled={faultCount > 0 || ready === 0} loading={take.isPending} onClick={() => take.mutate()}>
            {t('fairTable.take', { n: ready })}
          </Button>
        }
      >
        <Lines lines={lines} />
      </Section>
    </>
  );
};

/** The year's plan as a table: taken out, edited, looked at, taken in. */
export const FairTablePage = (): ReactNode => {
  const t = useT('console');
  const [preview, setPreview] = useState<FairTablePreview>();
  const [done, setDone] = useState(false);
  const look = useAct((file: File) => fairPlans.previewTable(file), {
    renew: [],
    then: (seen) => {
      setDone(false);
      setPreview(seen);
    },
  });
  const year = todayPlus().slice(0, 4);
  return (
    <Page
      title={t('fairTable.title')}
      intro={t('fairTable.intro')}
      back={{ to: '/fairs', label: t('menu.fairs') }}
      actions={
        <>
          <TakeAlong take={() => fairPlans.exportTable({ from: `${year}-01-01` })} name={t('fairTable.title')} />
          <TableFileButton primary label={t('fairTable.choose')} loading={look.isPending} choose={(file) => look.mutate(file)} />
        </>
      }
    >
      {done ? (
        <div className="notice good row">
          <span>{t('fairTable.done')}</span>
          <Link to="/fairs">{t('fairPlan.toFairs')}</Link>
        </div>
      ) : null}
      {preview && !done ? <Seen preview={preview} over={setDone} /> : null}
      {preview ? null : (
        <div className="card">
          <p>{t('fairTable.how')}</p>
          <p className="faint">{t('fairTable.needs')}</p>
        </div>
      )}
    </Page>
  );
};
