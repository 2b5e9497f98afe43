import { Param, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Action, oneOf, Resource, text } from '#platform/http';
import { SharePictures } from './share.service.js';

class PictureQuery {
  @oneOf(['zh', 'en'] as const, 'Language', { optional: true }) lang?: 'zh' | 'en' = 'zh';
  @text({ optional: true, max: 12, about: 'another fair’s state has another one, so that messengers ask again' }) v?: string;
}

@Resource('fairs')
export class SharePictureController {
  constructor(private readonly pictures: SharePictures) {}

  @Action({
    method: 'GET',
    path: ':id/picture',
    permission: 'public',
    file: 'image/png',
    summary: 'What messengers show of the link to an announced fair: 1,200 by 630 pixels',
  })
  async picture(
    @Param('id') id: string,
    @Query() { lang = 'zh' }: PictureQuery,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { content, etag } = await this.pictures.of(id, lang);
    void reply.headers({ etag, 'cache-control': 'public, max-age=600' });
    if (request.headers['if-none-match']?.includes(etag)) await reply.status(304).send();
    else await reply.header('content-type', 'image/png').send(content);
  }
}
