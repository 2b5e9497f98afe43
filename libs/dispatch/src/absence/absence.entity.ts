import { Entity, Index, Unique } from 'typeorm';
import { Secret } from '#platform/crypto';
import { Instant, Key, Ref, Str } from '#platform/db';
import type { AbsenceOutcome, AbsentAt } from '../domain/absence.js';

/** 未到人员跟进: somebody who was missing at a roll call, who asks after them, and until when. */
@Entity('trip_absence')
@Unique('UQ_trip_absence_line', ['lineId', 'at'])
@Index('IX_trip_absence_trip', ['tripId', 'dueAt', 'id'])
@Index('IX_trip_absence_supplier', ['supplierId', 'closedAt', 'dueAt', 'id'])
@Index('IX_trip_absence_node', ['nodePath', 'closedAt', 'dueAt', 'id'])
@Index('IX_trip_absence_due', ['dueAt', 'id'])
@Index('IX_trip_absence_open', ['closedAt', 'dueAt', 'id'])
export class TripAbsence {
  @Key() id: string;
  @Ref() tripId: string;
  @Ref() lineId: string;
  @Ref() supplierId: string;
  @Ref() enterpriseId: string;
  /** The need’s. */
  @Str(400) nodePath: string;
  @Str(12) at: AbsentAt;
  /** Who asks after them; null: whoever of the station is there. */
  @Ref({ nullable: true }) ownerId: string | null;
  @Instant() openedAt: Date;
  @Instant() dueAt: Date;
  @Instant({ nullable: true }) warnedAt: Date | null;
  @Instant({ nullable: true }) closedAt: Date | null;
  @Ref({ nullable: true }) closedById: string | null;
  @Str(12, { nullable: true }) outcome: AbsenceOutcome | null;
  @Secret({ nullable: true }) note: string | null;
}
