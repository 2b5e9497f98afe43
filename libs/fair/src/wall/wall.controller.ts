import { Headers, Param, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { AccessService } from '#access';
import { Action, Caller, id, int, listOf, notFound, Resource, text, type Principal } from '#platform/http';
import type { Fair } from '../fair.entity.js';
import { problems } from '../fair.problems.js';
import { FairRepository } from '../fair.repository.js';
import { PublicCountReader, type PublicCounts } from './public-counts.js';
import { WallReader, type WallCounts, type WallRoom } from './wall-counts.js';
import { WallHub } from './wall-hub.js';

const HEADERS = {
  'content-type': 'text/event-stream; charset=utf-8',
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
  // A server that stops would wait for whoever keeps the line open behind the end.
  connection: 'close',
  'x-accel-buffering': 'no',
};

class WallRoomDto implements WallRoom {
  @text({ nullable: true }) name: string | null;
  @int({ min: -1_000_000 }) inside: number;
  @int({ nullable: true, about: 'people who may be inside at once' }) limit: number | null;
}

class WallDto implements WallCounts {
  @int({ about: 'people who came in, or were talked with online' }) entered: number;
  @int() inside: number;
  @int({ about: 'people in queues of an online fair' }) waitingOnline: number;
  @int({ about: 'people called or talked with there right now' }) talkingOnline: number;
  @int({ about: 'with a booth' }) enterprises: number;
  @int({ about: 'of these at their booth' }) arrived: number;
  @int({ about: 'people by enterprise' }) talks: number;
  @int({ about: 'interviews and offers' }) intents: number;
  @int() hired: number;
  @listOf(() => WallRoomDto) rooms: WallRoomDto[];
}

class FairCountsDto implements PublicCounts {
  @int({ about: 'with a confirmed booth' }) enterprises: number;
  @int({ about: 'needs that they show' }) posts: number;
  @int() tickets: number;
  @int({ about: 'people who came in, or were talked with online' }) entered: number;
  @int({ nullable: true, about: 'people inside now; null unless the fair is on' }) inside: number | null;
}

class WallQuery {
  @id({ about: 'the fair' }) of: string;
}

/** Counts for a screen on the wall: nobody is named. */
@Resource('fairs')
export class FairWallController {
  constructor(
    private readonly reader: WallReader,
    private readonly counts: PublicCountReader,
    private readonly fairs: FairRepository,
    private readonly access: AccessService,
  ) {}

  @Action({ method: 'GET', path: ':id/wall', permission: 'fair.manage', returns: WallDto, summary: 'Counts of a fair as they are now' })
  async now(@Caller() who: Principal, @Param('id') fairId: string): Promise<WallDto> {
    return this.reader.of(await fairFor(this.fairs, this.access, who, fairId));
  }

  @Action({ method: 'GET', path: ':id/counts', permission: 'public', returns: FairCountsDto, summary: 'How a fair goes, in counts' })
  public(@Param('id') fairId: string): Promise<FairCountsDto> {
    return this.counts.of(fairId);
  }
}

@Resource('fair-wall')
export class WallController {
  constructor(
    private readonly hub: WallHub,
    private readonly fairs: FairRepository,
    private readonly access: AccessService,
  ) {}

  @Action({
    method: 'GET',
    path: 'live',
    permission: 'fair.manage',
    file: 'text/event-stream',
    summary: 'The same as a stream: an event `counts` whenever one of them changes',
  })
  async live(
    @Caller() who: Principal,
    @Query() { of }: WallQuery,
    @Headers('accept') accept: string | undefined,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { id: fairId } = await fairFor(this.fairs, this.access, who, of);
    // Whoever waits for the end of the answer would wait for minutes.
    if (!accept?.includes('text/event-stream')) throw problems('wall.stream_only');
    if (this.hub.full) throw problems('wall.full');
    const { raw } = reply;
    reply.hijack();
    raw.writeHead(200, { ...HEADERS, 'x-request-id': reply.request.id });
    raw.write('retry: 3000\n\n');
    const gone = await this.hub.connect(fairId, { write: (said) => void raw.write(said), end: () => void raw.end() });
    raw.on('close', gone);
    if (raw.closed) gone();
  }
}

const fairFor = async (fairs: FairRepository, access: AccessService, who: Principal, fairId: string): Promise<Fair> => {
  const fair = await fairs.byId(fairId);
  if (!fair) throw notFound('fair', fairId);
  access.require(who, 'fair.manage', { nodePath: fair.nodePath });
  return fair;
};
