import type { MyTicket } from '../api/types';
import { remember, remembered } from '../lib/storage';

const KEPT = 'gangqiao.ticket';

export interface KeptTicket {
  link: string;
  ticket: MyTicket;
}

/** The ticket of this phone: its code is shown without a network as well. */
export const keptTicket = (): KeptTicket | null => {
  try {
    const kept = JSON.parse(remembered(KEPT) ?? 'null') as KeptTicket | null;
    // What an older release kept does not say how the fair is held.
    return kept && { ...kept, ticket: { ...kept.ticket, mode: (kept.ticket as Partial<MyTicket>).mode ?? 'on_site' } };
  } catch {
    return null;
  }
};

export const keepTicket = (link: string, ticket: MyTicket): void => remember(KEPT, JSON.stringify({ link, ticket }));

export const forgetTicket = (): void => remember(KEPT, null);
