import { createInterface } from 'node:readline';
import { Notifier, type AnyNotice } from '#notification';
import { Settings } from '#platform/config';
import { messagesHouse } from '../bench/notify-house.js';

const PARAMS = { supplierName: '昭通劳务协作站', needTitle: '焊工', people: 40, expiresAt: '2026-12-01T02:00:00.000Z' };

/** Every second one by e-mail, the others by text message. */
const notice = (serial: number): AnyNotice => {
  const phone = serial % 2 === 0 ? `138${String(10_000_000 + serial)}` : null;
  const email = phone === null ? `p${serial}@example.com` : null;
  const recipients = [{ userId: `fault-${serial}`, locale: 'zh' as const, phone, email }];
  return { dedupeKey: `fault:${serial}`, template: 'promise.made', params: PARAMS, recipients };
};

interface Order {
  from: number;
  count: number;
  together: boolean;
}

/**
 * Writes messages as an API process does, and is killed while it does: `node writer.child.js SETTINGS`. Each line of its input is an order;
 * each line of its output acknowledges one, and nothing else is promised.
 */
const settings = Object.assign(new Settings(), JSON.parse(process.argv[2] ?? '{}') as Partial<Settings>);
const house = await messagesHouse(settings, false);
const notifier = house.get(Notifier, { strict: false });
console.log('ready');
for await (const line of createInterface({ input: process.stdin })) {
  const { from, count, together } = JSON.parse(line) as Order;
  const notices = Array.from({ length: count }, (_, i) => notice(from + i));
  try {
    // Few and many take different ways.
    for (const piece of together ? [notices] : notices.map((one) => [one])) await notifier.notifyAll(piece);
    console.log('written');
  } catch {
    console.log('failed');
  }
}
process.exit();
