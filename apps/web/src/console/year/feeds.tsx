import { useQuery } from '@tanstack/react-query';
import { Button, Input } from 'antd';
import { useState, type ReactNode } from 'react';
import { fairYear } from '../../api/booths';
import { useT } from '../../i18n';
import { useAsk } from '../kit/ask';
import { Moment } from '../kit/bits';
import { Section } from '../kit/page';
import { useAct } from '../kit/use-act';

/** Links under which a calendar program reads the fairs: an open one, and secret ones that may be revoked. */
export const FeedsSection = (): ReactNode => {
  const t = useT('console');
  const ask = useAsk();
  const [path, setPath] = useState<string>();
  const { data } = useQuery({ queryKey: ['fair-feeds'], queryFn: fairYear.feeds });
  const make = useAct(fairYear.makeFeed, { renew: ['fair-feeds'], then: (feed) => setPath(feed.path ?? undefined) });
  const revoke = useAct((id: string) => fairYear.revokeFeed(id), {
    done: t('year.revoked'),
    renew: ['fair-feeds'],
    then: () => setPath(undefined),
  });
  const sure = async (id: string): Promise<void> => {
    if (await ask({ title: t('year.revokeTitle'), consequence: t('year.revokeWhat'), ok: t('year.revoke'), danger: true }))
      revoke.mutate(id);
  };
  return (
    <Section id="feeds" title={t('year.feeds')}>
      <p className="faint">{t('year.feedsIntro')}</p>
      <label className="feed-link">
        <span>{t('year.openFeed')}</span>
        <Input readOnly value={`${location.origin}/api/fair-feeds/open/calendar`} onFocus={(event) => event.target.select()} />
      </label>
      {path ? (
        <label className="feed-link">
          <strong>{t('year.newFeed')}</strong>
          <Input readOnly value={`${location.origin}${path}`} onFocus={(event) => event.target.select()} />
        </label>
      ) : null}
      <ul className="replies">
        {data?.map((feed) => (
          <li key={feed.id}>
            <span>
              {t('year.feedOf')} <Moment value={feed.createdAt} />
            </span>
            <Button size="small" onClick={() => void sure(feed.id)}>
              {t('year.revoke')}
            </Button>
          </li>
        ))}
      </ul>
      <Button loading={make.isPending} onClick={() => make.mutate()}>
        {t('year.makeFeed')}
      </Button>
    </Section>
  );
};
