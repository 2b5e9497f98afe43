import type { ReactNode } from 'react';
import { useT } from '../../i18n';

/** What an entry of the trail says, field by field: before → after. */
export const Changes = ({ changes }: { changes: readonly { name: string; before: string | null; after: string }[] }): ReactNode => {
  const t = useT('console');
  return (
    <span className="audit-fields">
      {changes.map(({ name, before, after }) => (
        <span key={name}>
          <b>{name}</b>{' '}
          {before === null ? null : (
            <>
              <del>
                <span className="visually-hidden">{t('audit.before')} </span>
                {before}
              </del>{' '}
              →{' '}
            </>
          )}
          {after}
        </span>
      ))}
    </span>
  );
};
