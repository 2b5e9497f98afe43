import { Entity, Index, Unique } from 'typeorm';
import { Day, Instant, Int, Key, Ref, Str, Txt } from '#platform/db';
import type { Campaign, FairState } from './domain/fair.js';

@Entity('fair')
@Index('IX_fair_day', ['state', 'day', 'id'])
@Index('IX_fair_node', ['nodePath', 'day'])
export class Fair {
  @Key() id: string;
  @Ref() nodeId: string;
  @Str(400) nodePath: string;
  @Str(120) name: string;
  @Str(200) theme: string;
  @Str(24) campaign: Campaign;
  @Day() day: string;
  /** Local time of the city, HH:MM. */
  @Str(5) opensAt: string;
  @Str(5) closesAt: string;
  @Str(200) place: string;
  @Int({ nullable: true }) expectedAttendance: number | null;
  @Int({ nullable: true }) dutyStaff: number | null;
  @Str(80, { nullable: true }) permitNumber: string | null;
  @Int() boothCount: number;
  @Txt({ nullable: true }) note: string | null;
  @Str(12) state: FairState;
  @Str(300, { nullable: true }) cancelReason: string | null;
  @Instant() createdAt: Date;
  @Int({ default: 1 }) version: number;
}

/** One place at one fair. A legal person has one booth a fair by default. */
@Entity('booth')
@Unique('UQ_booth_number', ['fairId', 'number'])
@Unique('UQ_booth_enterprise', ['fairId', 'enterpriseId'])
@Index('IX_booth_enterprise', ['enterpriseId'])
export class Booth {
  @Key() id: string;
  @Ref() fairId: string;
  @Str(8) number: string;
  @Ref({ nullable: true }) enterpriseId: string | null;
  @Ref({ nullable: true }) bookedById: string | null;
  @Instant({ nullable: true }) bookedAt: Date | null;
}
