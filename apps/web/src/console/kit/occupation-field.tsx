import type { ReactNode } from 'react';
import { reference } from '../../api/console';
import { useT } from '../../i18n';
import { CodeField, type CodeFieldProps } from './code-field';

interface Props extends CodeFieldProps {
  /** Words to begin with, e.g. the title of the post. */
  hint?: string;
  /** Chooses a group of occupations (中类), by the name of any in it. */
  groups?: boolean;
}

/** One types what the work is called on the shop floor and picks an occupation of the classification. */
export const OccupationField = ({ groups = false, ...rest }: Props): ReactNode => {
  const t = useT('console');
  return (
    <CodeField
      {...rest}
      of={{
        key: groups ? 'occupation-groups' : 'occupations',
        find: (words, signal) => reference.occupations(words, groups, signal),
        label: t('need.occupation'),
        placeholder: t('occupation.placeholder'),
        none: t('occupation.none'),
      }}
    />
  );
};
