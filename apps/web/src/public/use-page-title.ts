import { useEffect } from 'react';
import { useT } from '../i18n';

export const usePageTitle = (title: string): void => {
  const brand = useT('common')('brand');
  useEffect(() => {
    document.title = title.includes(brand) ? title : `${title} · ${brand}`;
  }, [title, brand]);
};
