import { bool, id, instant, int, listOf, nested, oneOf, PageQuery, text } from '#platform/http';
import { LINE_STATES, type LineState, type Tally } from './domain/line.js';
import { RELIEF_STATES, type ReliefState } from './domain/person.js';
import { TRAVEL_MODES, TRIP_STATES, type TravelMode, type TripState } from './domain/trip.js';
import type { LineView } from './line.views.js';
import type { RollCallResult } from './roll-call.service.js';
import type { TripView } from './trip.views.js';

const VERDICTS = ['applied', 'same', 'older', 'refused', 'unknown', 'no_room', 'elsewhere'] as const;

export class NewTripDto {
  @listOf('string', { min: 1, max: 200, about: 'accepted promises of one supplier' }) promiseIds: string[];
  @oneOf(TRAVEL_MODES, 'TravelMode') mode: TravelMode;
  @text({ optional: true, nullable: true, max: 40, about: 'train or flight number, number plate' }) vehicle?: string | null = null;
  @instant() departAt: string;
  @instant() arriveAt: string;
  @text({ max: 120 }) fromPlace: string;
  @text({ max: 120 }) toPlace: string;
  @text({ optional: true, nullable: true, max: 500 }) note?: string | null = null;
  @id({ optional: true, about: 'made by the client: the same key again gives the same trip' }) requestKey?: string;
}

export class CancelTripDto {
  @text({ min: 2, max: 300 }) reason: string;
}

export class TallyDto implements Tally {
  @int() listed: number;
  @int() boarded: number;
  @int() no_show: number;
  @int() arrived: number;
  @int() lost: number;
  @int() signed: number;
  @int() refused: number;
}

export class TripStopDto {
  @id() promiseId: string;
  @id() needId: string;
  @id() enterpriseId: string;
  @text() enterpriseName: string;
}

export class TripEnterpriseDto {
  @id() enterpriseId: string;
  @text() enterpriseName: string;
  @nested(() => TallyDto) counts: TallyDto;
}

export class TripDto {
  @id() id: string;
  @id() supplierId: string;
  @text() supplierName: string;
  @text({ nullable: true, about: 'whom to call at the supplier' }) supplierContactName: string | null;
  @text({ nullable: true }) supplierContactPhone: string | null;
  @oneOf(TRAVEL_MODES, 'TravelMode') mode: TravelMode;
  @text({ nullable: true }) vehicle: string | null;
  @instant() departAt: string;
  @instant() arriveAt: string;
  @text() fromPlace: string;
  @text() toPlace: string;
  @text({ nullable: true }) note: string | null;
  @oneOf(TRIP_STATES, 'TripState') state: TripState;
  @instant({ nullable: true }) departedAt: string | null;
  @instant({ nullable: true }) arrivedAt: string | null;
  @instant({ nullable: true }) handedOverAt: string | null;
  @text({ nullable: true }) receivedBy: string | null;
  @text({ nullable: true }) cancelReason: string | null;
  @listOf(() => TripStopDto) stops: TripStopDto[];
  @nested(() => TallyDto, { about: 'everybody on the manifest, by where they are' }) counts: TallyDto;
  @listOf(() => TripEnterpriseDto) byEnterprise: TripEnterpriseDto[];
  @int() version: number;

  static of({ trip, supplierName, supplierContact, stops, counts, byEnterprise }: TripView): TripDto {
    return {
      id: trip.id,
      supplierId: trip.supplierId,
      supplierName,
      supplierContactName: supplierContact.name,
      supplierContactPhone: supplierContact.phone,
      mode: trip.mode,
      vehicle: trip.vehicle,
      departAt: trip.departAt.toISOString(),
      arriveAt: trip.arriveAt.toISOString(),
      fromPlace: trip.fromPlace,
      toPlace: trip.toPlace,
      note: trip.note,
      state: trip.state,
      departedAt: trip.departedAt?.toISOString() ?? null,
      arrivedAt: trip.arrivedAt?.toISOString() ?? null,
      handedOverAt: trip.handedOverAt?.toISOString() ?? null,
      receivedBy: trip.receivedBy,
      cancelReason: trip.cancelReason,
      stops: stops.map(({ promiseId, needId, enterpriseId, enterpriseName }) => ({ promiseId, needId, enterpriseId, enterpriseName })),
      counts,
      byEnterprise: byEnterprise.map((one) => ({ enterpriseId: one.enterpriseId, enterpriseName: one.enterpriseName, counts: one.counts })),
      version: trip.version,
    };
  }
}

export class TripQuery extends PageQuery {
  @oneOf(TRIP_STATES, 'TripState', { optional: true }) state?: TripState;
  @id({ optional: true }) supplier?: string;
  @instant({ optional: true, about: 'departing at or after' }) from?: string;
  @instant({ optional: true, about: 'departing before' }) to?: string;
  @instant({ optional: true, about: 'arriving before' }) arriveBefore?: string;
}

export class NewLineDto {
  @id({ optional: true, about: 'needed when the trip serves several promises' }) promiseId?: string;
  @text({ max: 60 }) name: string;
  @text({ optional: true, nullable: true, max: 30 }) phone?: string | null = null;
  @text({ max: 30 }) idNumber: string;
  @bool({ optional: true, about: '返岗: returning to the same employer, lowers no shortage' }) returning?: boolean = false;
  @oneOf(RELIEF_STATES, 'ReliefState', { optional: true }) relief?: ReliefState = 'none';
  @bool({ optional: true }) insured?: boolean = false;
  @bool({ optional: true, about: 'travels on their own' }) selfArranged?: boolean = false;
  @text({ optional: true, nullable: true, max: 80, about: 'name and phone' }) emergencyContact?: string | null = null;
}

export class ManifestDto {
  @listOf(() => NewLineDto, { min: 1, max: 2_000 }) lines: NewLineDto[];
}

export class ManifestQuery {
  @bool({ optional: true, about: 'names and numbers in full; every such look is logged' }) full?: boolean;
}

export class LineDto {
  @id() id: string;
  @id() promiseId: string;
  @id() enterpriseId: string;
  @text({ nullable: true, about: 'masked unless asked for in full; null once it was forgotten' }) name: string | null;
  @text({ nullable: true }) phone: string | null;
  @text({ nullable: true }) idNumber: string | null;
  @text({ nullable: true }) emergencyContact: string | null;
  @bool() returning: boolean;
  @bool({ about: '16 or 17 years old' }) minor: boolean;
  @oneOf(RELIEF_STATES, 'ReliefState') relief: ReliefState;
  @bool() insured: boolean;
  @bool() selfArranged: boolean;
  @oneOf(LINE_STATES, 'LineState') state: LineState;
  @instant({ nullable: true, about: 'when that was seen' }) stateAt: string | null;
  @text({ nullable: true }) reason: string | null;
  @id({ nullable: true, about: 'who dropped out, and whose place this one takes' }) substituteFor: string | null;

  static of({ line, name, phone, idNumber, emergencyContact }: LineView): LineDto {
    return {
      id: line.id,
      promiseId: line.promiseId,
      enterpriseId: line.enterpriseId,
      name,
      phone,
      idNumber,
      emergencyContact,
      returning: line.returning,
      minor: line.minor,
      relief: line.relief,
      insured: line.insured,
      selfArranged: line.selfArranged,
      state: line.state,
      stateAt: line.state === 'listed' ? null : line.stateAt.toISOString(),
      reason: line.reason,
      substituteFor: line.substituteFor,
    };
  }
}

export class AnswerDto {
  @id() lineId: string;
  @oneOf(LINE_STATES, 'LineState') state: LineState;
  @instant({ about: 'when it was seen; of two answers the later one counts' }) at: string;
  @text({ optional: true, nullable: true, max: 300 }) reason?: string | null = null;
}

export class RollCallDto {
  @listOf(() => AnswerDto, { max: 2_000 }) lines: AnswerDto[];
  @bool({ optional: true, about: 'true: nobody is left; absent: it ends with the last answer' }) done?: boolean;
}

export class HandOverDto {
  @listOf(() => AnswerDto, { optional: true, max: 2_000 }) lines?: AnswerDto[] = [];
  @text({ optional: true, nullable: true, max: 60, about: 'who of the enterprise took the group over' }) receivedBy?: string | null = null;
}

export class VerdictDto {
  @id() lineId: string;
  @oneOf(VERDICTS, 'RollCallVerdict') verdict: (typeof VERDICTS)[number];
  @oneOf(LINE_STATES, 'LineState', { nullable: true }) state: LineState | null;
}

export class RollCallResultDto {
  @listOf(() => VerdictDto) verdicts: VerdictDto[];
  @nested(() => TripDto) trip: TripDto;

  static of({ verdicts, trip }: RollCallResult): RollCallResultDto {
    return { verdicts, trip: TripDto.of(trip) };
  }
}
