import { setTimeout as pause } from 'node:timers/promises';
import { eachDatabase } from '../../../../test/support/databases.js';
import { FairDays } from '../../../../test/support/fair-days.js';
import { openStream } from '../../../../test/support/stream.js';

eachDatabase((database) => {
  const fairs = new FairDays();
  beforeAll(() => fairs.start(database), 60_000);

  it('a wall is told of each change within seconds, in counts alone, and only where the fair is held', async () => {
    const { fairId, gates, tickets } = await fairs.next(3);
    const firm = await fairs.exhibitor(fairId);
    const { cookie = '' } = fairs.county as unknown as { cookie?: string };
    const stream = await openStream(`${fairs.app.url}/api/fair-wall/live?of=${fairId}`, { cookie });
    const until = async (seen: (counts: Record<string, unknown>) => boolean): Promise<Record<string, unknown>> => {
      for (const end = Date.now() + 10_000; Date.now() < end; await pause(50)) {
        const last = stream.events.at(-1)?.data;
        if (last && seen(last)) return last;
      }
      throw new Error(`the wall shows ${JSON.stringify(stream.events)}`);
    };
    expect(await until(() => true)).toMatchObject({ entered: 0, inside: 0, enterprises: 1, arrived: 0, talks: 0, hired: 0 });
    const phone = await fairs.phoneAt(gates[0]!.id);
    for (const { number } of tickets) phone.mark('in', number);
    phone.mark('out', tickets[2]!.number);
    await phone.sync();
    expect(await until(({ entered }) => entered === 3)).toMatchObject({ inside: 2 });
    const booth = await fairs.phoneOf(firm);
    booth.mark('hired', tickets[0]!.number);
    booth.mark('interview', tickets[1]!.number);
    await booth.sync();
    const last = await until(({ hired }) => hired === 1);
    expect(last).toMatchObject({ talks: 2, intents: 1, arrived: 1, rooms: [{ inside: 2 }] });
    expect(JSON.stringify(stream.events)).not.toContain(tickets[0]!.number);
    stream.close();
    expect((await firm.hr.get(`/api/fairs/${fairId}/wall`)).status).toBe(403);
    expect((await fairs.county.get(`/api/fair-wall/live?of=${fairId}`)).status).toBe(406);
    expect((await fairs.county.get(`/api/fair-wall/live?of=nowhere`, { headers: { accept: 'text/event-stream' } })).status).toBe(404);
  });
});
