import type { ReactNode } from 'react';
import { useT } from '../../i18n';
import { Link } from '../router';
import { usePageTitle } from '../use-page-title';

/** An address of nothing, or of what is gone, with the list that it would stand in. */
export const NotFoundPage = ({ list }: { list?: { href: string; label: string } }): ReactNode => {
  const t = useT('public');
  usePageTitle(t('notFound.title'));
  return (
    <div className="wrap page empty-page">
      <h1>{t('notFound.title')}</h1>
      <p>{t('notFound.text')}</p>
      <p>
        <Link href={list?.href ?? '/'} className="button">
          {list?.label ?? t('notFound.home')}
        </Link>
      </p>
    </div>
  );
};
