import { useEffect } from 'react';
import { useT } from '../i18n';

/** What search engines and messengers read of a page. */
export interface PageFacts {
  description?: string | undefined;
  /** Of schema.org. */
  structured?: object | undefined;
  /** Address of the picture that messengers show of a shared link. */
  picture?: string | undefined;
}

export interface PageHead extends PageFacts {
  title: string;
}

let latest: PageHead = { title: '' };
const note = (head: PageHead): void => void (latest = head);

/** What the page drawn last said of itself. */
export const drawnHead = (): PageHead => latest;

export const usePageTitle = (title: string, facts: PageFacts = {}): void => {
  const brand = useT('common')('brand');
  const whole = title.includes(brand) ? title : `${title} · ${brand}`;
  note({ title: whole, ...facts });
  useEffect(() => {
    document.title = whole;
  }, [whole]);
};
