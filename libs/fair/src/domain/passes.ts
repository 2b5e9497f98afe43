export const WAYS = ['in', 'out'] as const;
export type Way = (typeof WAYS)[number];

/** It counts, a supervisor has to decide about it, or it was decided that it does not count. */
export type PassStanding = 'counts' | 'pending' | 'void';

/** A ticket that went through a gate. */
export interface PassSeen {
  id: string;
  gateId: string;
  way: Way;
  /** Milliseconds since 1970, by the server's clock. */
  at: number;
}
export interface Pass extends PassSeen {
  standing: PassStanding;
}

/** The same ticket before the same gate within this time is one person whom a helper scanned twice, in milliseconds. */
const ONE_SCAN = 60_000;

export type PassVerdict =
  { kind: 'counts' } | { kind: 'repeat' } | { kind: 'pending'; code: 'used_elsewhere' | 'used_here'; withId: string };

const inOrder = (a: PassSeen, b: PassSeen): number => a.at - b.at || (a.id < b.id ? -1 : 1);

const clash = (mark: PassSeen, other: PassSeen): PassVerdict => {
  if (other.gateId === mark.gateId && Math.abs(other.at - mark.at) <= ONE_SCAN) return { kind: 'repeat' };
  return { kind: 'pending', code: other.gateId === mark.gateId ? 'used_here' : 'used_elsewhere', withId: other.id };
};

/**
 * What one more pass of a ticket comes to. Who went in twice without having gone out between is two people, or one whom nobody
 * scanned on the way out: a supervisor decides. Going out is never refused. It does not matter which phone is first to tell.
 * @param before what is known of the ticket
 */
export const judgePass = (before: readonly Pass[], mark: PassSeen): PassVerdict => {
  const counting = before.filter(({ standing }) => standing === 'counts').sort(inOrder);
  const last = counting.filter((pass) => inOrder(pass, mark) < 0).at(-1);
  const next = counting.find((pass) => inOrder(pass, mark) > 0);
  if (mark.way === 'out') {
    const same = [last, next].find((pass) => pass?.way === 'out' && pass.gateId === mark.gateId && Math.abs(pass.at - mark.at) <= ONE_SCAN);
    return same ? { kind: 'repeat' } : { kind: 'counts' };
  }
  if (last?.way === 'in') return clash(mark, last);
  return next?.way === 'in' ? clash(mark, next) : { kind: 'counts' };
};

/** Waiting passes that clash with nothing any more, now that more is known of the ticket. */
export const clearedOf = (passes: readonly Pass[]): string[] => {
  const all = [...passes];
  const cleared: string[] = [];
  for (const waiting of passes.filter(({ standing }) => standing === 'pending').sort(inOrder)) {
    const others = all.filter(({ id }) => id !== waiting.id);
    if (judgePass(others, waiting).kind !== 'counts') continue;
    cleared.push(waiting.id);
    all.splice(
      all.findIndex(({ id }) => id === waiting.id),
      1,
      { ...waiting, standing: 'counts' },
    );
  }
  return cleared;
};

/** The gate that somebody came in by who is inside; null for who is not. */
export const insideBy = (passes: readonly Pass[]): string | null => {
  const last = passes
    .filter(({ standing }) => standing === 'counts')
    .sort(inOrder)
    .at(-1);
  return last?.way === 'in' ? last.gateId : null;
};
