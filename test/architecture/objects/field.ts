import { FieldCipher } from '#platform/crypto';
import { newId } from '#platform/db';
import type { Sight, Stage, Things } from './people.js';

const sight: Sight = { seenBy: ['city', 'county'], hiddenFrom: ['otherCounty', 'firm', 'station', 'otherAuditor'] };

/** A phone of an office's fair, and something that it saw. */
export const fieldThings = async (
  { house, at, home, insert }: Pick<Stage, 'house' | 'at' | 'home' | 'insert'>,
  things: Things,
): Promise<void> => {
  const [deviceId, groupId] = [newId(), newId()];
  await insert('FieldDevice', {
    ...{ id: deviceId, name: house.get(FieldCipher).seal('field_device', 'name', deviceId, '红色手机'), state: 'active' },
    ...{ dutyKind: 'fair_gate', dutyId: newId(), dutyName: '2 号门', groupId, nodePath: home.path, enterpriseId: null, supplierId: null },
    ...{ codeHash: null, codeUntil: null, publicKey: null, storeKey: null, contact: 0, lastCounter: 1, startsAt: at, endsAt: at },
    ...{ invitedById: newId(), invitedAt: at, enrolledAt: at, lastContactAt: at },
    ...{ revokedAt: null, revokedById: null, wipedAt: null, copiedAt: null },
  });
  things.set('field-devices', { id: deviceId, ...sight });
  const entryId = await insert('FieldEntry', {
    ...{ id: newId(), deviceId, counter: 1, groupId, kind: 'in', subject: '10002343', detail: null, at, seenAt: at, receivedAt: at },
    ...{ prev: '', digest: 'x', verdict: 'conflict', code: 'used_elsewhere', withEntryId: null },
    ...{ settled: null, settledById: null, settledAt: null },
  });
  things.set('field-conflicts', { id: entryId, ...sight });
};
