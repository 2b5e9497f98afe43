import { Check, Entity, Index, Unique } from 'typeorm';
import { Secret } from '#platform/crypto';
import { Day, Instant, Int, Key, Ref, Str } from '#platform/db';
import type { BoothRules } from '../domain/booking.js';
import type { WaitState } from '../domain/waiting.js';

/** Rules about booths that hold for fairs from a day on, until the next ones. */
@Entity('booth_rule')
@Unique('UQ_booth_rule_day', ['validFrom'])
export class BoothRule implements BoothRules {
  @Key() id: string;
  @Day() validFrom: string;
  @Int() holdMinutes: number;
  @Int() offerHours: number;
  @Int() changeDaysBefore: number;
  @Int() boothsADay: number;
  @Int() keyBoothsADay: number;
  @Int() countyPercent: number;
  @Int() industryPercent: number;
  @Int() priorityHours: number;
  @Int() scarceOccupations: number;
  @Int() absencesAllowed: number;
  @Int() absenceWindowDays: number;
  @Int() absenceBlockDays: number;
  @Int({ default: 30 }) claimMinutes: number;
  @Int({ default: 15 }) dayOfferMinutes: number;
  @Int({ default: 3 }) callMinutes: number;
  @Str(300) source: string;
  /** Null of what came with the program. */
  @Ref({ nullable: true }) setById: string | null;
  @Instant() setAt: Date;
}

/** Somebody who comes to a fair for an enterprise. */
@Entity('booth_guest')
@Index('IX_booth_guest', ['fairId', 'enterpriseId', 'id'])
@Index('IX_booth_guest_kept', ['day', 'id'])
export class BoothGuest {
  @Key() id: string;
  @Ref() fairId: string;
  @Ref() enterpriseId: string;
  /** Of the fair, as of when they were named: they are forgotten a year after it. */
  @Day() day: string;
  @Secret() name: string;
  @Secret() phone: string;
}

/** A need that an enterprise shows at a fair: chosen, never typed again. */
@Entity('booth_post')
@Unique('UQ_booth_post', ['fairId', 'enterpriseId', 'needId'])
export class BoothPost {
  @Key() id: string;
  @Ref() fairId: string;
  @Ref() enterpriseId: string;
  @Ref() needId: string;
}

/** An enterprise that waits for booths of a full fair. It has one place in the list of a fair; asking again takes it up again. */
@Entity('booth_wait')
@Unique('UQ_booth_wait', ['fairId', 'enterpriseId'])
@Index('IX_booth_wait_order', ['fairId', 'state', 'orderAt', 'orderNo', 'id'])
@Index('IX_booth_wait_enterprise', ['enterpriseId', 'state'])
@Check('CK_booth_wait_given', 'quantity >= 1 AND given >= 0 AND given <= quantity')
export class BoothWait {
  @Key() id: string;
  @Ref() fairId: string;
  @Ref() enterpriseId: string;
  /** Booths that it wants, and how many of these it has confirmed. */
  @Int() quantity: number;
  @Int({ default: 0 }) given: number;
  @Str(12) state: WaitState;
  /** When the house heard that it asks. */
  @Instant() askedAt: Date;
  /** Its place: when it asked, unless staff put it elsewhere, and the order among those of one moment. */
  @Instant() orderAt: Date;
  @Int({ default: 0 }) orderNo: number;
  /** Why it stands elsewhere than by its time. */
  @Str(300, { nullable: true }) orderReason: string | null;
  @Ref({ nullable: true }) orderedById: string | null;
}

/** An enterprise that did not come to a booth of its own. */
@Entity('booth_absence')
@Unique('UQ_booth_absence', ['fairId', 'enterpriseId'])
@Index('IX_booth_absence_day', ['enterpriseId', 'day'])
export class BoothAbsence {
  @Key() id: string;
  @Ref() fairId: string;
  @Ref() enterpriseId: string;
  @Day() day: string;
  @Ref() markedById: string;
  @Instant() markedAt: Date;
}

/** The licence of an agency (人力资源服务许可证), as its office has seen it. */
@Entity('agency_licence')
@Unique('UQ_agency_licence', ['enterpriseId'])
export class AgencyLicence {
  @Key() id: string;
  @Ref() enterpriseId: string;
  @Str(80) number: string;
  @Day() validUntil: string;
  @Ref() seenById: string;
  @Instant() seenAt: Date;
}

/** What an enterprise with a booth says to another day, hour or place. */
@Entity('fair_reply')
@Unique('UQ_fair_reply', ['fairId', 'enterpriseId'])
export class FairReply {
  @Key() id: string;
  @Ref() fairId: string;
  @Ref() enterpriseId: string;
  /** Null while it has not said. */
  @Str(4, { nullable: true }) answer: 'yes' | 'no' | null;
  @Instant() askedAt: Date;
  @Instant({ nullable: true }) answeredAt: Date | null;
}

/** A published fair took place of what it was: what it was, for everybody to read. */
@Entity('fair_change')
@Index('IX_fair_change', ['fairId', 'id'])
export class FairChange {
  @Key() id: string;
  @Ref() fairId: string;
  @Instant() at: Date;
  @Day() day: string;
  @Str(5) opensAt: string;
  @Str(5) closesAt: string;
  @Str(200) place: string;
}
