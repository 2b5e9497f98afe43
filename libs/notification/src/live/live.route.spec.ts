import { setTimeout as sleep } from 'node:timers/promises';
import { Redis } from 'ioredis';
import { eachDatabase, freshDatabase, freshQueue, type RunningApp } from '../../../../test/support/index.js';
import { startApp } from '../../../../test/support/app.js';
import { type Client, signedIn } from '../../../../test/support/client.js';
import { openStream, type Stream } from '../../../../test/support/stream.js';
import { Notifier } from '../index.js';
import { LiveHub } from './live-hub.js';

type Person = Client & { userId: string };

const opened: Stream[] = [];
const listen = async (url: string, person: Person, last?: string, query = ''): Promise<Stream> => {
  const { cookie } = person as unknown as { cookie: string };
  const stream = await openStream(`${url}/api/messages/live${query}`, { cookie, ...(last && { 'last-event-id': last }) });
  opened.push(stream);
  return stream;
};
const until = async (what: () => boolean): Promise<void> => {
  for (const end = Date.now() + 10_000; !what(); await sleep(10))
    if (Date.now() > end) throw new Error(`waited in vain for ${what.toString()}`);
};
const titles = ({ events }: Stream): unknown[] => events.flatMap(({ event, data }) => (event === 'message' ? [data['title']] : []));
const unread = ({ events }: Stream): unknown => events.filter(({ event }) => event === 'unread').at(-1)?.data['unread'];

let serial = 0;
const told = (app: RunningApp, person: Person, needTitle: string): Promise<number> =>
  app.get(Notifier).notify({
    dedupeKey: `live:${(serial += 1)}`,
    template: 'need.approved',
    params: { needTitle, needId: 'n1' },
    recipients: [{ userId: person.userId, locale: 'zh' }],
  });
afterEach(() => opened.splice(0).forEach((stream) => stream.close()));

describe('messages as they come', () => {
  eachDatabase((database) => {
    let app: RunningApp;
    let wang: Person;
    let lee: Person;
    beforeAll(async () => {
      app = await startApp({ database });
      wang = await signedIn(app, []);
      lee = await signedIn(app, []);
    });

    it('are told to every page of their reader within a moment, and to nobody else', async () => {
      const [one, two, others] = [
        await listen(app.url, wang),
        await listen(app.url, wang, undefined, '?language=en'),
        await listen(app.url, lee),
      ];
      await until(() => [one, two, others].every((stream) => unread(stream) !== undefined));
      const began = Date.now();
      await told(app, wang, '焊工');
      await until(() => titles(one).length === 1 && titles(two).length === 1);
      expect(Date.now() - began).toBeLessThan(1_000);
      expect([titles(one), titles(two), titles(others)]).toEqual([['岗位已发布：焊工'], ['Published: 焊工'], []]);
      expect(one.events.find(({ event }) => event === 'message')?.data).toMatchObject({ link: '/console/needs/n1' });
      const { body } = await wang.get<{ items: { id: string }[] }>('/api/messages');
      await wang.post(`/api/messages/${body.items[0]!.id}/read`);
      await until(() => unread(two) === 0);
      expect(unread(others)).toBe(0);
    });

    it('that were missed are told to whoever comes back with the last that was seen', async () => {
      const first = await listen(app.url, wang);
      await told(app, wang, 'seen');
      await until(() => titles(first).length === 1);
      const last = first.events.find(({ event }) => event === 'message')!.id!;
      first.close();
      await told(app, wang, 'missed');
      const again = await listen(app.url, wang, last);
      await until(() => titles(again).includes('岗位已发布：missed'));
      const anew = await listen(app.url, wang);
      await until(() => unread(anew) !== undefined);
      expect(titles(anew)).toEqual([]);
    });

    it('are found by looking where no process told of them', async () => {
      const stream = await listen(app.url, lee);
      await until(() => unread(stream) !== undefined);
      // Written by a process without a wire to this one.
      const silent = app.get(Notifier) as unknown as { wire: { publish: () => void } };
      const { publish } = silent.wire;
      silent.wire.publish = () => undefined;
      await told(app, lee, 'unheard');
      silent.wire.publish = publish;
      await sleep(50);
      expect(titles(stream)).toEqual([]);
      await app.get(LiveHub).beat();
      await app.get(LiveHub).beat();
      await until(() => titles(stream).length === 1);
      expect(titles(stream)).toEqual(['岗位已发布：unheard']);
    });

    it('are told to six pages of one person, and the oldest gives way to a seventh', async () => {
      const pages: Stream[] = [];
      for (let i = 0; i < 7; i += 1) pages.push(await listen(app.url, lee));
      await until(() => pages[0]!.ended);
      expect(pages[0]!.events.at(-1)).toMatchObject({ event: 'replaced' });
      await told(app, lee, 'all');
      await until(() => pages.slice(1).every((page) => titles(page).length === 1));
    });

    it('are told to nobody who is not signed in, and no longer to who signed out', async () => {
      expect((await openStream(`${app.url}/api/messages/live`, {})).status).toBe(401);
      expect((await wang.get('/api/messages/live')).status).toBe(406);
      const gone = await signedIn(app, []);
      const stream = await listen(app.url, gone);
      await until(() => unread(stream) !== undefined);
      await app.get(LiveHub).beat();
      expect(stream.ended).toBe(false);
      await gone.delete('/api/sessions/current');
      await app.get(LiveHub).beat();
      await until(() => stream.ended);
    });
  });

  const server = process.env['TEST_REDIS_URL'] && process.env['TEST_MYSQL_URL'] ? describe : describe.skip;
  server('with several API processes', () => {
    const database = freshDatabase('mariadb');
    const queue = freshQueue();

    it('reach a page that is connected to one of them from another, and only ids pass through Redis', async () => {
      const near = await startApp({ database, queue });
      const far = await startApp({ database, queue });
      const reader = await signedIn(near, []);
      const passed: string[] = [];
      const spy = new Redis(queue.redisUrl!);
      await spy.psubscribe('*');
      spy.on('pmessage', (_pattern: string, _topic: string, text: string) => passed.push(text));
      try {
        const stream = await listen(near.url, reader);
        await until(() => unread(stream) !== undefined);
        await sleep(200);
        const began = Date.now();
        await told(far, reader, '数控车工');
        await until(() => titles(stream).length === 1);
        expect(Date.now() - began).toBeLessThan(1_000);
        expect(titles(stream)).toEqual(['岗位已发布：数控车工']);
        expect(passed.some((text) => text.includes(reader.userId))).toBe(true);
        expect(passed.join()).not.toMatch(/数控车工|@example|n1/);
      } finally {
        spy.disconnect();
      }
    }, 60_000);
  });
});
