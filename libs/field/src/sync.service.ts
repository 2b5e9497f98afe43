import { Injectable } from '@nestjs/common';
import { Audit } from '#access';
import { Clock, UnitOfWork } from '#platform/db';
import { FieldContacts, readOrRefuse } from './contact.service.js';
import { digestText, readBatch, type Batch, type LogEntry } from './domain/batch.js';
import { forkIn } from './domain/chain.js';
import { seenAt } from './domain/seen-at.js';
import { EntryBook, objectionsOf, type Objection } from './entry-book.js';
import type { FieldDevice, FieldEntry } from './field.entity.js';
import { problems } from './field.problems.js';
import { FieldRepository } from './field.repository.js';
import { digestOf, type Signed } from './signed.js';

export interface SyncAnswer {
  /** Entries that are new; the others were known. */
  added: number;
  objections: Objection[];
  /** The phone was withdrawn: what it holds has to go now. */
  wipe: boolean;
}

/** Takes what phones send, each entry once. */
@Injectable()
export class FieldSync {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly field: FieldRepository,
    private readonly contacts: FieldContacts,
    private readonly book: EntryBook,
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

  private add(device: FieldDevice, batch: Batch, fresh: readonly (LogEntry & { digest: string })[], now: Date): Promise<FieldEntry[]> {
    const since = (device.enrolledAt ?? now).getTime();
    const times = { sentAt: batch.sentAt, receivedAt: now.getTime(), since };
    return this.book.add(
      device,
      fresh.map((entry) => ({ ...entry, seenAt: new Date(seenAt({ at: entry.at, ...times })) })),
      now,
    );
  }

  private async noteCopy(device: FieldDevice, copiedAt: Date): Promise<void> {
    if (device.copiedAt) return;
    await this.field.updateDevice(device.id, device.state, { copiedAt });
    await this.audit.record(null, 'field.copied', { kind: 'field_device', id: device.id, nodePath: device.nodePath });
  }
}
