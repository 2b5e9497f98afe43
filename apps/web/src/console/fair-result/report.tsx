import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { fairResults } from '../../api/fair-results';
import type { FairReport } from '../../api/types';
import { lookup, useLanguage, useT } from '../../i18n';
import { number, todayPlus } from '../../lib/format';
import { saveAs } from '../../lib/table-csv';
import { useAddress } from '../kit/address';
import { useNodeFilter } from '../kit/node';
import { Page, Section } from '../kit/page';
import { PageLoading, Trouble } from '../kit/page-states';
import { Toolbar, type Filter } from '../kit/toolbar';
import { useAct } from '../kit/use-act';

const CAMPAIGNS = ['spring-breeze', 'hundred-days', 'private-enterprises', 'graduates', 'none'] as const;
type Campaign = (typeof CAMPAIGNS)[number];
const isCampaign = (text: string | undefined): text is Campaign => CAMPAIGNS.some((one) => one === text);

/** The figures that are asked for first. */
const HEADLINES = ['enterprises', 'posts', 'tickets', 'entered', 'talks', 'intents', 'offers', 'hires', 'hires30', 'hires90'] as const;

const Take = ({ label, name, draw }: { label: string; name: string; draw: () => Promise<Blob> }): ReactNode => {
  const save = useAct(draw, { renew: [], then: (content) => saveAs(content, name) });
  return (
    <Button loading={save.isPending} onClick={() => save.mutate()} aria-label={name}>
      {label}
    </Button>
  );
};

const isNumber = (cell: string): boolean => /^\d+$/.test(cell);

const ReportTable = ({ table }: { table: FairReport['tables'][number] }): ReactNode => (
  <Section title={table.title}>
    <div className="table-box">
      <table className="table report-table">
        <caption className="visually-hidden">{table.title}</caption>
        <thead>
          <tr>
            {table.head.map((head, i) => (
              <th key={head} scope="col" className={i > 0 ? 'numeric' : undefined}>
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {table.rows.map(({ cells }) => (
            <tr key={cells.slice(0, 2).join(' ')}>
              {cells.map((cell, i) =>
                i === 0 ? (
                  <th key={table.head[i]} scope="row">
                    {cell}
                  </th>
                ) : (
                  <td key={table.head[i]} className={isNumber(cell) ? 'num numeric' : undefined} data-label={table.head[i]}>
                    {cell}
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  </Section>
);

const Body = ({ report }: { report: FairReport }): ReactNode => {
  const t = useT('console');
  const language = useLanguage();
  return (
    <>
      <ul className="card report-figures" aria-label={t('fairReport.headlines')}>
        {HEADLINES.map((figure) => (
          <li key={figure}>
            <b className="num">{number(report.counts[figure], language)}</b>
            <span>{t(`fairReport.figures.${figure}`)}</span>
          </li>
        ))}
      </ul>
      {report.tables.map((table) => (
        <ReportTable key={table.title} table={table} />
      ))}
      <p className="faint">{report.asOf}</p>
      {report.how.map((text) => (
        <p key={text} className="faint">
          {text}
        </p>
      ))}
    </>
  );
};

/** What came of one fair: as it is printed and taken along. */
export const FairReportPage = (): ReactNode => {
  const t = useT('console');
  const lang = useLanguage();
  const { id = '' } = useParams({ strict: false });
  const { data, error, refetch } = useQuery({ queryKey: ['fair-report', id, lang], queryFn: () => fairResults.report(id, lang) });
  if (error && !data)
    return (
      <div className="page">
        <Trouble error={error} retry={() => void refetch()} />
      </div>
    );
  if (!data) return <PageLoading />;
  const name = data.title;
  return (
    <Page
      title={name}
      intro={data.about}
      back={{ to: `/fairs/${id}/results`, label: t('fairResult.title') }}
      actions={
        <>
          <Take label="PDF" name={`${name}.pdf`} draw={() => fairResults.reportFile(id, { format: 'pdf', lang })} />
          <Take label="Excel" name={`${name}.xlsx`} draw={() => fairResults.reportFile(id, { format: 'xlsx', lang })} />
        </>
      }
    >
      <Body report={data} />
    </Page>
  );
};

/** All fairs of a year, or of a campaign in it. */
export const FairReportsPage = (): ReactNode => {
  const t = useT('console');
  const lang = useLanguage();
  const { at } = useAddress();
  const nodes = useNodeFilter();
  const now = Number(todayPlus().slice(0, 4));
  const year = Number(at['year'] ?? now);
  const campaign = isCampaign(at['campaign']) ? at['campaign'] : undefined;
  const query = { year, lang, ...(campaign && { campaign }), ...(at['node'] && { node: at['node'] }) };
  const { data, error, refetch } = useQuery({ queryKey: ['fair-reports', query], queryFn: () => fairResults.reports(query) });
  const filters: Filter[] = [
    {
      name: 'year',
      label: t('fairReport.year'),
      options: [now, now - 1, now - 2].map((n) => ({ value: n === now ? '' : String(n), label: String(n) })),
    },
    {
      name: 'campaign',
      label: t('fair.campaign'),
      options: [
        { value: '', label: t('fairReport.allCampaigns') },
        ...CAMPAIGNS.map((one) => ({ value: one, label: lookup('common', `campaign.${one}`, one) })),
      ],
    },
    nodes,
  ];
  const name = t('fairReport.ofYear', { year: String(year) });
  return (
    <Page
      title={name}
      back={{ to: '/fair-year', label: t('year.title', { year: String(year) }) }}
      actions={
        <>
          <Take label="PDF" name={`${name}.pdf`} draw={() => fairResults.reportsFile({ ...query, format: 'pdf' })} />
          <Take label="Excel" name={`${name}.xlsx`} draw={() => fairResults.reportsFile({ ...query, format: 'xlsx' })} />
        </>
      }
    >
      <Toolbar filters={filters} />
      {error && !data ? <Trouble error={error} retry={() => void refetch()} /> : null}
      {data ? <Body report={data} /> : null}
    </Page>
  );
};
