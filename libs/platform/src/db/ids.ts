import { randomUUID } from 'node:crypto';

/** Ids of one millisecond count on from a random beginning, which leaves room for this many at least. */
const BEGINNINGS = 0x800;
const COUNTED = 0x1000;

let at = 0;
let count = 0;

/** A new primary key: UUID v7 (RFC 9562), so that keys sort by time of creation, those of one process in its very order. */
export const newId = (): string => {
  const random = randomUUID();
  const now = Date.now();
  count += 1;
  // A clock that stands still or goes back, and a millisecond that is used up, go on from the last id.
  if (now > at || count === COUNTED) {
    at = Math.max(now, at + 1);
    count = Number.parseInt(random.slice(0, 3), 16) % BEGINNINGS;
  }
  const time = at.toString(16).padStart(12, '0');
  return `${time.slice(0, 8)}-${time.slice(8)}-7${count.toString(16).padStart(3, '0')}-${random.slice(19)}`;
};
