import { Injectable } from '@nestjs/common';
import { AccessService, Audit } from '#access';
import { Clock, newId, UnitOfWork } from '#platform/db';
import type { Principal } from '#platform/http';
import { digestText, type LogEntry } from './domain/batch.js';
import { Duties, type DutyRef } from './duties.js';
import { EntryBook, type FreshEntry } from './entry-book.js';
import type { FieldDevice, FieldEntry } from './field.entity.js';
import { problems } from './field.problems.js';
import { FieldRepository } from './field.repository.js';
import { digestOf } from './signed.js';

export interface PaperLine {
  kind: string;
  subject: string;
  at: Date;
}

/** Of a sheet that somebody kept by hand. */
export interface Paper {
  /** Who kept it. */
  keptBy: string;
  duty: DutyRef;
  lines: readonly PaperLine[];
}

const blank = {
  ...{ codeHash: null, codeUntil: null, publicKey: null, storeKey: null, contact: 0 },
  ...{ revokedAt: null, revokedById: null, wipedAt: null, copiedAt: null },
};

/**
 * Where no phone works, people write on a printed list, and it is entered afterwards. A list is as good as a phone: its lines are entries
 * of a log, in conflict with those of phones where they cannot both be true, and a supervisor decides.
 */
@Injectable()
export class FieldPapers {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly field: FieldRepository,
    private readonly book: EntryBook,
    private readonly duties: Duties,
    private readonly access: AccessService,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /** Also after the duty: what counts is when it was written. @throws Problem for a duty that there is not, or a time to come */
  async enter(who: Principal, { keptBy, duty: ref, lines }: Paper): Promise<{ device: FieldDevice; entries: FieldEntry[] }> {
    return this.uow.run(async () => {
      const duty = await this.duties.of(ref);
      if (!duty) throw problems('field.duty');
      this.access.require(who, 'field.enrol', duty);
      const now = this.clock.now();
      if (lines.some(({ at }) => at > now || at < duty.startsAt)) throw problems('field.paper_time');
      const { kind, id: dutyId, name: dutyName, groupId, nodePath, enterpriseId, supplierId, startsAt, endsAt } = duty;
      const device: FieldDevice = {
        ...blank,
        ...{ id: newId(), name: keptBy, dutyKind: kind, dutyId, dutyName, groupId, nodePath, enterpriseId, supplierId, startsAt, endsAt },
        ...{ state: 'paper', invitedById: who.userId, invitedAt: now, enrolledAt: now, lastContactAt: now, lastCounter: lines.length },
      };
      await this.field.addDevice(device);
      const entries = await this.book.add(device, chained(device.id, lines), now);
      const object = { kind: 'field_device', id: device.id, nodePath } as const;
      await this.audit.record(who, 'field.paper_entered', object, { duty: dutyName, lines: lines.length });
      return { device, entries };
    });
  }
}

/** Bound to one another as a phone's are. */
const chained = (deviceId: string, lines: readonly PaperLine[]): FreshEntry[] => {
  let prev = '';
  return lines.map(({ kind, subject, at }, i) => {
    const entry: LogEntry = { n: i + 1, at: at.getTime(), kind, subject, detail: null, prev };
    const digest = digestOf(digestText(deviceId, entry));
    prev = digest;
    return { ...entry, digest, seenAt: at };
  });
};
