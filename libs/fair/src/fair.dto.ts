import { bool, day, id, int, listOf, nested, oneOf, PageQuery, text } from '#platform/http';
import { CAMPAIGNS, FAIR_STATES, filingOf, type Campaign, type FairState } from './domain/fair.js';
import type { Booth, Fair } from './fair.entity.js';
import type { BoothView, FairWithCount } from './fair.service.js';

const TIME = /^([01]\d|2[0-3]):[0-5]\d$/;

export class NewFairDto {
  @id({ about: 'organisation node that holds it' }) nodeId: string;
  @text({ min: 2, max: 120 }) name: string;
  @text({ max: 200 }) theme: string;
  @oneOf(CAMPAIGNS, 'Campaign', { optional: true }) campaign?: Campaign = 'none';
  @day() day: string;
  @text({ pattern: TIME, about: 'HH:MM, local time of the city' }) opensAt: string;
  @text({ pattern: TIME, about: 'HH:MM, local time of the city' }) closesAt: string;
  @text({ min: 2, max: 200 }) place: string;
  @int({ optional: true, nullable: true, max: 10_000_000 }) expectedAttendance?: number | null = null;
  @int({ optional: true, nullable: true, max: 10_000 }) dutyStaff?: number | null = null;
  @text({ optional: true, nullable: true, max: 80 }) permitNumber?: string | null = null;
  @int({ min: 1, max: 2_000 }) boothCount: number;
  @text({ optional: true, nullable: true, max: 2_000 }) note?: string | null = null;
}

export class FairEditDto {
  @text({ optional: true, min: 2, max: 120 }) name?: string;
  @text({ optional: true, max: 200 }) theme?: string;
  @oneOf(CAMPAIGNS, 'Campaign', { optional: true }) campaign?: Campaign;
  @day({ optional: true }) day?: string;
  @text({ optional: true, pattern: TIME }) opensAt?: string;
  @text({ optional: true, pattern: TIME }) closesAt?: string;
  @text({ optional: true, min: 2, max: 200 }) place?: string;
  @int({ optional: true, nullable: true, max: 10_000_000 }) expectedAttendance?: number | null;
  @int({ optional: true, nullable: true, max: 10_000 }) dutyStaff?: number | null;
  @text({ optional: true, nullable: true, max: 80 }) permitNumber?: string | null;
  @int({ optional: true, min: 1, max: 2_000 }) boothCount?: number;
  @text({ optional: true, nullable: true, max: 2_000 }) note?: string | null;
}

export class FilingDto {
  @bool({ about: 'a public-security permit is due (1,000 people or more expected)' }) permitDue: boolean;
  @oneOf(['county', 'city'], 'PermitAuthority', { nullable: true }) authority: 'county' | 'city' | null;
  @day({ nullable: true }) applyBy: string | null;
  @listOf('string') gaps: string[];
}

export class FairDto {
  @id() id: string;
  @id() nodeId: string;
  @text() name: string;
  @text() theme: string;
  @oneOf(CAMPAIGNS, 'Campaign') campaign: Campaign;
  @day() day: string;
  @text() opensAt: string;
  @text() closesAt: string;
  @text() place: string;
  @int({ nullable: true }) expectedAttendance: number | null;
  @int({ nullable: true }) dutyStaff: number | null;
  @text({ nullable: true }) permitNumber: string | null;
  @int() boothCount: number;
  @int() booked: number;
  @text({ nullable: true }) note: string | null;
  @oneOf(FAIR_STATES, 'FairState') state: FairState;
  @text({ nullable: true }) cancelReason: string | null;
  @nested(() => FilingDto) filing: FilingDto;
  @int() version: number;

  static of({ fair, booked }: FairWithCount): FairDto {
    const { permit, gaps } = filingOf(fair);
    return {
      id: fair.id,
      nodeId: fair.nodeId,
      name: fair.name,
      theme: fair.theme,
      campaign: fair.campaign,
      day: fair.day,
      opensAt: fair.opensAt,
      closesAt: fair.closesAt,
      place: fair.place,
      expectedAttendance: fair.expectedAttendance,
      dutyStaff: fair.dutyStaff,
      permitNumber: fair.permitNumber,
      boothCount: fair.boothCount,
      booked,
      note: fair.note,
      state: fair.state,
      cancelReason: fair.cancelReason,
      filing: { permitDue: permit !== null, authority: permit?.authority ?? null, applyBy: permit?.applyBy ?? null, gaps },
      version: fair.version,
    };
  }
}

export class FairQuery extends PageQuery {
  @day({ optional: true }) from?: string;
  @day({ optional: true }) to?: string;
  @oneOf(FAIR_STATES, 'FairState', { optional: true }) state?: FairState;
  @id({ optional: true }) node?: string;
  @text({ optional: true, max: 60 }) q?: string;
  @text({ optional: true, max: 16, about: 'occupation code of any level: fairs at which an enterprise that is short of it has a booth' })
  occupation?: string;
}

export class CancelFairDto {
  @text({ min: 2, max: 300 }) reason: string;
}

export class BookBoothDto {
  @id({ optional: true, about: 'needed when one acts for several enterprises' }) enterpriseId?: string;
  @text({ optional: true, max: 8, about: 'booth number; the first free one without it' }) number?: string;
}

export class BoothDto {
  @id() id: string;
  @id() fairId: string;
  @text() number: string;
  @id({ nullable: true }) enterpriseId: string | null;
  @text({ nullable: true }) enterpriseName: string | null;

  static of({ booth, enterpriseName }: BoothView): BoothDto {
    return { id: booth.id, fairId: booth.fairId, number: booth.number, enterpriseId: booth.enterpriseId, enterpriseName };
  }
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
  @text() place: string;
  @oneOf(FAIR_STATES, 'FairState') state: FairState;

  static of({ booth, fair }: { booth: Booth; fair: Fair }): MyBoothDto {
    return {
      id: booth.id,
      number: booth.number,
      fairId: fair.id,
      fairName: fair.name,
      day: fair.day,
      opensAt: fair.opensAt,
      place: fair.place,
      state: fair.state,
    };
  }
}
