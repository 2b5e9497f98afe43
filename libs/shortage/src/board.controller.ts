import { Param, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Action, Resource } from '#platform/http';
import { BoardCache } from './board.cache.js';
import { BoardPageDto, BoardQuery, BoardSummaryDto, OccupationFiguresDto, PostDto, PostPageDto } from './board.dto.js';
import { BoardService } from './board.service.js';

/** The public board of shortages. Each answer names its figure and the moment it is true for. */
@Resource('board')
export class BoardController {
  constructor(
    private readonly board: BoardService,
    private readonly cache: BoardCache,
  ) {}

  @Action({ method: 'GET', permission: 'public', returns: BoardPageDto, summary: 'Shortage by occupation' })
  page(@Query() query: BoardQuery, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.cache.send(request, reply, () => this.board.page(query));
  }

  @Action({ method: 'GET', path: 'summary', permission: 'public', returns: BoardSummaryDto, summary: 'The shortage in one number, by region and occupation' })
  summary(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.cache.send(request, reply, () => this.board.summary());
  }

  @Action({ method: 'GET', path: 'occupations/:code', permission: 'public', returns: OccupationFiguresDto, summary: 'One occupation: by skill level and region' })
  occupation(@Param('code') code: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.cache.send(request, reply, () => this.board.occupation(code));
  }

  @Action({ method: 'GET', path: 'posts', permission: 'public', returns: PostPageDto, summary: 'The posts themselves; stale ones last' })
  posts(@Query() query: BoardQuery, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.cache.send(request, reply, () => this.board.posts(query));
  }

  @Action({ method: 'GET', path: 'posts/:id', permission: 'public', returns: PostDto, summary: 'One post' })
  post(@Param('id') id: string): Promise<PostDto> {
    return this.board.post(id);
  }
}
