import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { admin } from '../../api/console';
import { lookup, useT } from '../../i18n';
import { Page } from '../parts/page';
import { Trouble } from '../parts/page-states';

export const SettingsPage = (): ReactNode => {
  const t = useT('console');
  const { data, error, refetch } = useQuery({ queryKey: ['settings'], queryFn: admin.settings });
  const rows = Array.isArray(data) ? data : (data?.items ?? []);
  return (
    <Page title={t('menu.settings')} intro={t('setting.intro')} narrow>
      {error && !data ? <Trouble error={error} retry={() => void refetch()} /> : null}
      <dl className="facts card settings">
        {rows.map((row) => (
          <div key={row.key}>
            <dt>{lookup('console', `settingName.${row.key.replaceAll('.', '_')}`, row.description ?? row.key)}<small className="num">{row.key}</small></dt>
            <dd className="num">{typeof row.value === 'boolean' ? t(row.value ? 'yes' : 'no') : String(row.value)}</dd>
          </div>
        ))}
      </dl>
    </Page>
  );
};
