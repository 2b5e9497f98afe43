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
    return JSON.parse(remembered(KEPT) ?? 'null') as KeptTicket | null;
  } catch {
    return null;
  }
};

export const keepTicket = (link: string, ticket: MyTicket): void => remember(KEPT, JSON.stringify({ link, ticket }));

export const forgetTicket = (): void => remember(KEPT, null);
