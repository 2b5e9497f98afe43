import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { useState, type ReactNode } from 'react';
import { fairPapers } from '../../api/fair-papers';
import { fairPlans } from '../../api/fair-plans';
import type { Fair, FairTemplate, Invitation } from '../../api/types';
import { useLanguage, useT } from '../../i18n';
import { saveAs } from '../../lib/table-csv';
import { DataTable, type Column } from '../kit/data-table';
import { Section } from '../kit/page';
import { useAct } from '../kit/use-act';

const KINDS = ['organisation', 'emergency', 'security'] as const;

const Take = ({ label, name, draw }: { label: string; name: string; draw: () => Promise<Blob> }): ReactNode => {
  const save = useAct(draw, { renew: [], then: (content) => saveAs(content, name) });
  return (
    <Button loading={save.isPending} onClick={() => save.mutate()} aria-label={name}>
      {label}
    </Button>
  );
};

/** What is drawn of a fair: plans to file, booth cards, the poster. */
export const Papers = ({ fair }: { fair: Fair }): ReactNode => {
  const t = useT('console');
  const language = useLanguage();
  const [lang, setLang] = useState<FairTemplate['locale']>(language);
  const plan = (kind: FairTemplate['kind'], format: 'pdf' | 'docx'): ReactNode => (
    <Take
      key={format}
      label={format === 'pdf' ? 'PDF' : 'Word'}
      name={`${t(`fairPapers.kinds.${kind}`)} ${fair.name}.${format}`}
      draw={() => fairPapers.plan(fair.id, kind, { format, lang })}
    />
  );
  return (
    <Section
      title={t('fairPapers.title')}
      extra={
        <label className="row">
          <span className="faint">{t('fairPapers.language')}</span>
          <select className="select" value={lang} onChange={(event) => setLang(event.target.value === 'en' ? 'en' : 'zh')}>
            <option value="zh">{t('fairPapers.languages.zh')}</option>
            <option value="en">{t('fairPapers.languages.en')}</option>
          </select>
        </label>
      }
    >
      <ul className="card papers">
        {KINDS.map((kind) => (
          <li key={kind}>
            <span>{t(`fairPapers.kinds.${kind}`)}</span>
            <span className="row">
              {plan(kind, 'pdf')}
              {plan(kind, 'docx')}
            </span>
          </li>
        ))}
        <li>
          <span>
            {t('fairPapers.cards')}
            <small>{t('fairPapers.cardsHelp')}</small>
          </span>
          <Take label="PDF" name={`${t('fairPapers.cards')} ${fair.name}.pdf`} draw={() => fairPapers.cards(fair.id, { lang })} />
        </li>
        <li>
          <span>{t('fairPapers.poster')}</span>
          <Take label="PDF" name={`${t('fairPapers.poster')} ${fair.name}.pdf`} draw={() => fairPapers.poster(fair.id, { lang })} />
        </li>
      </ul>
      <p className="faint">
        {t('fairPapers.blanks')} <Link to="/fair-templates">{t('fairPapers.templates')}</Link>
      </p>
    </Section>
  );
};

/** Enterprises that the fair was planned for; nothing where it was not planned so. */
export const Invitations = ({ fair }: { fair: Fair }): ReactNode => {
  const t = useT('console');
  const [cursor, setCursor] = useState<string>();
  const query = useQuery({
    queryKey: ['fairs', fair.id, 'invitations', cursor],
    queryFn: () => fairPlans.invitations(fair.id, { cursor, limit: 25 }),
    placeholderData: keepPreviousData,
  });
  const columns: Column<Invitation>[] = [
    {
      key: 'enterprise',
      title: t('fairPlan.enterprise'),
      main: true,
      cell: (one) => (
        <Link to="/enterprises/$id" params={{ id: one.enterpriseId }}>
          {one.enterpriseName}
        </Link>
      ),
    },
    { key: 'post', title: t('fairPlan.post'), cell: (one) => one.needTitle },
    { key: 'short', title: t('fairPlan.shortHere'), numeric: true, cell: (one) => one.short },
  ];
  if (!query.data || (query.data.items.length === 0 && !cursor)) return null;
  const { next } = query.data;
  return (
    <Section title={t('fairPlan.invitations')}>
      {fair.state === 'planned' || fair.state === 'filed' ? <p className="faint">{t('fairPlan.invitationsHelp')}</p> : null}
      <DataTable
        caption={t('fairPlan.invitations')}
        columns={columns}
        query={{ ...query, data: { ...query.data, next: null } }}
        rowKey={(one) => one.enterpriseId}
        empty={null}
      />
      {next || cursor ? (
        <p className="row">
          <Button disabled={!cursor} onClick={() => setCursor(undefined)}>
            {t('list.first')}
          </Button>
          <Button disabled={!next} onClick={() => setCursor(next ?? undefined)}>
            {t('list.next')}
          </Button>
        </p>
      ) : null}
    </Section>
  );
};
