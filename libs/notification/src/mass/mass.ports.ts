import type { MessageRecipient } from '../notifier.service.js';

/** Whom a message to many goes to. Empty lists and false ask for nothing. */
export interface MassFilter {
  /** Offices whose enterprises they are, by path. */
  paths: readonly string[];
  /** Beginnings of codes of industries. */
  industries: readonly string[];
  keyOnly: boolean;
  aboveScaleOnly: boolean;
  openNeedsOnly: boolean;
}

/** What a text may name of somebody. */
export interface MassValues {
  enterpriseName: string;
  name: string;
  needs: number;
  places: number;
}

/** An enterprise that a message concerns, with whoever speaks for it. */
export interface Addressee {
  enterpriseId: string;
  enterpriseName: string;
  nodeId: string;
  needs: number;
  places: number;
  people: readonly (MessageRecipient & { name: string })[];
}

/** As {@link Addressee}, without anybody's address: whether there is one. */
export interface Reachable extends Omit<Addressee, 'people'> {
  people: readonly { userId: string; locale: 'zh' | 'en'; email: boolean; phone: boolean }[];
}

/** Port: enterprises as a filter finds them, in order of id. The answer ends where `after` is null. */
export abstract class Addressees {
  abstract page(filter: MassFilter, after: string, limit: number): Promise<{ items: Addressee[]; after: string | null }>;
  abstract reach(filter: MassFilter, after: string, limit: number): Promise<{ items: Reachable[]; after: string | null }>;
  abstract names(enterpriseIds: readonly string[]): Promise<ReadonlyMap<string, string>>;
}
