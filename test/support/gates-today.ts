import { addDays, dayOf } from '#platform/db';
import type { Client } from './client.js';

const MOST_AT_ONCE = 500;

interface Ticket {
  number: string;
  token: string;
}

const made = async <T>(by: Client, path: string, body?: object): Promise<T> => {
  const answer = await by.post<T>(path, body);
  if (answer.status >= 300) throw new Error(`${path} answered ${answer.status}: ${JSON.stringify(answer.body)}`);
  return answer.body;
};

/** A fair that is held today, its gates and its paper tickets, at the desk. */
export class GatesToday {
  fairId = '';
  gates: { id: string; name: string }[] = [];
  tickets: Ticket[] = [];
  /** Of another fair, a week later. */
  elsewhere: Ticket[] = [];

  private constructor(readonly desk: Client) {}

  /** @param desk of the office that holds it */
  static async open(desk: Client, tickets = 8): Promise<GatesToday> {
    const today = new GatesToday(desk);
    const day = dayOf(new Date());
    today.fairId = await today.fair('春风行动招聘会', day);
    for (const name of ['1 号门', '2 号门']) await made(today.desk, `/api/fairs/${today.fairId}/gates`, { name });
    today.gates = (await today.desk.get<{ gates: { id: string; name: string }[] }>(`/api/fairs/${today.fairId}/gates`)).body.gates;
    while (today.tickets.length < tickets) {
      const count = Math.min(MOST_AT_ONCE, tickets - today.tickets.length);
      today.tickets.push(...(await made<Ticket[]>(desk, `/api/fairs/${today.fairId}/tickets/paper`, { count })));
    }
    const other = await today.fair('高校毕业生招聘会', addDays(day, 7));
    today.elsewhere = await made(today.desk, `/api/fairs/${other}/tickets/paper`, { count: 1 });
    return today;
  }

  /** What the QR of an invitation leads to. */
  async invitation(gate: number, name: string): Promise<{ id: string; path: string }> {
    const given = { name, dutyKind: 'fair_gate', dutyId: this.gates[gate]?.id };
    const { device, code } = await made<{ device: { id: string }; code: string }>(this.desk, '/api/field-devices', given);
    return { id: device.id, path: `/field#${code}` };
  }

  /** By gate, people inside. */
  async inside(): Promise<number[]> {
    const { body } = await this.desk.get<{ gates: { inside: number }[] }>(`/api/fairs/${this.fairId}/gates`);
    return body.gates.map(({ inside }) => inside);
  }

  private async fair(name: string, day: string): Promise<string> {
    const plan = {
      ...{ nodeId: '370702', name, theme: '装备制造', campaign: 'none', place: '潍城区人力资源市场', day },
      ...{ opensAt: '00:00', closesAt: '23:59', boothCount: 5, expectedAttendance: 600, dutyStaff: 3 },
    };
    const { id } = await made<{ id: string }>(this.desk, '/api/fairs', plan);
    await made(this.desk, `/api/fairs/${id}/publish`);
    return id;
  }
}
