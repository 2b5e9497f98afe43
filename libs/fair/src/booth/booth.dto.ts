import { bool, day, id, instant, int, listOf, nested, oneOf, PageQuery, phone, text } from '#platform/http';
import { FAIR_MODES, type FairMode } from '../domain/fair.js';
import { FAIR_STATES, stateOf, type FairState } from '../domain/states.js';
import { WAIT_STATES, type WaitState } from '../domain/waiting.js';
import type { Booth, Fair } from '../fair.entity.js';
import type { BoothView } from '../fair.views.js';
import type { BoothWait, FairReply } from './booth.entity.js';
import type { Booking } from './booking.service.js';
import type { Guest } from './booth.repository.js';
import type { ReplyView } from './fair-moves.js';
import { PLACEMENT_FAULTS, type Placement, type PlacementFault } from './placement-plan.js';
import type { WaitView } from './waiting-acts.js';

export class BookBoothDto {
  @id({ optional: true, about: 'needed when one acts for several enterprises' }) enterpriseId?: string;
  @text({ optional: true, max: 8, about: 'booth number; the first free one without it' }) number?: string;
}

export class AskBoothDto extends BookBoothDto {
  @int({ optional: true, min: 1, max: 20, about: 'booths wanted in all at this fair; more than one for key enterprises' })
  quantity?: number = 1;
  @bool({ optional: true, about: 'hold it until it is confirmed, for the minutes of the rule' }) hold?: boolean = true;
  @bool({ optional: true, about: 'wait when there is none' }) wait?: boolean = true;
}

export class BoothDto {
  @id() id: string;
  @id() fairId: string;
  @text() number: string;
  @id({ nullable: true }) enterpriseId: string | null;
  @text({ nullable: true }) enterpriseName: string | null;
  @int({ nullable: true, about: 'row on the plan of the room, from 1' }) gridRow: number | null;
  @int({ nullable: true }) gridColumn: number | null;
  @bool({ nullable: true, about: 'null where nobody said' }) power: boolean | null;
  @bool({ about: 'nobody can have it' }) blocked: boolean;
  @instant({ nullable: true, about: 'held until then and not confirmed yet' }) heldUntil: string | null;

  static of({ booth, enterpriseName }: BoothView): BoothDto {
    const { id, fairId, number, enterpriseId, gridRow, gridColumn, power } = booth;
    return {
      ...{ id, fairId, number, enterpriseId, enterpriseName, gridRow, gridColumn, power: power === null ? null : power === 1 },
      ...{ blocked: (booth.blocked ?? null) !== null, heldUntil: booth.heldUntil?.toISOString() ?? null },
    };
  }
}

export class WaitDto {
  @id() id: string;
  @id() fairId: string;
  @id() enterpriseId: string;
  @text({ min: 0 }) enterpriseName: string;
  @int({ about: 'how many stand before it' }) ahead: number;
  @int({ about: 'booths that it wants' }) quantity: number;
  @int({ about: 'of these it has so many' }) given: number;
  @oneOf(WAIT_STATES, 'WaitState') state: WaitState;
  @instant({ about: 'when it asked' }) askedAt: string;
  @text({ nullable: true, about: 'why it stands elsewhere than by its time' }) orderReason: string | null;

  static of({ entry, enterpriseName, ahead }: WaitView): WaitDto {
    const { id, fairId, enterpriseId, quantity, given, state, askedAt, orderReason } = entry;
    return { id, fairId, enterpriseId, enterpriseName, ahead, quantity, given, state, askedAt: askedAt.toISOString(), orderReason };
  }
}

export class BookingDto {
  @nested(() => BoothDto, { nullable: true }) booth: BoothDto | null;
  @nested(() => WaitDto, { nullable: true }) waiting: WaitDto | null;

  static of({ booth, waiting }: Booking): BookingDto {
    return {
      booth: booth && BoothDto.of({ booth, enterpriseName: null }),
      waiting: waiting && WaitDto.of({ ...waiting, enterpriseName: '' }),
    };
  }
}

export class GuestDto {
  @text({ min: 2, max: 40, about: 'who comes' }) name: string;
  @phone() phone: string;
}

export class BoothDetailsDto {
  @listOf('string', { optional: true, max: 100, about: 'published needs that are shown there' }) needIds?: string[];
  @listOf(() => GuestDto, { optional: true, max: 10 }) guests?: GuestDto[];
}

export class ExchangeDto {
  @text({ max: 8, about: 'number of the free booth' }) number: string;
}

export class ReleaseQuery {
  @text({ optional: true, max: 300, about: 'told to the enterprise when its office does it' }) reason?: string;
}

export class SwapDto {
  @id({ about: 'the other booth of the same fair' }) withId: string;
}

export class BlockDto {
  @text({ nullable: true, max: 200, about: 'null to let it be had again' }) reason: string | null;
}

export class AbsentDto {
  @bool() absent: boolean;
}

export class LicenceDto {
  @text({ min: 2, max: 80, about: 'of the 人力资源服务许可证' }) number: string;
  @day() validUntil: string;
}

export class WaitOrderDto {
  @id({ nullable: true, about: 'entry that it is put before; null for the end' }) beforeId: string | null;
  @text({ min: 2, max: 300 }) reason: string;
}

export class FairReplyDto {
  @oneOf(['yes', 'no'], 'FairAnswer') answer: 'yes' | 'no';
  @id({ optional: true, about: 'needed when one acts for several enterprises' }) enterpriseId?: string;
}

export class FairRepliesDto {
  @id() enterpriseId: string;
  @text({ min: 0 }) enterpriseName: string;
  @oneOf(['yes', 'no'], 'FairAnswer', { nullable: true, about: 'null while it has not said' }) answer: 'yes' | 'no' | null;
  @instant() askedAt: string;
  @instant({ nullable: true }) answeredAt: string | null;

  static of({ askedAt, answeredAt, ...rest }: ReplyView): FairRepliesDto {
    return { ...rest, askedAt: askedAt.toISOString(), answeredAt: answeredAt?.toISOString() ?? null };
  }
}

export class PlacementDto {
  @int({ about: 'line of the file' }) line: number;
  @text({ nullable: true }) name: string | null;
  @text({ nullable: true }) creditCode: string | null;
  @text({ nullable: true }) number: string | null;
  @id({ nullable: true }) enterpriseId: string | null;
  @text({ nullable: true }) enterpriseName: string | null;
  @text({ nullable: true, about: 'number of the booth that it gets' }) booth: string | null;
  @oneOf(Object.keys(PLACEMENT_FAULTS), 'PlacementFault', { nullable: true }) fault: PlacementFault | null;
  @text({ nullable: true }) faultZh: string | null;
  @text({ nullable: true }) faultEn: string | null;

  static of(row: Placement): PlacementDto {
    const words = row.fault && PLACEMENT_FAULTS[row.fault];
    return { ...row, faultZh: words?.zh ?? null, faultEn: words?.en ?? null };
  }
}

class PlacementRowDto {
  @int() line: number;
  @text({ nullable: true, max: 120 }) name: string | null;
  @text({ nullable: true, max: 18 }) creditCode: string | null;
  @text({ nullable: true, max: 8 }) number: string | null;
}

export class PlaceListDto {
  @listOf(() => PlacementRowDto, { min: 1, max: 2_000 }) rows: PlacementRowDto[];
}

export class BoothQuery extends PageQuery {
  @id() enterprise: string;
}

export class MyBoothDto {
  @id() id: string;
  @text() number: string;
  @id() fairId: string;
  @text() fairName: string;
  @day() day: string;
  @text() opensAt: string;
  @text() closesAt: string;
  @text() place: string;
  @oneOf(FAIR_STATES, 'FairState') state: FairState;
  @instant({ nullable: true, about: 'to be confirmed until then' }) heldUntil: string | null;
  @bool({ about: 'it is an offer to who waited' }) offered: boolean;
  @bool({ about: 'the fair was moved, and whether it still comes is not said yet' }) asked: boolean;

  static of({ booth, fair, reply }: { booth: Booth; fair: Fair; reply?: FairReply | undefined }): MyBoothDto {
    return {
      ...{ id: booth.id, number: booth.number, fairId: fair.id, fairName: fair.name, day: fair.day, opensAt: fair.opensAt },
      ...{ closesAt: fair.closesAt, place: fair.place, state: stateOf(fair), heldUntil: booth.heldUntil?.toISOString() ?? null },
      ...{ offered: booth.offerOf !== null, asked: reply?.answer === null },
    };
  }
}

export class MyWaitDto {
  @id() id: string;
  @id() fairId: string;
  @text() fairName: string;
  @day() day: string;
  @text() opensAt: string;
  @text() place: string;
  @int({ about: 'how many stand before it' }) ahead: number;
  @int() quantity: number;
  @int() given: number;

  static of({ entry, fair, ahead }: { entry: BoothWait; fair: Fair; ahead: number }): MyWaitDto {
    return {
      ...{ id: entry.id, fairId: fair.id, fairName: fair.name, day: fair.day, opensAt: fair.opensAt, place: fair.place },
      ...{ ahead, quantity: entry.quantity, given: entry.given },
    };
  }
}

export class BoothDetailDto extends MyBoothDto {
  @oneOf(FAIR_MODES, 'FairMode', { about: 'how the fair is held' }) mode: FairMode;
  @listOf('string') needIds: string[];
  @listOf(() => GuestDto) guests: GuestDto[];

  static with(row: { booth: Booth; fair: Fair; needIds: string[]; guests: Guest[] }): BoothDetailDto {
    return { ...MyBoothDto.of(row), mode: row.fair.mode ?? 'on_site', needIds: row.needIds, guests: row.guests };
  }
}
