import { Injectable } from '@nestjs/common';
import { AccessService, Audit } from '#access';
import { Clock, guarded, UnitOfWork, type Paged } from '#platform/db';
import { notFound, type Principal } from '#platform/http';
import { Duties, type Mark } from './duties.js';
import type { FieldDevice, FieldEntry } from './field.entity.js';
import { problems } from './field.problems.js';
import { FieldRepository } from './field.repository.js';

/** An entry about which somebody has to decide, with the one it is in conflict with. */
export interface Conflict {
  entry: FieldEntry;
  device: FieldDevice | null;
  other: { entry: FieldEntry; device: FieldDevice | null } | null;
}

export interface ConflictFilter {
  groupId: string | undefined;
  /** Undecided ones; all when left out. */
  open: boolean | undefined;
}

/** Marks of two phones that cannot both count: a supervisor decides. */
@Injectable()
export class Conflicts {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly field: FieldRepository,
    private readonly duties: Duties,
    private readonly access: AccessService,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  async list(who: Principal, { groupId, open }: ConflictFilter, cursor: string | undefined, limit: number): Promise<Paged<Conflict>> {
    const filter = { groupId, verdict: 'conflict' as const, open };
    const page = await this.field.pageOfEntries(this.access.scope(who, 'field.settle'), filter, cursor, limit);
    return { items: await this.withOthers(page.items), next: page.next };
  }

  /** @param stands whether this entry counts and the other one does not; otherwise it is the other way round
   * @throws Problem when somebody else has decided already */
  async settle(who: Principal, id: string, stands: boolean): Promise<Conflict> {
    return this.uow.run(async () => {
      const entry = await this.field.entryForUpdate(id);
      const device = entry && (await this.field.device(entry.deviceId));
      if (!entry || !device) throw notFound('field_entry', id);
      this.access.require(who, 'field.settle', device);
      if (entry.verdict !== 'conflict' || entry.settled !== null) throw problems('field.settled');
      const settled = stands ? 'stands' : 'void';
      guarded({ affected: await this.field.settle(id, settled, who.userId, this.clock.now()) }, 'the entry');
      await this.duties.settle({ kind: device.dutyKind, id: device.dutyId }, markOf(entry), entry.withEntryId, stands);
      await this.audit.record(who, 'field.settled', { kind: 'field_entry', id, nodePath: device.nodePath }, { settled });
      const [shown] = await this.withOthers([{ ...entry, settled }]);
      return shown ?? { entry, device, other: null };
    });
  }

  private async withOthers(entries: readonly FieldEntry[]): Promise<Conflict[]> {
    const others = new Map(
      (await this.field.entries(entries.flatMap(({ withEntryId }) => withEntryId ?? []))).map((entry) => [entry.id, entry]),
    );
    const devices = await this.field.devices([...entries, ...others.values()].map(({ deviceId }) => deviceId));
    return entries.map((entry) => {
      const other = others.get(entry.withEntryId ?? '');
      return {
        ...{ entry, device: devices.get(entry.deviceId) ?? null },
        other: other ? { entry: other, device: devices.get(other.deviceId) ?? null } : null,
      };
    });
  }
}

const markOf = ({ id, deviceId, kind, subject, detail, seenAt }: FieldEntry): Mark => ({
  ...{ entryId: id, deviceId, kind, subject, seenAt },
  detail: detail === null ? null : (JSON.parse(detail) as Mark['detail']),
});
