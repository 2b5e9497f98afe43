import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { surveys } from '../../api/console';
import { useLanguage, useT } from '../../i18n';
import { day } from '../../lib/format';
import { StateTag } from '../kit/bits';
import { Empty, Page } from '../kit/page';
import { Trouble } from '../kit/page-states';

/** The questionnaires that wait for this enterprise. */
export const MySurveyPage = (): ReactNode => {
  const t = useT('console');
  const language = useLanguage();
  const { data, error, refetch } = useQuery({ queryKey: ['surveys', 'mine'], queryFn: surveys.mine });
  return (
    <Page narrow title={t('survey.mine')} intro={t('survey.mineIntro')}>
      {error ? <Trouble error={error} retry={() => void refetch()} /> : null}
      {data?.length === 0 ? <Empty title={t('survey.mineEmpty')} help={t('survey.mineEmptyHelp')} /> : null}
      {data?.map((one) => (
        <div key={one.id} className="card survey-card">
          <div>
            <b>
              {one.quarter} {t('survey.title')}
            </b>{' '}
            <StateTag kind="survey" state={one.state} />
            <p className="faint">
              {one.enterpriseName} · {t('survey.until', { day: day(one.closesOn, language) })}
            </p>
          </div>
          <Link to="/survey/$id" params={{ id: one.id }}>
            <Button type="primary" tabIndex={-1}>
              {t('survey.fill')}
            </Button>
          </Link>
        </div>
      ))}
    </Page>
  );
};

/** Over the needs: the survey that is open for this enterprise and not handed in yet. */
export const SurveyBanner = (): ReactNode => {
  const t = useT('console');
  const language = useLanguage();
  const { data } = useQuery({ queryKey: ['surveys', 'mine'], queryFn: surveys.mine });
  const waiting = data?.find((one) => one.state === 'invited' || one.state === 'started' || one.state === 'asked_back');
  if (!waiting) return null;
  return (
    <Link to="/survey/$id" params={{ id: waiting.id }} className="card survey-card">
      <span>
        <b>{t('survey.banner', { quarter: waiting.quarter })}</b>
        <small className="faint"> {t('survey.until', { day: day(waiting.closesOn, language) })}</small>
      </span>
      <span aria-hidden="true">›</span>
    </Link>
  );
};
