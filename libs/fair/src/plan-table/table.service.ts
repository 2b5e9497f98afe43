import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { insertRows, isDuplicate, newId, UnitOfWork } from '#platform/db';
import type { FieldFault, Principal } from '#platform/http';
import { quartersOf } from '../domain/hours.js';
import { Booth, Fair } from '../fair.entity.js';
import { FairPorts } from '../fair.ports.js';
import { problems } from '../fair.problems.js';
import { FairClaim } from '../venue.entity.js';
import { TableReceipt } from './table.entity.js';
import { TableCheck, type Ready } from './table-check.js';
import type { RowTexts } from './table-row.js';

const MOST_FAULTS = 50;
const FREE = { ordinal: 1, heldUntil: null, offerOf: null, blocked: null };

/** Takes a year's table over: all of its fairs or none. */
@Injectable()
export class TableService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly checks: TableCheck,
    private readonly ports: FairPorts,
  ) {}

  /** @returns how many fairs were planned, and how many were there already @throws Problem naming each line that cannot be held any more */
  async take(who: Principal, lines: readonly RowTexts[]): Promise<{ created: number; known: number }> {
    try {
      return await this.uow.run(async () => {
        await this.once(who, lines);
        const checked = await this.checks.check(who, lines);
        const faults = checked.flatMap(({ faults: found }, at) =>
          found.map(({ says, code, message }): FieldFault => ({ path: `rows.${at}.${says}`, code, message })),
        );
        if (faults.length > 0) throw problems('fair_table.faults', { lines: faults.length }, faults.slice(0, MOST_FAULTS));
        const ready = checked.flatMap((one) => one.ready ?? []);
        await this.insert(ready);
        await this.trace(who, ready.length);
        return { created: ready.length, known: checked.filter(({ known }) => known).length };
      });
    } catch (error) {
      // Somebody else took a room between the look and the writing.
      if (isDuplicate(error)) throw problems('fair_table.taken');
      throw error;
    }
  }

  /** The same table twice on one day is a second click. */
  private async once(who: Principal, lines: readonly RowTexts[]): Promise<void> {
    const day = this.ports.clock.today();
    const digest = createHash('sha256')
      .update(JSON.stringify([day, lines]))
      .digest('hex');
    if (await this.uow.manager.findOneBy(TableReceipt, { digest })) throw problems('fair_table.again');
    await this.uow.manager.insert(TableReceipt, { id: newId(), digest, takenById: who.userId, takenAt: this.ports.clock.now() });
  }

  private async insert(ready: readonly Ready[]): Promise<void> {
    const createdAt = this.ports.clock.now();
    const made = ready.map((one) => ({ ...one, fair: fairOf(one, createdAt) }));
    const { manager } = this.uow;
    await insertRows(
      manager,
      FairClaim,
      made.flatMap(({ fair: { id: fairId, day, opensAt, closesAt }, roomId }) =>
        roomId === null
          ? []
          : quartersOf(opensAt, closesAt).map((quarter) => ({
              id: newId(),
              kind: 'room' as const,
              subjectId: roomId,
              day,
              quarter,
              fairId,
            })),
      ),
    );
    await insertRows(
      manager,
      Fair,
      made.map(({ fair }) => fair),
    );
    await insertRows(
      manager,
      Booth,
      made.flatMap(({ fair, spots }) =>
        spots.map((spot) => ({ id: newId(), fairId: fair.id, enterpriseId: null, bookedById: null, bookedAt: null, ...FREE, ...spot })),
      ),
    );
  }

  private trace(who: Principal, fairs: number): Promise<void> {
    return this.ports.audit.record(who, 'fair.table_taken', { kind: 'list', id: 'fair-table' }, { fairs });
  }
}

const fairOf = ({ row, node, roomId, place }: Ready, createdAt: Date): Fair => ({
  ...{ id: newId(), nodeId: node.id, nodePath: node.path, name: row.name, theme: row.theme, campaign: row.campaign, day: row.day },
  ...{ opensAt: row.opensAt, closesAt: row.closesAt, place, expectedAttendance: row.expected, dutyStaff: row.staff, permitNumber: null },
  ...{ boothCount: row.booths, note: row.note, state: 'draft', cancelReason: null, createdAt, version: 1, stage: 'planned' },
  ...{ mode: row.mode, streamUrl: row.stream, roomId, holderKind: 'bureau', holderName: null, holderLicence: null, exits: null, plans: [] },
  ...{ themeOccupation: null, themeIndustry: null, audience: null, seriesId: null, openedAt: null },
});
