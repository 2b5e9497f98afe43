import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { useState, type ReactNode } from 'react';
import { fairYear } from '../../api/booths';
import { useLanguage, useT } from '../../i18n';
import { number } from '../../lib/format';
import { Empty, Section } from '../kit/page';
import { Trouble } from '../kit/page-states';

const FIRST = 8;

/** Of the 50 largest shortages those that no fair of the next 30 days is about; one tap plans one. */
export const Shortages = ({ node }: { node: string | undefined }): ReactNode => {
  const t = useT('console');
  const language = useLanguage();
  const [all, setAll] = useState(false);
  const { data, error, refetch } = useQuery({ queryKey: ['fair-year', 'shortages', node], queryFn: () => fairYear.shortages(node) });
  if (error && !data) return <Trouble error={error} retry={() => void refetch()} />;
  if (!data) return null;
  const without = data.filter(({ fairs }) => fairs === 0);
  return (
    <Section
      id="shortages"
      title={t('year.shortages')}
      extra={<span className="faint num">{t('year.without', { n: without.length, all: data.length })}</span>}
    >
      {data.length > 0 && without.length === 0 ? <Empty title={t('year.allCovered')} /> : null}
      {data.length === 0 ? <Empty title={t('year.noShortage')} /> : null}
      <ul className="replies">
        {without.slice(0, all ? undefined : FIRST).map((one) => (
          <li key={one.occupationCode}>
            <span>
              <strong>{one.occupationName}</strong>{' '}
              <span className="faint num">
                {t('year.shortOf', { people: number(one.people, language), firms: number(one.enterprises, language) })}
                {one.exhibitors > 0 ? ` · ${t('year.exhibitors', { n: one.exhibitors })}` : ''}
              </span>
            </span>
            <Link to="/fairs/new" search={{ occupation: one.occupationCode, name: one.occupationName } as never}>
              <Button size="small" type="primary" ghost tabIndex={-1}>
                {t('year.plan')}
              </Button>
            </Link>
          </li>
        ))}
      </ul>
      {!all && without.length > FIRST ? (
        <Button type="link" onClick={() => setAll(true)}>
          {t('year.more', { n: without.length - FIRST })}
        </Button>
      ) : null}
    </Section>
  );
};
