import type { ReactNode } from 'react';
import { registrations } from '../../api/console';
import { useT } from '../../i18n';

/** Licence and letter of an application; each look at them is logged. */
export const Papers = ({ one }: { one: { id: string; hasLicence: boolean; hasLetter: boolean } }): ReactNode => {
  const t = useT('console');
  if (!one.hasLicence && !one.hasLetter) return <>{t('none')}</>;
  return (
    <span className="row">
      {one.hasLicence ? (
        <a href={registrations.document(one.id, 'licence')} target="_blank" rel="noreferrer">
          {t('register.licence')}
        </a>
      ) : null}
      {one.hasLetter ? (
        <a href={registrations.document(one.id, 'letter')} target="_blank" rel="noreferrer">
          {t('register.letter')}
        </a>
      ) : null}
    </span>
  );
};
