import { Check, Entity, Index, Unique } from 'typeorm';
import { Blind, Secret } from '#platform/crypto';
import { Day, Flag, Instant, Int, Key, Ref, Str } from '#platform/db';
import type { LineState } from './domain/line.js';
import type { ReliefState } from './domain/person.js';
import type { PromiseState } from './domain/promise.js';
import type { Leaving } from './domain/retention.js';
import type { TravelMode, TripState } from './domain/trip.js';

/** 承诺: people of a batch whom a supplier promises to a need; accepted it is a commitment (落实). */
@Entity('promise')
@Check('CK_promise_people', 'people >= 1 AND released >= 0 AND signed >= 0 AND released + signed <= people')
@Unique('UQ_promise_proposal', ['proposalId'])
@Unique('UQ_promise_request', ['supplierId', 'requestKey'])
@Index('IX_promise_supplier', ['supplierId', 'createdAt', 'id'])
@Index('IX_promise_enterprise', ['enterpriseId', 'createdAt', 'id'])
@Index('IX_promise_need', ['needId', 'state'])
@Index('IX_promise_batch', ['batchId'])
@Index('IX_promise_created', ['createdAt', 'id'])
@Index('IX_promise_expiry', ['state', 'expiresAt'])
@Index('IX_promise_supplier_expiry', ['supplierId', 'state', 'expiresAt', 'id'])
@Index('IX_promise_enterprise_expiry', ['enterpriseId', 'state', 'expiresAt', 'id'])
export class PromiseRow {
  @Key() id: string;
  @Ref({ nullable: true }) proposalId: string | null;
  /** Made by the client, so that asking twice is asking once. */
  @Str(36, { nullable: true }) requestKey: string | null;
  @Ref() needId: string;
  @Ref() batchId: string;
  @Ref() supplierId: string;
  @Ref() enterpriseId: string;
  /** The need's. */
  @Str(400) nodePath: string;
  @Int() people: number;
  @Int({ default: 0 }) released: number;
  @Int({ default: 0 }) signed: number;
  /** Who were promised besides `people` and not taken, when the enterprise accepted a part. */
  @Int({ default: 0 }) notTaken: number;
  @Str(12) state: PromiseState;
  @Instant() expiresAt: Date;
  @Str(300, { nullable: true }) reason: string | null;
  /** The promise that people on their way came from when its place was withdrawn. */
  @Ref({ nullable: true }) substituteFor: string | null;
  @Ref({ nullable: true }) createdById: string | null;
  @Instant() createdAt: Date;
  @Ref({ nullable: true }) decidedById: string | null;
  @Instant({ nullable: true }) decidedAt: Date | null;
  /** When both sides were told that it lapses soon. */
  @Instant({ nullable: true }) lapseWarnedAt: Date | null;
  /** When it was told that no trip is planned for it. */
  @Instant({ nullable: true }) tripWarnedAt: Date | null;
  /** Rises with every change. */
  @Int({ default: 1 }) version: number;
}

/** What the city says about promises, from a day on. */
@Entity('dispatch_rule')
@Unique('UQ_dispatch_rule_day', ['validFrom'])
export class DispatchRule {
  @Key() id: string;
  @Day() validFrom: string;
  @Int() holdHours: number;
  @Int() warnHours: number;
  @Int() tripDays: number;
  /** Days from a check's own on which the employer can answer before the liaison asks. */
  @Int({ default: 7 }) answerDays: number;
  @Str(300) source: string;
  @Ref({ nullable: true }) setById: string | null;
  @Instant() setAt: Date;
}

/** 输转: one journey of a group. */
@Entity('trip')
@Unique('UQ_trip_request', ['supplierId', 'requestKey'])
@Index('IX_trip_supplier', ['supplierId', 'departAt', 'id'])
@Index('IX_trip_node', ['nodePath', 'departAt', 'id'])
@Index('IX_trip_depart', ['departAt', 'id'])
@Index('IX_trip_state', ['state', 'departAt', 'id'])
export class Trip {
  @Key() id: string;
  @Str(36, { nullable: true }) requestKey: string | null;
  @Ref() supplierId: string;
  /** The supplier's; the counties it goes to stand in its stops. */
  @Str(400) nodePath: string;
  @Str(8) mode: TravelMode;
  /** Train or flight number, number plate. */
  @Str(40, { nullable: true }) vehicle: string | null;
  @Instant() departAt: Date;
  @Instant() arriveAt: Date;
  @Str(120) fromPlace: string;
  @Str(120) toPlace: string;
  @Str(500, { nullable: true }) note: string | null;
  @Str(12) state: TripState;
  @Instant({ nullable: true }) departedAt: Date | null;
  @Instant({ nullable: true }) arrivedAt: Date | null;
  @Instant({ nullable: true }) handedOverAt: Date | null;
  @Str(60, { nullable: true }) receivedBy: string | null;
  @Secret({ nullable: true }) receivedBySealed?: string | null;
  @Str(300, { nullable: true }) cancelReason: string | null;
  @Ref({ nullable: true }) createdById: string | null;
  @Instant() createdAt: Date;
  @Int({ default: 1 }) version: number;
}

/** A commitment that a trip serves, and so an enterprise it goes to. */
@Entity('trip_stop')
@Unique('UQ_trip_stop_promise', ['tripId', 'promiseId'])
@Index('IX_trip_stop_promise', ['promiseId'])
@Index('IX_trip_stop_enterprise', ['enterpriseId', 'tripId'])
@Index('IX_trip_stop_node', ['nodePath', 'tripId'])
export class TripStop {
  @Key() id: string;
  @Ref() tripId: string;
  @Ref() promiseId: string;
  @Ref() needId: string;
  @Ref() batchId: string;
  @Ref() enterpriseId: string;
  @Str(400) nodePath: string;
}

/** One person of a manifest (花名册). Sealed values are forgotten when their time is over; the hash outlives them. */
@Entity('manifest_line')
@Unique('UQ_manifest_line_person', ['tripId', 'idHash'])
@Index('UQ_manifest_line_traveller', ['travellerKey'], { unique: true })
@Index('UQ_manifest_line_substitute', ['substituteFor'], { unique: true })
@Index('IX_manifest_line_promise', ['promiseId', 'state'])
@Index('IX_manifest_line_enterprise', ['enterpriseId', 'tripId'])
@Index('IX_manifest_line_person', ['idHash', 'state'])
@Index('IX_manifest_line_signed', ['state', 'signedAt'])
@Index('IX_manifest_line_created', ['createdAt'])
export class ManifestLine {
  @Key() id: string;
  @Ref() tripId: string;
  @Ref() promiseId: string;
  @Ref() needId: string;
  @Ref() enterpriseId: string;
  @Str(400) nodePath: string;
  @Int() position: number;
  @Secret({ nullable: true }) name: string | null;
  @Secret({ nullable: true }) phone: string | null;
  @Secret({ nullable: true }) idNumber: string | null;
  @Secret({ nullable: true }) emergencyContact: string | null;
  @Blind() idHash: string;
  /** The hash while the person is expected on this trip: nobody is on two at once. */
  @Blind({ nullable: true }) travellerKey: string | null;
  /** 返岗: back to the same employer; never lowers a shortage. */
  @Flag() returning: boolean;
  /** 16 or 17 years old on the day of departure. */
  @Flag() minor: boolean;
  @Str(12) relief: ReliefState;
  @Flag() insured: boolean;
  @Flag() selfArranged: boolean;
  @Str(12) state: LineState;
  /** When what `state` says was seen. */
  @Instant() stateAt: Date;
  @Str(300, { nullable: true }) reason: string | null;
  @Instant({ nullable: true }) signedAt: Date | null;
  /** When it became known that they are not there any more. */
  @Instant({ nullable: true }) leftAt: Date | null;
  /** Their place is open again since. */
  @Flag({ default: false }) reopened: boolean;
  /** The person of the same trip who dropped out, and whose place this one takes. */
  @Ref({ nullable: true }) substituteFor: string | null;
  @Instant() createdAt: Date;
}

/** Whether somebody still works there after 30, 90 and 180 days; what the employer says and what insurance months show are kept apart. */
@Entity('retention_check')
@Unique('UQ_retention_check_line', ['lineId', 'days'])
@Index('IX_retention_check_enterprise', ['enterpriseId', 'dueOn', 'id'])
@Index('IX_retention_check_due', ['dueOn', 'id'])
@Index('IX_retention_check_open', ['employerSays', 'dueOn', 'enterpriseId'])
@Index('IX_retention_check_supplier', ['supplierId', 'dueOn', 'id'])
export class RetentionCheck {
  @Key() id: string;
  @Ref() lineId: string;
  @Ref() enterpriseId: string;
  @Str(400) nodePath: string;
  /** The station that brought them; null until it is known. */
  @Ref({ nullable: true }) supplierId: string | null;
  @Int() days: number;
  @Day() dueOn: string;
  @Str(8, { nullable: true }) employerSays: 'stayed' | 'left' | null;
  @Instant({ nullable: true }) employerSaidAt: Date | null;
  /** How they ceased to be there, and why. */
  @Str(12, { nullable: true }) leaving: Leaving | null;
  @Str(300, { nullable: true }) reason: string | null;
  @Str(8, { nullable: true }) insuranceSays: 'stayed' | 'left' | null;
  /** What they say themselves, by their link. */
  @Str(8, { nullable: true }) workerSays: 'stayed' | 'left' | null;
  @Instant({ nullable: true }) workerSaidAt: Date | null;
  /** When the enterprise was told that it is due, and its county that it is late. */
  @Instant({ nullable: true }) dueToldAt: Date | null;
  @Instant({ nullable: true }) lateToldAt: Date | null;
}
