import { FieldCipher } from '#platform/crypto';
import { of, type Case } from './case.js';
import type { Stage } from './stage.js';

/** A list of months that an employer paid for somebody who signed. */
const paidMonths = async (stage: Stage) => {
  const { firm, lines } = await stage.trip(2, 'arrived');
  const id = stage.idNumber();
  const idHash = stage.house.get(FieldCipher).blindIndex('id_number', id);
  await stage.query("UPDATE manifest_line SET state = 'signed', signedAt = stateAt, idHash = ? WHERE id = ?", [idHash, lines[0]?.id]);
  return { name: '参保.csv', content: `身份证号,统一社会信用代码,月份\n${id},${firm.creditCode},${stage.today.slice(0, 7)}\n` };
};

export const retentionCases: Case[] = [
  {
    route: 'POST /api/insurance-months/preview',
    prepare: async (stage) => {
      const file = await paidMonths(stage);
      return { who: stage.office.city, method: 'POST', path: '/api/insurance-months/preview', file };
    },
  },
  {
    route: 'POST /api/insurance-months',
    prepare: async (stage) => ({ who: stage.office.city, method: 'POST', path: '/api/insurance-months', file: await paidMonths(stage) }),
  },
  of('POST /api/retention/confirm', async (stage) => {
    const { firm, lines } = await stage.trip(1);
    const nodePath = await stage.nodePathOf('enterprise', firm.id);
    const check = { lineId: lines[0]?.id, enterpriseId: firm.id, nodePath, days: 30, dueOn: stage.today };
    const id = await stage.insert('RetentionCheck', { ...check, employerSays: null, employerSaidAt: null, insuranceSays: null });
    return { who: firm.hr, body: { ids: [id] } };
  }),
  of('POST /api/retention/{id}', async (stage) => {
    const { firm, lines } = await stage.trip(1);
    const nodePath = await stage.nodePathOf('enterprise', firm.id);
    const check = { lineId: lines[0]?.id, enterpriseId: firm.id, nodePath, days: 30, dueOn: stage.today };
    const id = await stage.insert('RetentionCheck', { ...check, employerSays: null, employerSaidAt: null, insuranceSays: null });
    return { who: firm.hr, ids: [id], body: { says: 'stayed' } };
  }),
];
