import { Phone, type Signed } from '../../support/phone.js';
import { of, type Case } from './case.js';
import type { Stage } from './stage.js';

interface Invitation {
  device: { id: string };
  code: string;
}
interface Gates {
  gates: { id: string }[];
}

const gate = async (stage: Stage): Promise<{ fairId: string; gateId: string }> => {
  const fairId = await stage.fair(true);
  const path = `/api/fairs/${fairId}/gates`;
  const { gates } = await stage.done<Gates>(stage.office.county, 'POST', path, { name: `${stage.next()} 号门` });
  return { fairId, gateId: gates[0]?.id ?? '' };
};
const invitationTo = (gateId: string) => ({ name: '红色手机', dutyKind: 'fair_gate', dutyId: gateId });
const invited = async (stage: Stage, gateId?: string): Promise<Invitation> => {
  const body = invitationTo(gateId ?? (await gate(stage)).gateId);
  return stage.done<Invitation>(stage.office.county, 'POST', '/api/field-devices', body);
};
const enrolled = async (stage: Stage, gateId?: string): Promise<Phone> => {
  const { code } = await invited(stage, gateId);
  const phone = Phone.make('', () => Date.now());
  phone.device = (await stage.done<{ device: string }>(null, 'POST', '/api/field/enrol', phone.enrolment(code))).device;
  return phone;
};
const ticket = async (stage: Stage, fairId: string): Promise<string> => {
  const path = `/api/fairs/${fairId}/tickets/paper`;
  const [printed] = await stage.done<{ number: string }[]>(stage.office.county, 'POST', path, { count: 1 });
  return printed?.number ?? '';
};
const sync = (stage: Stage, message: Signed): Promise<unknown> => stage.done(null, 'POST', '/api/field/sync', message);

/** Phones in the field and what they tell. */
export const fieldCases: Case[] = [
  of('POST /api/fairs/{id}/gates', async (stage) => ({
    who: stage.office.county,
    ids: [await stage.fair(true)],
    body: { name: '2 号门' },
  })),
  of('POST /api/fairs/{id}/tickets/paper', async (stage) => {
    const fairId = await stage.fair(true);
    // The first one of all makes the key that they are signed with.
    await ticket(stage, fairId);
    return { who: stage.office.county, ids: [fairId], body: { count: 3 } };
  }),
  of('POST /api/fairs/{id}/groups', async (stage) => {
    const fairId = await stage.fair(true);
    await ticket(stage, fairId);
    const rows = [{ line: 2, name: '李娜', phone: '13800001111' }];
    return { who: stage.office.county, ids: [fairId], body: { name: '职业学院', rows } };
  }),
  of('POST /api/field-devices', async (stage) => ({ who: stage.office.county, body: invitationTo((await gate(stage)).gateId) })),
  of('POST /api/field-papers', async (stage) => {
    const { fairId, gateId } = await gate(stage);
    const number = await ticket(stage, fairId);
    await stage.query("UPDATE fair SET day = ?, opensAt = '00:00' WHERE id = ?", [stage.today, fairId]);
    const written = { keptBy: '张三', dutyKind: 'fair_gate', dutyId: gateId, kind: 'in', at: new Date(Date.now() - 60_000).toISOString() };
    return { who: stage.office.county, body: { ...written, lines: [{ subject: number }] } };
  }),
  {
    route: 'POST /api/fairs/{id}/groups/preview',
    prepare: async (stage) => ({
      ...{ who: stage.office.county, method: 'POST', path: `/api/fairs/${await stage.fair(true)}/groups/preview` },
      file: { name: 'group.csv', content: '姓名,手机\n李娜,13800001111\n' },
    }),
  },
  of('POST /api/field-devices/{id}/code', async (stage) => ({ who: stage.office.county, ids: [(await invited(stage)).device.id] })),
  of('POST /api/field-devices/{id}/revoke', async (stage) => ({ who: stage.office.county, ids: [(await enrolled(stage)).device] })),
  of('POST /api/field/enrol', async (stage) => ({
    who: null,
    body: Phone.make('', () => Date.now()).enrolment((await invited(stage)).code),
  })),
  {
    route: 'POST /api/field/enrol',
    about: 'four phones scan one code',
    prepare: async (stage) => {
      const { code } = await invited(stage);
      return Array.from({ length: 4 }, () => ({
        ...{ who: null, method: 'POST', path: '/api/field/enrol' },
        body: Phone.make('', () => Date.now()).enrolment(code),
      }));
    },
  },
  of('POST /api/field/unlock', async (stage) => ({ who: null, body: (await enrolled(stage)).signed('unlock', {}) })),
  of('POST /api/field/kit', async (stage) => ({ who: null, body: (await enrolled(stage)).signed('kit', { since: null }) })),
  of('POST /api/field/sync', async (stage) => {
    const { fairId, gateId } = await gate(stage);
    const phone = await enrolled(stage, gateId);
    phone.mark('in', await ticket(stage, fairId));
    return { who: null, body: phone.batch() };
  }),
  {
    route: 'POST /api/field/sync',
    about: 'four phones let the same ticket in',
    prepare: async (stage) => {
      const { fairId, gateId } = await gate(stage);
      const number = await ticket(stage, fairId);
      const shots = [];
      for (let i = 0; i < 4; i += 1) {
        const phone = await enrolled(stage, gateId);
        phone.mark('in', number, null, Date.now() - i * 300_000);
        shots.push({ who: null, method: 'POST', path: '/api/field/sync', body: phone.batch() });
      }
      return shots;
    },
  },
  of('POST /api/field-conflicts/{id}/settle', async (stage) => {
    const { fairId, gateId } = await gate(stage);
    const number = await ticket(stage, fairId);
    for (const minutes of [10, 0]) {
      const phone = await enrolled(stage, gateId);
      await stage.query('UPDATE field_device SET enrolledAt = ? WHERE id = ?', [new Date(Date.now() - 3_600_000), phone.device]);
      phone.mark('in', number, null, Date.now() - minutes * 60_000);
      await sync(stage, phone.batch());
    }
    const conflicts = `/api/field-conflicts?group=${fairId}`;
    const { items } = await stage.done<{ items: { id: string }[] }>(stage.office.county, 'GET', conflicts);
    return { who: stage.office.county, ids: [items[0]?.id ?? ''], body: { stands: true } };
  }),
];
