import type { Principal } from './principal.js';

/** What a trace is about. */
export interface TracedObject {
  kind: string;
  id: string;
  nodePath?: string | null | undefined;
}

/** Where is written who did what. Implemented by the access library, for those that may not know it. */
export abstract class Trail {
  /** Written with the open unit of work, so that it exists exactly when the change does.
   * @param who null for the system itself */
  abstract record(
    who: Pick<Principal, 'userId' | 'token'> | null,
    action: string,
    object: TracedObject,
    fields?: object,
    result?: 'done' | 'failed',
  ): Promise<void>;
}
