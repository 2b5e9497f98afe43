import { useLanguage, useT } from '../../i18n';
import { moment } from '../../lib/format';
import { useAsk } from '../kit/ask';

/** As long as the house holds places for a promise. */
const HELD_MS = 72 * 3_600_000;

interface Offer {
  needTitle: string;
  enterpriseName: string;
  people: number;
}

/** Asks how many are promised, and says what that means and until when it holds. @returns null when the person thinks better of it */
export const useAskPromise = (): ((offer: Offer) => Promise<number | null>) => {
  const t = useT('console');
  const language = useLanguage();
  const ask = useAsk();
  return async ({ needTitle, enterpriseName, people }) => {
    const answer = await ask({
      title: t('proposal.promiseTitle', { title: needTitle }),
      consequence: t('proposal.promiseWhat', {
        enterprise: enterpriseName,
        until: moment(new Date(Date.now() + HELD_MS).toISOString(), language),
      }),
      ok: t('proposal.promise'),
      fields: [{ name: 'people', label: t('proposal.howMany', { n: people }), as: 'number', min: 1, max: people, value: people }],
    });
    return answer && Number(answer.said['people']);
  };
};
