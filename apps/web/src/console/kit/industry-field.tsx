import type { ReactNode } from 'react';
import { reference } from '../../api/console';
import { useT } from '../../i18n';
import { CodeField, type CodeFieldProps } from './code-field';

/** One types what an industry is called and picks it of the classification. */
export const IndustryField = (props: CodeFieldProps): ReactNode => {
  const t = useT('console');
  return (
    <CodeField
      {...props}
      of={{
        key: 'industries',
        find: reference.industries,
        label: t('industry.label'),
        placeholder: t('industry.placeholder'),
        none: t('industry.none'),
      }}
    />
  );
};
