import { get, type ClientRequest } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import type { INestApplicationContext } from '@nestjs/common';
import { Accounts, Sessions } from '#access';
import { Notifier } from '#notification';

/** Pages of one person that are open beside one another. */
const PAGES = 5;

interface Person {
  userId: string;
  cookie: string;
}

/** People with an account who are signed in. */
const peopleOf = async (house: INestApplicationContext, count: number): Promise<Person[]> => {
  const [accounts, sessions] = [house.get(Accounts, { strict: false }), house.get(Sessions, { strict: false })];
  const people: Person[] = [];
  for (let i = 0; i < count; i += 1) {
    const userId = await accounts.create({ name: `读者${i}`, login: `reader${i}` });
    const { token } = await sessions.start(userId, 'bench', 1);
    people.push({ userId, cookie: `gq_session=${token}` });
  }
  return people;
};

/** Opens pages on the servers in turn, and sends messages to their readers round by round.
 * @returns milliseconds from the call that writes the message to each page's hearing of it */
export const hearing = async (
  house: INestApplicationContext,
  urls: readonly string[],
  pages: number,
  rounds: number,
): Promise<number[]> => {
  const people = await peopleOf(house, Math.ceil(pages / PAGES));
  const heard: number[] = [];
  const open: ClientRequest[] = [];
  let begun = 0;
  let ready = 0;
  const listen = (person: Person, url: string): void => {
    const headers = { cookie: person.cookie, accept: 'text/event-stream' };
    const asked = get(`${url}/api/messages/live`, { agent: false, headers }, (response) => {
      response.setEncoding('utf8');
      response.on('error', () => undefined);
      response.on('data', (text: string) => {
        if (text.includes('event: message')) heard.push(performance.now() - begun);
        else if (text.includes('event: unread') && begun === 0) ready += 1;
      });
    });
    // As a browser does: it comes back.
    asked.on('error', () => {
      if (begun === 0) setTimeout(() => listen(person, url), 1_000).unref();
    });
    open.push(asked);
  };
  for (let i = 0; i < pages; i += 1) {
    const [person, url] = [people[i % people.length], urls[i % urls.length]];
    if (person && url !== undefined) listen(person, url);
    if (i % 50 === 49) await sleep(20);
  }
  for (const end = performance.now() + 180_000; ready < pages; await sleep(50))
    if (performance.now() > end) throw new Error(`only ${ready} of ${pages} pages are connected`);
  for (let round = 0; round < rounds; round += 1) {
    begun = performance.now();
    await house.get(Notifier, { strict: false }).notifyAll(
      people.map(({ userId }) => ({
        dedupeKey: `live:${round}`,
        template: 'need.approved',
        params: { needTitle: '焊工', needId: 'n1' },
        recipients: [{ userId, locale: 'zh', email: null }],
      })),
    );
    for (const end = begun + 30_000; heard.length < pages * (round + 1) && performance.now() < end;) await sleep(10);
  }
  for (const asked of open) asked.destroy();
  if (heard.length < pages * rounds) throw new Error(`only ${heard.length} of ${pages * rounds} were heard`);
  return heard;
};
