import { bool, id, instant, int, json, listOf, nested, oneOf, PageQuery, text } from '#platform/http';
import type { Conflict } from './conflicts.service.js';
import { MOST_ENTRIES } from './domain/batch.js';
import type { Kit } from './duties.js';
import type { Invitation } from './enrolment.service.js';
import { DEVICE_STATES, ENTRY_VERDICTS, type FieldDevice, type FieldEntry } from './field.entity.js';
import type { Signed } from './signed.js';
import type { Objection } from './entry-book.js';
import type { SyncAnswer } from './sync.service.js';

/** Just below the largest body that is taken at all. */
const LONGEST_PAYLOAD = 1_000_000;
const BASE64URL = /^[\w-]+$/;

export class NewFieldDeviceDto {
  @text({ max: 40, about: 'as it is called at the desk' }) name: string;
  @text({ max: 24, pattern: /^[a-z_]+$/, about: 'kind of its duty: fair_gate' }) dutyKind: string;
  @id({ about: 'the gate, booth or coach' }) dutyId: string;
}

export class FieldDeviceDto {
  @id() id: string;
  @text() name: string;
  @text() dutyKind: string;
  @id() dutyId: string;
  @text() dutyName: string;
  @id({ about: 'the fair or trip that its duty is a part of' }) groupId: string;
  @oneOf(DEVICE_STATES, 'FieldDeviceState') state: FieldDevice['state'];
  @instant({ nullable: true, about: 'until when its code can be taken up' }) codeUntil: string | null;
  @int({ about: 'entries of its log up to the last that came' }) lastCounter: number;
  @instant() startsAt: string;
  @instant() endsAt: string;
  @instant({ nullable: true }) enrolledAt: string | null;
  @instant({ nullable: true }) lastContactAt: string | null;
  @instant({ nullable: true }) revokedAt: string | null;
  @instant({ nullable: true, about: 'when it was told to wipe itself' }) wipedAt: string | null;
  @instant({ nullable: true, about: 'when two phones spoke as this one' }) copiedAt: string | null;

  static of(device: FieldDevice): FieldDeviceDto {
    const { id, name, dutyKind, dutyId, dutyName, groupId, state, lastCounter } = device;
    const at = (moment: Date | null): string | null => moment?.toISOString() ?? null;
    return {
      ...{ id, name, dutyKind, dutyId, dutyName, groupId, state, lastCounter },
      ...{ startsAt: device.startsAt.toISOString(), endsAt: device.endsAt.toISOString() },
      codeUntil: state === 'invited' ? at(device.codeUntil) : null,
      ...{ enrolledAt: at(device.enrolledAt), lastContactAt: at(device.lastContactAt), revokedAt: at(device.revokedAt) },
      ...{ wipedAt: at(device.wipedAt), copiedAt: at(device.copiedAt) },
    };
  }
}

export class FieldInvitationDto {
  @nested(() => FieldDeviceDto) device: FieldDeviceDto;
  @text({ about: 'for the QR: the phone opens /field#<code>; told this once' }) code: string;

  static of({ device, code }: Invitation): FieldInvitationDto {
    return { device: FieldDeviceDto.of(device), code };
  }
}

export class FieldDeviceQuery extends PageQuery {
  @id({ optional: true, about: 'a fair or a trip' }) group?: string;
  @text({ optional: true, max: 24, about: 'kind of duty: fair_gate' }) dutyKind?: string;
  @id({ optional: true, about: 'one gate, booth or coach' }) duty?: string;
}

export class FieldEnrolDto {
  @text({ min: 43, max: 43, pattern: BASE64URL }) code: string;
  @text({ max: 200, pattern: BASE64URL, about: 'ECDSA on P-256, SPKI in base64url' }) publicKey: string;
  @text({ max: 100, pattern: BASE64URL, about: 'of `enrol`, the code and the key, a line each' }) signature: string;
}

export class FieldEnrolledDto {
  @id() device: string;
  @text() name: string;
  @text() dutyKind: string;
  @text() dutyName: string;
  @instant() startsAt: string;
  @instant() endsAt: string;

  static of({ id, name, dutyKind, dutyName, startsAt, endsAt }: FieldDevice): FieldEnrolledDto {
    return { device: id, name, dutyKind, dutyName, startsAt: startsAt.toISOString(), endsAt: endsAt.toISOString() };
  }
}

/** What a phone sends: JSON text as it was signed. */
export class FieldSignedDto implements Signed {
  @id() device: string;
  @text({ max: LONGEST_PAYLOAD, about: 'JSON: contact, sentAt, and since or entries' }) payload: string;
  @text({ max: 100, pattern: BASE64URL, about: 'of the purpose, the device and the payload, a line each' }) signature: string;
}

export class FieldKeyDto {
  @text({ about: 'AES-256, base64url' }) key: string;
  @instant({ about: 'until when it may be used' }) until: string;
}

class FieldRowDto {
  @text({ max: 64 }) id: string;
  @listOf('string', { max: 20, about: 'of a ticket: state, and the first sign of the name' }) values: string[];
}

export class FieldKitDto {
  @json({ about: 'keys, names, limits of the duty' }) facts: object;
  @listOf(() => FieldRowDto, { max: 100_000 }) rows: FieldRowDto[];
  @text({ about: 'to be asked with next time' }) since: string;
  @bool({ about: 'there is more: ask again' }) more: boolean;

  static of({ facts, rows, since, more }: Kit): FieldKitDto {
    return { facts, rows: rows.map((row) => ({ id: row.id, values: [...row.values] })), since, more };
  }
}

export class FieldObjectionDto implements Objection {
  @int() n: number;
  @oneOf(ENTRY_VERDICTS, 'FieldVerdict') verdict: Objection['verdict'];
  @text({ about: 'a word of the duty: used_elsewhere' }) code: string;
}

export class FieldSyncedDto implements SyncAnswer {
  @int() added: number;
  @listOf(() => FieldObjectionDto, { max: MOST_ENTRIES }) objections: FieldObjectionDto[];
  @bool({ about: 'the phone was withdrawn and has to wipe itself' }) wipe: boolean;
}

/** More than stand on the sheets of a gate. */
const MOST_LINES = 500;

class PaperLineDto {
  @text({ max: 64, pattern: /^[\w.:-]+$/, about: 'number of a ticket' }) subject: string;
  @instant({ optional: true, about: 'when it was written; the time of the list when left out' }) at?: string;
}

export class NewFieldPaperDto {
  @text({ max: 40, about: 'who kept the list' }) keptBy: string;
  @text({ max: 24, pattern: /^[a-z_]+$/, about: 'kind of the duty: fair_gate' }) dutyKind: string;
  @id({ about: 'the gate, booth or coach' }) dutyId: string;
  @text({ max: 24, pattern: /^[a-z_]+$/, about: 'what the list says of all its lines: in, out' }) kind: string;
  @instant({ about: 'of lines that have none of their own' }) at: string;
  @listOf(() => PaperLineDto, { min: 1, max: MOST_LINES }) lines: PaperLineDto[];
}

class PaperVerdictDto {
  @text() subject: string;
  @oneOf(ENTRY_VERDICTS, 'FieldVerdict') verdict: FieldEntry['verdict'];
  @text({ nullable: true, about: 'a word of the duty: used_elsewhere' }) code: string | null;
}

export class FieldPaperDto {
  @nested(() => FieldDeviceDto) device: FieldDeviceDto;
  @listOf(() => PaperVerdictDto, { max: MOST_LINES }) lines: PaperVerdictDto[];

  static from({ device, entries }: { device: FieldDevice; entries: readonly FieldEntry[] }): FieldPaperDto {
    return { device: FieldDeviceDto.of(device), lines: entries.map(({ subject, verdict, code }) => ({ subject, verdict, code })) };
  }
}

class FieldMarkDto {
  @id() id: string;
  @text() deviceName: string;
  @text() dutyName: string;
  @text() kind: string;
  @text() subject: string;
  @instant() seenAt: string;

  static of({ id, kind, subject, seenAt }: FieldEntry, device: FieldDevice | null): FieldMarkDto {
    return { id, kind, subject, seenAt: seenAt.toISOString(), deviceName: device?.name ?? '', dutyName: device?.dutyName ?? '' };
  }
}

export class FieldConflictDto extends FieldMarkDto {
  @text() code: string;
  @nested(() => FieldMarkDto, { nullable: true }) other: FieldMarkDto | null;
  @oneOf(['stands', 'void'], 'FieldSettlement', { nullable: true }) settled: FieldEntry['settled'];

  static from({ entry, device, other }: Conflict): FieldConflictDto {
    return {
      ...FieldMarkDto.of(entry, device),
      ...{ code: entry.code ?? '', settled: entry.settled, other: other && FieldMarkDto.of(other.entry, other.device) },
    };
  }
}

export class FieldConflictQuery extends PageQuery {
  @id({ optional: true, about: 'a fair or a trip' }) group?: string;
  @bool({ optional: true, about: 'those about which nobody has decided' }) open?: boolean;
}

export class FieldSettleDto {
  @bool({ about: 'this one counts, and the other does not; false: the other way round' }) stands: boolean;
}
