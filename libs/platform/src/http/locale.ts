import type { FastifyRequest } from 'fastify';

const CHOSEN = /(?:^|;\s*)gangqiao\.language=(zh|en)(?:;|$)/;

/** The language of whoever asks. Our pages and other programs name one; a file that a link fetches comes with what the browser was
 * installed for, beside the choice that its reader made on the pages. */
export const localeOf = ({ headers }: Pick<FastifyRequest, 'headers'>): 'zh' | 'en' => {
  const asked = headers['accept-language']?.trim() ?? '';
  if (asked === 'zh' || asked === 'en') return asked;
  const chosen = CHOSEN.exec(headers.cookie ?? '')?.[1];
  return chosen === 'en' || (chosen === undefined && /^en\b/i.test(asked)) ? 'en' : 'zh';
};
