import type { MessageKind } from '../../api/types';
import { lookup, useLanguage, useT } from '../../i18n';

type Rule = Pick<MessageKind, 'channels' | 'way' | 'unreadMinutes' | 'timing' | 'at' | 'remindDays' | 'validMinutes' | 'quiet' | 'must'>;

const word = (group: string, value: string): string => lookup('console', `${group}.${value}`, value);

/** A rule in words. */
export const useRuleWords = () => {
  const t = useT('console');
  const language = useLanguage();
  const join = (parts: string[], between: string): string => parts.join(language === 'zh' ? between : ', ');
  return {
    to: ({ to }: Pick<MessageKind, 'to'>): string =>
      join(
        to.map((one) => word('messageAudience', one)),
        '、',
      ),
    channels: ({ channels, way, unreadMinutes, must }: Rule): string => {
      const names = channels.map((one) => word('channel', one));
      const ways =
        names.length === 0
          ? t('messageRule.inAppOnly')
          : way === 'first'
            ? `${names.join(' → ')}${unreadMinutes === null ? '' : `（${t('messageRule.unread', { count: unreadMinutes })}）`}`
            : join(names, '、');
      return must ? `${ways} · ${t('messageRule.mustShort')}` : ways;
    },
    timing: ({ timing, at, quiet, remindDays }: Rule): string =>
      [
        `${word('messageTiming', timing)}${at === null ? '' : ` ${at}`}`,
        ...(quiet === 'through' ? [] : [word('messageQuiet', quiet)]),
        ...(remindDays === null ? [] : [t('messageRule.remind', { count: remindDays })]),
      ].join(' · '),
    valid: ({ validMinutes, dated }: Pick<MessageKind, 'validMinutes' | 'dated'>): string =>
      [
        ...(validMinutes === null ? [] : [t('messageRule.minutes', { count: validMinutes })]),
        ...(dated ? [t('messageRule.untilDate')] : []),
      ].join(' · ') || t('messageRule.always'),
  };
};
