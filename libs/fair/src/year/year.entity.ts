import { Entity, Index, Unique } from 'typeorm';
import { Day, Instant, Int, Key, Ref, Str } from '#platform/db';
import type { Deadline } from '../domain/deadlines.js';

/** How many fairs an office is to hold in a year, from a day on: targets are raised and cut in the course of it. */
@Entity('fair_target')
@Unique('UQ_fair_target', ['year', 'nodeId', 'validFrom'])
export class FairTarget {
  @Key() id: string;
  @Int() year: number;
  @Ref() nodeId: string;
  @Day() validFrom: string;
  @Int() fairs: number;
  @Str(300) source: string;
  @Ref({ nullable: true }) setById: string | null;
  @Instant() setAt: Date;
}

/** A secret address under which somebody's calendar program reads an office's fairs. */
@Entity('fair_feed')
@Unique('UQ_fair_feed_token', ['tokenHash'])
@Index('IX_fair_feed_user', ['userId', 'id'])
export class FairFeed {
  @Key() id: string;
  @Ref() userId: string;
  @Str(43) tokenHash: string;
  @Instant() createdAt: Date;
  @Instant({ nullable: true }) readAt: Date | null;
}

/** An enterprise was told of a fair that fits it. It is told once. */
@Entity('fair_invitation')
@Unique('UQ_fair_invitation', ['fairId', 'enterpriseId'])
@Index('IX_fair_invitation_enterprise', ['enterpriseId', 'id'])
export class FairInvitation {
  @Key() id: string;
  @Ref() fairId: string;
  @Ref() enterpriseId: string;
  @Instant() at: Date;
}

/** An enterprise that does not want to be told of fairs that fit it. */
@Entity('fair_invitation_stop')
@Unique('UQ_fair_invitation_stop', ['enterpriseId'])
export class FairInvitationStop {
  @Key() id: string;
  @Ref() enterpriseId: string;
  @Ref() byId: string;
  @Instant() at: Date;
}

/** An office was reminded of a day by which something of a fair is due. */
@Entity('fair_reminder')
@Unique('UQ_fair_reminder', ['fairId', 'kind', 'due'])
export class FairReminder {
  @Key() id: string;
  @Ref() fairId: string;
  @Str(12) kind: Deadline;
  @Day() due: string;
  @Instant() at: Date;
}

/** Fairs that were planned together: what was asked for. */
@Entity('fair_series')
@Index('IX_fair_series_node', ['nodePath', 'id'])
export class FairSeries {
  @Key() id: string;
  @Ref() nodeId: string;
  @Str(400) nodePath: string;
  @Str(120) name: string;
  @Int() everyWeeks: number;
  @Day() firstDay: string;
  @Day() lastDay: string;
  @Int() fairs: number;
  @Ref() plannedById: string;
  @Instant() createdAt: Date;
}
