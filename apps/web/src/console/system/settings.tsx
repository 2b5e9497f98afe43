import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { admin } from '../../api/console';
import { lookup, useLanguage, useT } from '../../i18n';
import { Page } from '../kit/page';
import { Trouble } from '../kit/page-states';

export const SettingsPage = (): ReactNode => {
  const t = useT('console');
  useLanguage();
  const words: Record<string, string> = { true: t('setting.on'), false: t('setting.off') };
  const { data, error, refetch } = useQuery({ queryKey: ['settings'], queryFn: admin.settings });
  return (
    <Page title={t('menu.settings')} intro={t('setting.intro')} narrow>
      {error && !data ? <Trouble error={error} retry={() => void refetch()} /> : null}
      {data ? (
        <dl className="facts card settings">
          {data.map((row) => (
            <div key={row.name}>
              <dt>
                {lookup('console', `settingName.${row.name}`, '')} <code>{row.name}</code>
              </dt>
              <dd className="num">{words[row.value] ?? <code>{row.value}</code>}</dd>
            </div>
          ))}
        </dl>
      ) : null}
    </Page>
  );
};
