import type { Shot, Who } from './programs.js';
import type { Stage } from './stage.js';

/** What is fired four times at once. */
export interface Case {
  /** `POST /api/needs/{id}/report`, as the OpenAPI file has it. */
  route: string;
  /** When a route has several. */
  about?: string;
  /** Why it need not come to the same: then one has to succeed, and the others may be refused in another way. */
  loosely?: string;
  /** Each of them is refused: what is asked is what is kept of them. */
  refused?: true;
  /** Makes fresh state: one request that is sent four times, or four that get into each other's way. */
  prepare: (stage: Stage) => Promise<Shot | Shot[]>;
}

export const SHOTS = 4;

export const fourOf = (shots: Shot | Shot[]): Shot[] => (Array.isArray(shots) ? shots : Array.from({ length: SHOTS }, () => shots));

/** A case of a route whose request is known once its state is: the address is the route's with ids in place of the names. */
export const of = (
  route: string,
  state: (stage: Stage) => Promise<{ who: Who | null; ids?: string[]; body?: unknown; headers?: Record<string, string> }>,
  about?: string,
): Case => ({
  route,
  ...(about === undefined ? {} : { about }),
  prepare: async (stage) => {
    const { ids = [], ...rest } = await state(stage);
    return { ...rest, method: methodOf(route), path: pathOf(route, ids) };
  },
});

export const methodOf = (route: string): string => route.split(' ')[0] ?? '';

export const pathOf = (route: string, ids: readonly string[]): string => {
  const left = [...ids];
  return (route.split(' ')[1] ?? '').replace(/\{\w+\}/g, () => left.shift() ?? '');
};

export const atVersion = (version: number): Record<string, string> => ({ 'if-match': `"${version}"` });
