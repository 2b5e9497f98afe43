import { Body, Param, Query } from '@nestjs/common';
import { Action, Caller, PageQuery, Resource, type Principal } from '#platform/http';
import { MyTurns } from './my-turns.js';
import { TalkRooms } from './talk-rooms.js';
import { EndTurnDto, JoinDto, MyTurnListDto, MyTurnsDto, MyTurnStepDto, OpenRoomDto, TalkRoomDto, TalkRoomPlanDto } from './turn.dto.js';

@Resource('fairs')
export class FairTalkRoomController {
  constructor(private readonly rooms: TalkRooms) {}

  @Action({
    method: 'GET',
    path: ':id/talk-rooms',
    permission: 'public',
    returns: OpenRoomDto,
    list: true,
    summary: 'Enterprises in whose queues people can wait at an online fair',
  })
  async list(@Param('id') fairId: string, @Query() { cursor, limit = 20 }: PageQuery) {
    const page = await this.rooms.open(fairId, cursor, limit);
    return { items: page.items.map((room) => OpenRoomDto.of(room)), next: page.next };
  }
}

/** The queue of an enterprise at an online fair, on its side. */
@Resource('booths')
export class TalkRoomController {
  constructor(private readonly rooms: TalkRooms) {}

  @Action({
    method: 'GET',
    path: ':id/talk-room',
    permission: 'fair.outcomes',
    returns: TalkRoomDto,
    summary: 'The queue of its enterprise: whose turn it is, and who is next',
  })
  async one(@Caller() who: Principal, @Param('id') boothId: string): Promise<TalkRoomDto> {
    return TalkRoomDto.of(await this.rooms.view(who, boothId));
  }

  @Action({
    method: 'PUT',
    path: ':id/talk-room',
    permission: 'fair.outcomes',
    body: TalkRoomPlanDto,
    returns: TalkRoomDto,
    summary: 'Say where its enterprise is met online, for how long, and whether people join its queue',
  })
  async set(@Caller() who: Principal, @Param('id') boothId: string, @Body() body: TalkRoomPlanDto): Promise<TalkRoomDto> {
    return TalkRoomDto.of(await this.rooms.set(who, boothId, body));
  }

  @Action({
    method: 'POST',
    path: ':id/talk-room/call',
    permission: 'fair.outcomes',
    returns: TalkRoomDto,
    status: 200,
    summary: 'End the talk and call the next one',
  })
  async call(@Caller() who: Principal, @Param('id') boothId: string): Promise<TalkRoomDto> {
    return TalkRoomDto.of(await this.rooms.callNext(who, boothId));
  }

  @Action({
    method: 'POST',
    path: ':id/talk-room/end',
    permission: 'fair.outcomes',
    body: EndTurnDto,
    returns: TalkRoomDto,
    status: 200,
    summary: 'End a turn without calling anybody',
  })
  async end(@Caller() who: Principal, @Param('id') boothId: string, @Body() { turnId }: EndTurnDto): Promise<TalkRoomDto> {
    return TalkRoomDto.of(await this.rooms.end(who, boothId, turnId));
  }
}

/** Queues on the side of whoever has a ticket: nobody has an account. */
@Resource('my-turns')
export class MyTurnController {
  constructor(private readonly turns: MyTurns) {}

  @Action({
    method: 'POST',
    permission: 'public',
    rate: 'read',
    body: MyTurnsDto,
    returns: MyTurnListDto,
    status: 200,
    summary: 'In which queues the holder of a ticket waits, and when it is their turn',
  })
  async mine(@Body() { link }: MyTurnsDto): Promise<MyTurnListDto> {
    return MyTurnListDto.of(await this.turns.mine(link));
  }

  @Action({
    method: 'POST',
    path: 'join',
    permission: 'public',
    body: JoinDto,
    returns: MyTurnListDto,
    status: 200,
    summary: 'Join the queue of an enterprise',
  })
  async join(@Body() { link, roomId }: JoinDto): Promise<MyTurnListDto> {
    return MyTurnListDto.of(await this.turns.join(link, roomId));
  }

  @Action({
    method: 'POST',
    path: 'leave',
    permission: 'public',
    body: MyTurnStepDto,
    returns: MyTurnListDto,
    status: 200,
    summary: 'Leave a queue, or a talk',
  })
  async leave(@Body() { link, turnId }: MyTurnStepDto): Promise<MyTurnListDto> {
    return MyTurnListDto.of(await this.turns.leave(link, turnId));
  }

  @Action({
    method: 'POST',
    path: 'come',
    permission: 'public',
    body: MyTurnStepDto,
    returns: MyTurnListDto,
    status: 200,
    summary: 'Go into the meeting when it is one’s turn',
  })
  async come(@Body() { link, turnId }: MyTurnStepDto): Promise<MyTurnListDto> {
    return MyTurnListDto.of(await this.turns.come(link, turnId));
  }
}
