import { Param, Query, UseInterceptors } from '@nestjs/common';
import { Action, Resource } from '#platform/http';
import { BoardCache } from './board.cache.js';
import { BoardPageDto, BoardQuery, BoardSummaryDto, OccupationFiguresDto, PostDto, PostPageDto } from './board.dto.js';
import { BoardService } from './board.service.js';

/** The public board of shortages. Each answer names its figure and the moment it is true for. */
@Resource('board')
export class BoardController {
  constructor(private readonly board: BoardService) {}

  @UseInterceptors(BoardCache)
  @Action({ method: 'GET', permission: 'public', returns: BoardPageDto, summary: 'Shortage by occupation' })
  page(@Query() query: BoardQuery): Promise<BoardPageDto> {
    return this.board.page(query);
  }

  @UseInterceptors(BoardCache)
  @Action({
    method: 'GET',
    path: 'summary',
    permission: 'public',
    returns: BoardSummaryDto,
    summary: 'The shortage in one number, by region and occupation',
  })
  summary(): Promise<BoardSummaryDto> {
    return this.board.summary();
  }

  @UseInterceptors(BoardCache)
  @Action({
    method: 'GET',
    path: 'occupations/:code',
    permission: 'public',
    returns: OccupationFiguresDto,
    summary: 'One occupation: by skill level and region',
  })
  occupation(@Param('code') code: string): Promise<OccupationFiguresDto> {
    return this.board.occupation(code);
  }

  @UseInterceptors(BoardCache)
  @Action({ method: 'GET', path: 'posts', permission: 'public', returns: PostPageDto, summary: 'The posts themselves; stale ones last' })
  posts(@Query() query: BoardQuery): Promise<PostPageDto> {
    return this.board.posts(query);
  }

  @Action({ method: 'GET', path: 'posts/:id', permission: 'public', returns: PostDto, summary: 'One post' })
  post(@Param('id') id: string): Promise<PostDto> {
    return this.board.post(id);
  }
}
