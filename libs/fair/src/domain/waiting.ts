/** Waits, has as many booths as it asked for, went by itself, let an offer pass, or was taken off by the office. */
export const WAIT_STATES = ['waiting', 'served', 'left', 'lapsed', 'removed'] as const;
export type WaitState = (typeof WAIT_STATES)[number];

/** A place in a list: by time, and within one moment by number and id. */
export interface WaitPlace {
  id: string;
  orderAt: Date;
  orderNo: number;
}

/** Negative when `a` stands before `b`. */
export const inOrder = (a: WaitPlace, b: WaitPlace): number =>
  a.orderAt.getTime() - b.orderAt.getTime() || a.orderNo - b.orderNo || (a.id < b.id ? -1 : Number(a.id > b.id));

/**
 * Puts one entry before another, or last. Everybody else keeps the order that they had.
 * @param list in its order @param before null for the end
 * @returns the entries whose place changes, with their new ones
 */
export const putBefore = (list: readonly WaitPlace[], movedId: string, before: string | null): WaitPlace[] => {
  const others = list.filter(({ id }) => id !== movedId);
  const at = before === null ? others.length : others.findIndex(({ id }) => id === before);
  const [next, last] = [others[at], others.at(-1)];
  if (at < 0 || (!next && !last)) return [];
  const moved: WaitPlace = next
    ? { id: movedId, orderAt: next.orderAt, orderNo: next.orderNo - 1 }
    : { id: movedId, orderAt: last?.orderAt ?? new Date(0), orderNo: (last?.orderNo ?? 0) + 1 };
  const changed = [moved];
  // Those of the same moment before it make room.
  let lowest = moved;
  for (let i = at - 1; i >= 0; i -= 1) {
    const one = others[i];
    if (!one || one.orderAt.getTime() !== lowest.orderAt.getTime() || one.orderNo < lowest.orderNo) break;
    lowest = { ...one, orderNo: lowest.orderNo - 1 };
    changed.push(lowest);
  }
  return changed;
};
