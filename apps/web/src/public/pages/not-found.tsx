import type { ReactNode } from 'react';
import { useT } from '../../i18n';
import { Link } from '../router';
import { usePageTitle } from '../use-page-title';

export const NotFoundPage = (): ReactNode => {
  const t = useT('public');
  usePageTitle(t('notFound.title'));
  return (
    <div className="wrap page empty-page">
      <h1>{t('notFound.title')}</h1>
      <p>{t('notFound.text')}</p>
      <p>
        <Link href="/" className="button">
          {t('notFound.home')}
        </Link>
      </p>
    </div>
  );
};
