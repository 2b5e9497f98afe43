import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useLanguage } from '../../i18n';
import { number } from '../../lib/format';

interface Props {
  to: string;
  search?: Record<string, string>;
  /** Undefined while it is being counted. */
  n: number | undefined;
  /** There are more than were counted. */
  more?: boolean;
  text: string;
  note?: string | undefined;
}

/** Something that waits, with how many there are and the way to it. */
export const Task = ({ to, search, n, more = false, text, note }: Props): ReactNode => {
  const language = useLanguage();
  return (
    <Link to={to} search={search ?? {}} className={n ? 'task' : 'task none'}>
      <b className="num">{n === undefined ? '—' : `${number(n, language)}${more ? '+' : ''}`}</b>
      <span>
        {text}
        {n && note ? <small> {note}</small> : null}
      </span>
    </Link>
  );
};
