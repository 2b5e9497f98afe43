import { bool, id, instant, int, listOf, nested, oneOf, text } from '#platform/http';
import { TALK_ROOM_STATES, TURN_STATES, type TalkRoomState, type TurnState } from '../domain/turn.js';
import { LINK } from '../ticket/ticket-link.js';
import type { MyTurn, MyTurnsView } from './my-turns.js';
import type { OpenRoom, QueuedView, RoomPlan, RoomView } from './talk-rooms.js';

const MEETING = /^https:\/\/[^\s"'<>]+$/;

export class TalkRoomPlanDto implements RoomPlan {
  @text({ max: 300, pattern: MEETING, about: 'of the meeting; told to whose turn it is' }) link: string;
  @int({ min: 3, max: 60, about: 'minutes planned for one talk' }) minutes: number;
  @oneOf(TALK_ROOM_STATES, 'TalkRoomState') state: TalkRoomState;
}

export class EndTurnDto {
  @id({ about: 'the turn that is over' }) turnId: string;
}

class QueuedDto {
  @id() turnId: string;
  @text({ min: 0, about: 'number of the ticket' }) number: string;
  @oneOf(TURN_STATES, 'TurnState') state: TurnState;
  @instant() joinedAt: string;
  @instant({ nullable: true }) calledAt: string | null;
  @instant({ nullable: true, about: 'by when they have to come' }) comeBy: string | null;
  @instant({ nullable: true, about: 'since when they are there' }) talkedAt: string | null;
  @bool({ about: 'called, and not there in time' }) late: boolean;
  @text({ nullable: true, about: 'what they let the enterprise see, once it is their turn' }) name: string | null;
  @text({ nullable: true }) reach: string | null;
  @text({ nullable: true }) occupation: string | null;
  @text({ nullable: true }) experience: string | null;

  static of({ turn, number, seen, late }: QueuedView): QueuedDto {
    return {
      ...{ turnId: turn.id, number, state: turn.state, joinedAt: turn.joinedAt.toISOString() },
      ...{ calledAt: turn.calledAt?.toISOString() ?? null, comeBy: turn.comeBy?.toISOString() ?? null },
      ...{ talkedAt: turn.talkedAt?.toISOString() ?? null, late },
      ...{
        name: seen?.name ?? null,
        reach: seen?.reach ?? null,
        occupation: seen?.occupation ?? null,
        experience: seen?.experience ?? null,
      },
    };
  }
}

/** The queue of an enterprise as it sees it. */
export class TalkRoomDto {
  @bool({ about: 'the fair has queues: it is online, or both' }) online: boolean;
  @nested(() => TalkRoomPlanDto, { nullable: true, about: 'null until it was said' }) room: TalkRoomPlanDto | null;
  @nested(() => QueuedDto, { nullable: true, about: 'whose turn it is' }) current: QueuedDto | null;
  @listOf(() => QueuedDto, { max: 10, about: 'the next ones' }) next: QueuedDto[];
  @int({ about: 'people who wait' }) waiting: number;
  @int({ about: 'people who were talked with' }) talked: number;
  @int({ about: 'people who were called and did not come' }) missed: number;

  static of({ fair, room, current, next, waiting, talked, missed }: RoomView): TalkRoomDto {
    return {
      online: fair.mode === 'online' || fair.mode === 'hybrid',
      room: room && { link: room.link, minutes: room.minutes, state: room.state },
      current: current && QueuedDto.of(current),
      next: next.map((one) => QueuedDto.of(one)),
      ...{ waiting, talked, missed },
    };
  }
}

/** Where somebody can queue up. */
export class OpenRoomDto {
  @id() id: string;
  @id() enterpriseId: string;
  @text({ min: 0 }) enterpriseName: string;
  @oneOf(TALK_ROOM_STATES, 'TalkRoomState') state: TalkRoomState;
  @int({ about: 'people who wait' }) waiting: number;
  @int({ about: 'minutes until somebody who joins now is called, as talks go there' }) minutes: number;

  static of({ room, enterpriseName, waiting, minutes }: OpenRoom): OpenRoomDto {
    return { id: room.id, enterpriseId: room.enterpriseId, enterpriseName, state: room.state, waiting, minutes };
  }
}

export class MyTurnsDto {
  @text({ max: 43, pattern: LINK, about: 'of the ticket: what stands behind the # of “my ticket”' }) link: string;
}

export class JoinDto extends MyTurnsDto {
  @id({ about: 'the queue' }) roomId: string;
}

export class MyTurnStepDto extends MyTurnsDto {
  @id() turnId: string;
}

class MyTurnDto {
  @id() id: string;
  @id() roomId: string;
  @text({ min: 0 }) enterpriseName: string;
  @oneOf(TURN_STATES, 'TurnState') state: TurnState;
  @oneOf(TALK_ROOM_STATES, 'TalkRoomState') roomState: TalkRoomState;
  @int({ about: 'people before them, whoever is talked with right now among them' }) ahead: number;
  @instant({ nullable: true, about: 'when they are called, as far as can be told' }) expectedAt: string | null;
  @instant({ nullable: true }) calledAt: string | null;
  @instant({ nullable: true, about: 'by when to come, or the next one is called' }) comeBy: string | null;
  @instant({ nullable: true, about: 'until when the time is theirs' }) slotUntil: string | null;
  @text({ nullable: true, about: 'of the meeting, once it is their turn' }) meetingLink: string | null;

  static of({ turn, room, enterpriseName, ahead, expectedAt, slotUntil, link }: MyTurn): MyTurnDto {
    return {
      ...{ id: turn.id, roomId: room.id, enterpriseName, state: turn.state, roomState: room.state, ahead },
      ...{ expectedAt: expectedAt?.toISOString() ?? null, calledAt: turn.calledAt?.toISOString() ?? null },
      ...{ comeBy: turn.comeBy?.toISOString() ?? null, slotUntil: slotUntil?.toISOString() ?? null, meetingLink: link },
    };
  }
}

export class MyTurnListDto {
  @listOf(() => MyTurnDto, { max: 50, about: 'the last joined first' }) turns: MyTurnDto[];
  @bool({ about: 'people can join queues now' }) open: boolean;
  @int({ about: 'seconds after which to look again' }) againIn: number;

  static of({ turns, open, againIn }: MyTurnsView): MyTurnListDto {
    return { turns: turns.map((turn) => MyTurnDto.of(turn)), open, againIn };
  }
}
