import type { TicketHolder } from '../ticket/ticket.entity.js';
import type { TicketOf } from '../ticket/ticket.repository.js';

/** What an enterprise may see of somebody whom it met: what they let it, as of now, and nothing else. */
export interface SeenHolder {
  name: string | null;
  /** Telephone, or the address where that was given instead. */
  reach: string | null;
  occupation: string | null;
  experience: string | null;
}

const nobody: TicketHolder = { name: null, phone: null, email: null, occupation: null, experience: null };

export const seenOf = ({ holder, consents }: Pick<TicketOf, 'holder' | 'consents'>): SeenHolder => {
  const { name, phone, email, occupation, experience } = holder ?? nobody;
  const may = new Set(consents);
  return {
    name: may.has('name') ? name : null,
    reach: may.has('phone') ? (phone ?? email) : null,
    occupation: may.has('occupation') ? occupation : null,
    experience: may.has('experience') ? experience : null,
  };
};
