import { useEffect } from 'react';
import { useT } from '../i18n';

let latest = '';
const note = (title: string): string => (latest = title);

/** The title that the page drawn last gave itself. */
export const drawnTitle = (): string => latest;

export const usePageTitle = (title: string): void => {
  const brand = useT('common')('brand');
  const whole = note(title.includes(brand) ? title : `${title} · ${brand}`);
  useEffect(() => {
    document.title = whole;
  }, [whole]);
};
