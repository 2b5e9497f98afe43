import { Injectable } from '@nestjs/common';
import { Audit } from '#access';
import { newId } from '#platform/db';
import type { LogEntry } from './domain/batch.js';
import { Duties, dutyOf, type Mark, type Verdict } from './duties.js';
import type { EntryVerdict, FieldDevice, FieldEntry, Settlement } from './field.entity.js';
import { FieldRepository } from './field.repository.js';

/** An entry that took no effect. */
export interface Objection {
  n: number;
  verdict: Exclude<EntryVerdict, 'taken'>;
  code: string;
}

export type FreshEntry = LogEntry & { digest: string; seenAt: Date };

/** Writes entries down and lets them take effect. Inside the unit of work that keeps the phone. */
@Injectable()
export class EntryBook {
  constructor(
    private readonly field: FieldRepository,
    private readonly duties: Duties,
    private readonly audit: Audit,
  ) {}

  async add(device: FieldDevice, fresh: readonly FreshEntry[], now: Date): Promise<FieldEntry[]> {
    if (fresh.length === 0) return [];
    const marks = fresh.map(({ kind, subject, detail, seenAt }): Mark => ({
      ...{ entryId: newId(), deviceId: device.id, kind, subject, seenAt },
      detail: detail === null ? null : (JSON.parse(detail) as Mark['detail']),
    }));
    const verdicts = await this.judged(device, marks, now);
    const entries = fresh.map(({ n, at, kind, subject, detail, prev, digest, seenAt }, i): FieldEntry => {
      const verdict = verdicts[i] ?? { verdict: 'refused', code: 'not_judged' };
      return {
        ...{
          id: marks[i]?.entryId ?? newId(),
          deviceId: device.id,
          groupId: device.groupId,
          counter: n,
          kind,
          subject,
          detail,
          prev,
          digest,
        },
        ...{ at: new Date(at), seenAt, receivedAt: now, verdict: verdict.verdict },
        code: verdict.verdict === 'taken' ? null : verdict.code,
        withEntryId: verdict.verdict === 'conflict' ? verdict.withEntryId : null,
        ...{ settled: null, settledById: null, settledAt: null },
      };
    });
    await this.field.addEntries(entries);
    return entries;
  }

  /** What was seen after the phone was withdrawn, or after its duty, is kept and takes no effect. */
  private async judged(device: FieldDevice, marks: readonly Mark[], now: Date): Promise<Verdict[]> {
    const late = ({ seenAt: seen }: Mark): string | null => {
      if (device.revokedAt && seen > device.revokedAt) return 'after_revocation';
      return seen > device.endsAt ? 'after_duty' : null;
    };
    const inTime = marks.filter((mark) => late(mark) === null);
    const { verdicts, cleared, settled = [] } = await this.duties.mark(dutyOf(device), inTime);
    await this.field.clear(cleared);
    for (const { entryId, stands } of settled) await this.settle(device, entryId, stands ? 'stands' : 'void', now);
    const of = new Map(inTime.map(({ entryId }, i) => [entryId, verdicts[i]]));
    return marks.map((mark) => of.get(mark.entryId) ?? { verdict: 'refused', code: late(mark) ?? 'not_judged' });
  }

  private async settle(device: FieldDevice, entryId: string, settled: Settlement, now: Date): Promise<void> {
    await this.field.settle(entryId, settled, null, now);
    const entry = { kind: 'field_entry', id: entryId, nodePath: device.nodePath };
    await this.audit.record(null, 'field.settled', entry, { settled, duty: device.dutyName });
  }
}

export const objectionsOf = (entries: readonly Pick<FieldEntry, 'counter' | 'verdict' | 'code'>[]): Objection[] =>
  entries.flatMap(({ counter, verdict, code }) => (verdict === 'taken' ? [] : [{ n: counter, verdict, code: code ?? '' }]));
