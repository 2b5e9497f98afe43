import { useQuery } from '@tanstack/react-query';
import { Button, Checkbox } from 'antd';
import { useState, type ReactNode } from 'react';
import { privacy } from '../../api/console';
import { useLanguage, useT } from '../../i18n';
import { Day } from '../kit/bits';
import { Page } from '../kit/page';
import { PageLoading, Trouble } from '../kit/page-states';
import { useAct } from '../kit/use-act';

/** What holds today about people's data, in the language of the page. */
export const usePrivacyNotice = () => {
  const language = useLanguage();
  return useQuery({ queryKey: ['privacy', language], queryFn: privacy.notice, staleTime: 600_000 });
};

type Notice = NonNullable<ReturnType<typeof usePrivacyNotice>['data']>;

export const PrivacyText = ({ notice }: { notice: Notice }): ReactNode => {
  const t = useT('console');
  return (
    <div className="privacy">
      {notice.sections.map(({ heading, text }) => (
        <div key={heading}>
          <h3>{heading}</h3>
          <p>{text}</p>
        </div>
      ))}
      <p className="faint">
        {t('privacy.version', { version: notice.version })} <Day value={notice.validFrom} />
      </p>
    </div>
  );
};

/** Whoever agreed to an earlier version reads what holds now before going on. */
export const PrivacyPage = (): ReactNode => {
  const t = useT('console');
  const { data, error, refetch } = usePrivacyNotice();
  const [read, setRead] = useState(false);
  const agree = useAct(privacy.agree, { renew: ['me'] });
  if (error && !data)
    return (
      <div className="page">
        <Trouble error={error} retry={() => void refetch()} />
      </div>
    );
  if (!data) return <PageLoading />;
  return (
    <Page title={data.title} intro={t('privacy.changed')} narrow>
      <PrivacyText notice={data} />
      <p>
        <Checkbox checked={read} onChange={(event) => setRead(event.target.checked)}>
          {t('privacy.agree', { title: data.title })}
        </Checkbox>
      </p>
      <Button type="primary" disabled={!read} loading={agree.isPending} onClick={() => agree.mutate(data.version)}>
        {t('privacy.goOn')}
      </Button>
    </Page>
  );
};
