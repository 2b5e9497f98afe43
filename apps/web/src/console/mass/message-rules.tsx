import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { messageRules } from '../../api/office';
import type { MessageKind } from '../../api/types';
import { lookup, useT } from '../../i18n';
import { useAddress } from '../kit/address';
import { Day } from '../kit/bits';
import { Facts, Page, Section } from '../kit/page';
import { Trouble } from '../kit/page-states';
import { Toolbar } from '../kit/toolbar';
import { may, useMe } from '../kit/use-me';
import { MessagePolicies } from './message-policy';
import { useRuleWords } from './rule-words';

const Kind = ({ one }: { one: MessageKind }): ReactNode => {
  const t = useT('console');
  const words = useRuleWords();
  return (
    <li className="card">
      <h2 className="card-title">
        <Link to="/message-rules/$template" params={{ template: one.template }}>
          {one.title}
        </Link>
      </h2>
      <Facts
        items={[
          [t('messageRule.to'), words.to(one)],
          [t('messageRule.channels'), words.channels(one)],
          [t('messageRule.timing'), words.timing(one)],
          [t('messageRule.valid'), words.valid(one)],
          [
            t('messageRule.since'),
            one.validFrom ? (
              <span key="since">
                <Day value={one.validFrom} /> {one.source}
              </span>
            ) : (
              t('messageRule.default')
            ),
          ],
          ...(one.next
            ? [
                [
                  t('messageRule.next'),
                  <span key="next">
                    <Day value={one.next.validFrom} />：{words.channels(one.next)}，{words.timing(one.next)}
                  </span>,
                ] as [string, ReactNode],
              ]
            : []),
        ]}
      />
    </li>
  );
};

/** What is sent to whom, how and when: each kind of message, with its rule. */
export const MessageRulesPage = (): ReactNode => {
  const t = useT('console');
  const { at } = useAddress();
  const me = useMe();
  const { data, error, refetch } = useQuery({ queryKey: ['message-rules'], queryFn: messageRules.kinds });
  const groups = [...new Set(data?.map(({ group }) => group))];
  const shown = data?.filter(({ group }) => !at['group'] || group === at['group']);
  return (
    <Page
      title={t('messageRule.title')}
      intro={t('messageRule.intro')}
      back={{ to: '/deliveries', label: t('menu.deliveries') }}
      actions={
        <span className="row">
          <Link to="/sms-templates">{t('smsTemplate.title')}</Link>
        </span>
      }
    >
      {error && !data ? <Trouble error={error} retry={() => void refetch()} /> : null}
      <MessagePolicies editable={may(me, 'message_rule.edit')} />
      <Section title={t('messageRule.kinds')}>
        <Toolbar
          filters={[
            {
              name: 'group',
              label: t('messageRule.group'),
              options: [
                { value: '', label: t('list.all') },
                ...groups.map((group) => ({ value: group, label: lookup('console', `messageGroup.${group}`, group) })),
              ],
            },
          ]}
        />
        <ul className="message-kinds">
          {shown?.map((one) => (
            <Kind key={one.template} one={one} />
          ))}
        </ul>
      </Section>
    </Page>
  );
};
