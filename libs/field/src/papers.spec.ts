import { eachDatabase } from '../../../test/support/databases.js';
import { FairDays } from '../../../test/support/fair-days.js';

interface Entered {
  device: { id: string; state: string; name: string };
  lines: { subject: string; verdict: string; code: string | null }[];
  code?: string;
}

eachDatabase((database) => {
  const fairs = new FairDays();
  beforeAll(() => fairs.start(database), 60_000);

  it('a list kept by hand counts as a phone does: by when it was written, and in conflict where both cannot be', async () => {
    const { fairId, day, gates, tickets } = await fairs.next(4);
    const [a, b, c] = tickets.map(({ number }) => number) as [string, string, string];
    const at = (time: string): string => new Date(`${day}T${time}:00+08:00`).toISOString();
    const phone = await fairs.phoneAt(gates[1]!.id);
    fairs.clock.set(at('09:30'));
    phone.mark('in', b);
    await phone.sync();
    const list = (more: object) => ({ keptBy: '张三', dutyKind: 'fair_gate', dutyId: gates[0]!.id, kind: 'in', at: at('09:10'), ...more });
    const enter = (more: object, by = fairs.county) => by.post<Entered>('/api/field-papers', list(more));
    expect((await enter({ lines: [{ subject: a, at: at('09:31') }] })).body.code).toBe('field.paper_time');
    // The day after, for it lay in a drawer.
    fairs.clock.set(at('17:00'));
    fairs.clock.advance({ days: 1 });
    await fairs.arrive();
    const { status, body } = await enter({
      lines: [{ subject: a }, { subject: b, at: at('09:20') }, { subject: '99999997' }, { subject: c }],
    });
    expect([status, body.device.state, body.device.name]).toEqual([201, 'paper', '张三']);
    expect(body.lines).toEqual([
      { subject: a, verdict: 'taken', code: null },
      { subject: b, verdict: 'conflict', code: 'used_elsewhere' },
      { subject: '99999997', verdict: 'refused', code: 'unknown_ticket' },
      { subject: c, verdict: 'taken', code: null },
    ]);
    expect(await fairs.people(fairId)).toEqual([
      [2, 2],
      [1, 1],
    ]);
    const conflicts = await fairs.county.get<{ items: object[] }>(`/api/field-conflicts?group=${fairId}&open=true`);
    expect(conflicts.body.items).toMatchObject([{ subject: b, deviceName: '张三', other: { deviceName: '红色手机' } }]);
    const stored = await fairs.rows('SELECT name, publicKey FROM field_device WHERE id = ?', [body.device.id]);
    expect([JSON.stringify(stored).includes('张三'), stored]).toMatchObject([false, [{ publicKey: null }]]);
    const after = await enter({ lines: [{ subject: c, at: at('16:30') }] });
    expect(after.body.lines).toMatchObject([{ verdict: 'refused', code: 'after_duty' }]);
  });
});
