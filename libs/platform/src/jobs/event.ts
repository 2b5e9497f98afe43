/** Something that happened in a domain, named in the past tense: 'need.published'. */
export interface EventKind<E extends object = object> {
  readonly name: string;
  /** Never set; carries the type of the data. */
  readonly data?: E;
}

export const defineEvent = <E extends object>(name: string): EventKind<E> => Object.freeze({ name });

/**
 * Domains say what happened, inside their unit of work; the map in `flow`, which answers this port, writes what follows in
 * the same transaction.
 */
export abstract class Events {
  /** @throws Error outside a unit of work, or for an event that the map does not know. */
  abstract record<E extends object>(kind: EventKind<E>, data: E): Promise<void>;
}
