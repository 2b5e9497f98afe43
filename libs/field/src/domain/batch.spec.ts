import { digestText, MalformedError, MOST_ENTRIES, readBatch, readContact, type LogEntry } from './batch.js';

const entry = (n: number, more: Partial<LogEntry> = {}): LogEntry => ({
  ...{ n, at: 1_795_831_200_000, kind: 'in', subject: '100023', detail: null, prev: n === 1 ? '' : 'd'.repeat(43) },
  ...more,
});
const message = (entries: unknown, more: object = {}): string =>
  JSON.stringify({ contact: 3, sentAt: 1_795_831_260_000, entries, ...more });
const whereOf = (read: () => unknown): string => {
  try {
    read();
  } catch (error) {
    if (error instanceof MalformedError) return error.where;
    throw error;
  }
  return 'taken';
};

describe('what a phone sends', () => {
  it('is read by number, in whatever order it was packed', () => {
    const { contact, entries } = readBatch(message([entry(3), entry(1), entry(2, { detail: '{"reason":"x"}' })]));
    expect([contact, entries.map(({ n }) => n), entries[1]?.detail]).toEqual([3, [1, 2, 3], '{"reason":"x"}']);
  });

  it('is refused with the place of the first thing that no phone writes', () => {
    const places = [
      ['{"contact":', 'payload'],
      ['[]', 'payload'],
      [message('x'), 'entries'],
      [message(Array.from({ length: MOST_ENTRIES + 1 }, (_, i) => entry(i + 1))), 'entries'],
      [message([entry(1), 7]), 'entries.1'],
      [message([entry(1), entry(1)]), 'entries.0.n'],
      [message([entry(0)]), 'entries.0.n'],
      [message([entry(1.5)]), 'entries.0.n'],
      [message([entry(1, { at: 9e15 })]), 'entries.0.at'],
      [message([entry(1, { kind: 'IN OUT' })]), 'entries.0.kind'],
      [message([entry(1, { subject: 'a\nb' })]), 'entries.0.subject'],
      [message([entry(1, { detail: '{"a":\n1}' })]), 'entries.0.detail'],
      [message([entry(1, { detail: `{"a":"${'x'.repeat(2_000)}"}` })]), 'entries.0.detail'],
      [message([entry(1, { prev: 'short' })]), 'entries.0.prev'],
      [message([], { contact: 0 }), 'contact'],
      [message([], { sentAt: '12' }), 'sentAt'],
    ] as const;
    expect(places.map(([text]) => whereOf(() => readBatch(text)))).toEqual(places.map(([, where]) => where));
    expect(whereOf(() => readContact(JSON.stringify({ contact: 1, sentAt: 1, since: 5 })))).toBe('since');
  });

  it('has a digest that every part of an entry and the phone itself go into', () => {
    const first = entry(2);
    const others = [entry(3), entry(2, { at: 1 }), entry(2, { kind: 'out' }), entry(2, { subject: '100024' }), entry(2, { prev: '' })];
    const texts = [first, ...others, entry(2, { detail: '{}' })].map((one) => digestText('phone', one));
    expect(new Set([...texts, digestText('another', first)]).size).toBe(8);
  });
});
