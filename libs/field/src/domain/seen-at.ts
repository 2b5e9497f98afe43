/** So far apart two clocks may be by the way of a message alone, in milliseconds. */
const ON_THE_WAY = 5_000;

/**
 * When something was seen, by the server's clock. A phone's clock may be hours off, but it is equally off when it writes and when it sends:
 * the difference at the contact is taken off. Nothing was seen after it came, nor before the phone was enrolled.
 * @param times in milliseconds since 1970
 */
export const seenAt = ({ at, sentAt, receivedAt, since }: { at: number; sentAt: number; receivedAt: number; since: number }): number => {
  const off = receivedAt - sentAt;
  const seen = Math.abs(off) <= ON_THE_WAY ? at : at + off;
  return Math.max(Math.min(seen, receivedAt), Math.min(since, receivedAt));
};
