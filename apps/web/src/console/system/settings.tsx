import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { admin } from '../../api/console';
import { useT } from '../../i18n';
import { Page } from '../kit/page';
import { Trouble } from '../kit/page-states';

export const SettingsPage = (): ReactNode => {
  const t = useT('console');
  const { data, error, refetch } = useQuery({ queryKey: ['settings'], queryFn: admin.settings });
  return (
    <Page title={t('menu.settings')} intro={t('setting.intro')} narrow>
      {error && !data ? <Trouble error={error} retry={() => void refetch()} /> : null}
      {data ? (
        <dl className="facts card settings">
          {data.map((row) => (
            <div key={row.name}>
              <dt className="num">{row.name}</dt>
              <dd className="num">{row.value}</dd>
            </div>
          ))}
        </dl>
      ) : null}
    </Page>
  );
};
