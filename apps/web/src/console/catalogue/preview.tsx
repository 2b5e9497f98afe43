import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { surveys } from '../../api/console';
import type { SurveyRound } from '../../api/types';
import { lookup, useLanguage, useT } from '../../i18n';
import { number } from '../../lib/format';
import { Facts, Section } from '../kit/page';
import { Trouble } from '../kit/page-states';

const percent = (share: number): string => `${(100 * share).toFixed(1)}%`;

/** The catalogue of a closed round before it is published: how many answered, what waits for review, what will be withheld, what leads. */
export const CataloguePreview = ({ round }: { round: SurveyRound }): ReactNode => {
  const t = useT('console');
  const language = useLanguage();
  const { data, error, refetch } = useQuery({
    queryKey: ['surveys', round.id, 'preview', round.latestVersion],
    queryFn: () => surveys.cataloguePreview(round.id),
  });
  const doubts = useQuery({
    queryKey: ['surveys', round.id, 'open-doubts'],
    queryFn: () => surveys.doubts(round.id, { state: 'open', limit: 1 }),
  });
  if (error && !data) return <Trouble error={error} retry={() => void refetch()} />;
  if (!data) return <p role="status">{t('preview.making')}</p>;
  const interval = ({ low, high }: { low: number | null; high: number | null }): string =>
    low === high ? t('preview.all') : `${number(low ?? 0, language)}–${number(high ?? 0, language)}`;
  return (
    <Section title={t('preview.title')}>
      <Facts
        items={[
          [
            t('preview.response'),
            t('preview.responseOf', {
              rate: data.sampled ? percent(data.responded / data.sampled) : '—',
              sampled: number(data.sampled, language),
              responded: number(data.responded, language),
            }),
          ],
          [t('preview.doubts'), doubts.data ? t(doubts.data.items.length ? 'preview.some' : 'preview.none') : null],
          [t('preview.total'), data.estimate === null ? null : `${number(data.estimate, language)} (${interval(data)})`],
        ]}
      />
      <h3>{t('preview.withheld')}</h3>
      <p className="faint">{t('preview.withheldHelp', { n: data.withholdBelow })}</p>
      <Facts
        items={data.tables.map(({ table, withheld, figures }) => [
          lookup('console', `preview.table.${table}`, ''),
          t('preview.of', { withheld: number(withheld, language), figures: number(figures, language) }),
        ])}
      />
      <h3>{t('preview.top')}</h3>
      <ol>
        {data.top.map((one) => (
          <li key={one.code}>
            {one.name} <b className="num">{number(one.estimate, language)}</b> <small className="num">{interval(one)}</small>
          </li>
        ))}
      </ol>
    </Section>
  );
};
