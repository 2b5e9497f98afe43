import { Injectable } from '@nestjs/common';
import { Audit } from '#access';
import { Clock, newId, UnitOfWork } from '#platform/db';
import { FieldContacts, readOrRefuse } from './contact.service.js';
import { digestText, readBatch, type Batch, type LogEntry } from './domain/batch.js';
import { forkIn } from './domain/chain.js';
import { seenAt } from './domain/seen-at.js';
import { Duties, type Mark, type Verdict } from './duties.js';
import type { EntryVerdict, FieldDevice, FieldEntry } from './field.entity.js';
import { problems } from './field.problems.js';
import { FieldRepository } from './field.repository.js';
import { digestOf, type Signed } from './signed.js';

/** An entry that took no effect. */
export interface Objection {
  n: number;
  verdict: Exclude<EntryVerdict, 'taken'>;
  code: string;
}

export interface SyncAnswer {
  /** Entries that are new; the others were known. */
  added: number;
  objections: Objection[];
  /** The phone was withdrawn: what it holds has to go now. */
  wipe: boolean;
}

type Fresh = LogEntry & { digest: string };

/** Takes what phones send, each entry once. */
@Injectable()
export class FieldSync {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly field: FieldRepository,
    private readonly contacts: FieldContacts,
    private readonly duties: Duties,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /**
   * In any order, as often as it is sent, even after a day: all of a batch or nothing of it. Of a phone that was withdrawn
   * what it saw before is taken.
   * @throws Problem for a batch that another phone signed, and for one of a copy: it is kept out, and the desk sees it
   */
  async take(signed: Signed): Promise<SyncAnswer> {
    const { id } = await this.contacts.sender('sync', signed);
    const batch = readOrRefuse(readBatch, signed.payload);
    const answer = await this.uow.run(async () => {
      const device = await this.field.deviceForUpdate(id);
      if (!device) throw problems('field.device');
      return this.takeFrom(device, batch);
    });
    if (!answer) throw problems('field.copied');
    return answer;
  }

  /** @returns null when two phones write this log */
  private async takeFrom(device: FieldDevice, batch: Batch): Promise<SyncAnswer | null> {
    const now = this.clock.now();
    const given = batch.entries.map((entry) => ({ ...entry, digest: digestOf(digestText(device.id, entry)) }));
    const [first, last] = [given[0]?.n ?? 0, given.at(-1)?.n ?? 0];
    const known = given.length === 0 ? [] : await this.field.entriesBetween(device.id, first - 1, last + 1);
    const links = known.map(({ counter, digest, prev }) => ({ n: counter, digest, prev }));
    if (forkIn(links, given) !== null) {
      await this.noteCopy(device, now);
      return null;
    }
    const before = new Map(known.map((entry) => [entry.counter, entry]));
    const fresh = given.filter(({ n }) => !before.has(n));
    const added = await this.add(device, batch, fresh, now);
    await this.field.updateDevice(device.id, device.state, {
      contact: Math.max(device.contact, batch.contact),
      lastCounter: Math.max(device.lastCounter, last),
      lastContactAt: now,
      ...(device.state === 'revoked' && { wipedAt: device.wipedAt ?? now }),
    });
    const all = [...given.flatMap(({ n }) => before.get(n) ?? []), ...added];
    return { added: added.length, objections: objectionsOf(all), wipe: device.state === 'revoked' };
  }

  private async add(device: FieldDevice, batch: Batch, fresh: readonly Fresh[], now: Date): Promise<FieldEntry[]> {
    if (fresh.length === 0) return [];
    const since = (device.enrolledAt ?? now).getTime();
    const times = { sentAt: batch.sentAt, receivedAt: now.getTime(), since };
    const marks = fresh.map(({ at, kind, subject, detail }): Mark => ({
      ...{ entryId: newId(), deviceId: device.id, kind, subject, seenAt: new Date(seenAt({ at, ...times })) },
      detail: detail === null ? null : (JSON.parse(detail) as Mark['detail']),
    }));
    const verdicts = await this.judged(device, marks);
    const entries = fresh.map(({ n, at, kind, subject, detail, prev, digest }, i): FieldEntry => {
      const { entryId = '', seenAt: seen = now } = marks[i] ?? {};
      const verdict = verdicts[i] ?? { verdict: 'refused', code: 'not_judged' };
      return {
        ...{ id: entryId, deviceId: device.id, groupId: device.groupId, counter: n, kind, subject, detail, prev, digest },
        ...{ at: new Date(at), seenAt: seen, receivedAt: now, verdict: verdict.verdict },
        code: verdict.verdict === 'taken' ? null : verdict.code,
        withEntryId: verdict.verdict === 'conflict' ? verdict.withEntryId : null,
        ...{ settled: null, settledById: null, settledAt: null },
      };
    });
    await this.field.addEntries(entries);
    return entries;
  }

  /** What was seen after the phone was withdrawn, or after its duty, is kept and takes no effect. */
  private async judged(device: FieldDevice, marks: readonly Mark[]): Promise<Verdict[]> {
    const late = ({ seenAt: seen }: Mark): string | null => {
      if (device.revokedAt && seen > device.revokedAt) return 'after_revocation';
      return seen > device.endsAt ? 'after_duty' : null;
    };
    const inTime = marks.filter((mark) => late(mark) === null);
    const { verdicts, cleared, settled = [] } = await this.duties.mark({ kind: device.dutyKind, id: device.dutyId }, inTime);
    await this.field.clear(cleared);
    for (const { entryId, stands } of settled) {
      await this.field.settle(entryId, stands ? 'stands' : 'void', null, this.clock.now());
      await this.audit.record(
        null,
        'field.settled',
        { kind: 'field_entry', id: entryId, nodePath: device.nodePath },
        { settled: stands ? 'stands' : 'void', duty: device.dutyName },
      );
    }
    const of = new Map(inTime.map(({ entryId }, i) => [entryId, verdicts[i]]));
    return marks.map((mark) => of.get(mark.entryId) ?? { verdict: 'refused', code: late(mark) ?? 'not_judged' });
  }

  private async noteCopy(device: FieldDevice, copiedAt: Date): Promise<void> {
    if (device.copiedAt) return;
    await this.field.updateDevice(device.id, device.state, { copiedAt });
    await this.audit.record(null, 'field.copied', { kind: 'field_device', id: device.id, nodePath: device.nodePath });
  }
}

const objectionsOf = (entries: readonly Pick<FieldEntry, 'counter' | 'verdict' | 'code'>[]): Objection[] =>
  entries.flatMap(({ counter, verdict, code }) => (verdict === 'taken' ? [] : [{ n: counter, verdict, code: code ?? '' }]));
