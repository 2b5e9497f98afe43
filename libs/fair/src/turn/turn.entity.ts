import { Entity, Index, Unique } from 'typeorm';
import { Instant, Int, Key, Ref, Str } from '#platform/db';
import type { TalkRoomState, TurnState } from '../domain/turn.js';

/** Where an enterprise talks with people at an online fair, one after the other. */
@Entity('fair_talk_room')
@Unique('UQ_fair_talk_room', ['fairId', 'enterpriseId'])
@Index('IX_fair_talk_room_list', ['fairId', 'id'])
export class TalkRoom {
  @Key() id: string;
  @Ref() fairId: string;
  @Ref() enterpriseId: string;
  /** Of the meeting; told to nobody but whose turn it is. */
  @Str(300) link: string;
  /** For which one talk is planned. */
  @Int() minutes: number;
  @Str(8) state: TalkRoomState;
  /** Who were called one after the other and did not come. */
  @Int({ default: 0 }) missedInRow: number;
  @Instant() changedAt: Date;
}

/** Somebody's place in the queue of an enterprise: one a person, taken up again by who joins again. */
@Entity('fair_turn')
@Unique('UQ_fair_turn', ['roomId', 'ticketId'])
@Unique('UQ_fair_turn_current', ['currentOf'])
@Unique('UQ_fair_turn_busy', ['busyWith'])
@Index('IX_fair_turn_wait', ['roomId', 'state', 'joinedAt', 'id'])
@Index('IX_fair_turn_ticket', ['ticketId', 'state'])
@Index('IX_fair_turn_due', ['state', 'comeBy'])
@Index('IX_fair_turn_talked', ['fairId', 'talkedAt'])
@Index('IX_fair_turn_fair', ['fairId', 'state'])
@Index('IX_fair_turn_ended', ['roomId', 'endedAt'])
@Index('IX_fair_turn_kept', ['joinedAt', 'id'])
export class Turn {
  @Key() id: string;
  @Ref() fairId: string;
  @Ref() roomId: string;
  @Ref() enterpriseId: string;
  @Ref() ticketId: string;
  @Str(8) state: TurnState;
  /** Their place: when they joined, or joined again. */
  @Instant() joinedAt: Date;
  @Instant({ nullable: true }) calledAt: Date | null;
  /** By when they have to come, or the next one is called. */
  @Instant({ nullable: true }) comeBy: Date | null;
  /** When they came in, or the enterprise first said something of them: then they count as checked in at the fair. */
  @Instant({ nullable: true }) talkedAt: Date | null;
  @Instant({ nullable: true }) endedAt: Date | null;
  /** The room, while it is their turn: an enterprise talks with one at a time. */
  @Ref({ nullable: true }) currentOf: string | null;
  /** The ticket, while it is their turn: nobody is called by two at once. */
  @Ref({ nullable: true }) busyWith: string | null;
}
