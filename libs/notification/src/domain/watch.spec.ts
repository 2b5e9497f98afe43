import { queueWord } from './queue-words.js';
import { render } from './render.js';
import { figureOf, isAlarm } from './watch.js';

const queue = { queue: 'mail', paused: false, lateMs: 0, doneLately: 0, failedLately: 0 };

describe('what administrators are told of queues', () => {
  it('is how many minutes the oldest job is late', () =>
    expect([59_999, 60_000, 630_000].map((lateMs) => figureOf('late', { ...queue, lateMs }))).toEqual([0, 1, 10]));

  it('is how many of a hundred failed in the last hour, unless they are few', () => {
    expect(figureOf('failing', { ...queue, failedLately: 4 })).toBe(0);
    expect(figureOf('failing', { ...queue, failedLately: 5 })).toBe(100);
    expect(figureOf('failing', { ...queue, failedLately: 10, doneLately: 30 })).toBe(25);
  });

  it('is said when more than allowed, and never where the rule is off', () =>
    expect([isAlarm(10, 10), isAlarm(11, 10), isAlarm(11, 0)]).toEqual([false, true, false]));

  it('names each queue in the language of who reads it', () => {
    expect(['mail', 'another'].map((queue) => queueWord(queue, 'en'))).toEqual(['messages', 'another']);
    expect((['zh', 'en'] as const).map((locale) => render('{queueName}', { queueName: 'import' }, locale))).toEqual(['导入', 'imports']);
  });
});
