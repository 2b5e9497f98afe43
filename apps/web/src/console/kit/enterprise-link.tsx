import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { may, useMe } from './use-me';

/** The name of an enterprise; for whoever may see it, the way to its page. */
export const EnterpriseLink = ({ id, name }: { id: string; name: string }): ReactNode =>
  may(useMe(), 'enterprise.read') ? (
    <Link to="/enterprises/$id" params={{ id }}>
      {name}
    </Link>
  ) : (
    name
  );
