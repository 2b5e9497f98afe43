import { Param, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Action, Caller, MaybeCaller, Resource, type Principal } from '#platform/http';
import { FairViews } from '../fair.views.js';
import { Feeds } from './feeds.js';
import { FeedDto } from './year.dto.js';

const CALENDAR = 'text/calendar';
const send = (reply: FastifyReply, name: string, calendar: string): void =>
  void reply
    .header('content-type', `${CALENDAR}; charset=utf-8`)
    .header('content-disposition', `inline; filename="${name}.ics"`)
    .header('cache-control', 'no-cache')
    .send(calendar);

@Resource('fair-feeds')
export class FeedController {
  constructor(private readonly feeds: Feeds) {}

  @Action({ method: 'GET', permission: 'fair.manage', returns: FeedDto, array: true, summary: 'My links for calendar programs' })
  async list(@Caller() who: Principal) {
    return (await this.feeds.list(who)).map((feed) => FeedDto.of(feed));
  }

  @Action({
    method: 'POST',
    permission: 'fair.manage',
    returns: FeedDto,
    status: 201,
    summary: 'Make a secret link under which a calendar program reads the fairs of my office, plans too',
  })
  async make(@Caller() who: Principal) {
    const { feed, token } = await this.feeds.make(who);
    return FeedDto.of(feed, token);
  }

  @Action({ method: 'DELETE', path: ':id', permission: 'fair.manage', summary: 'Revoke a link' })
  async revoke(@Caller() who: Principal, @Param('id') id: string) {
    await this.feeds.revoke(who, id);
  }

  @Action({ method: 'GET', path: 'open/calendar', permission: 'public', file: CALENDAR, summary: 'Announced fairs, for calendar programs' })
  async open(@Res() reply: FastifyReply) {
    send(reply, 'fairs', await this.feeds.open());
  }

  @Action({
    method: 'GET',
    path: ':token/calendar',
    permission: 'public',
    file: CALENDAR,
    summary: 'Fairs of the office of whoever made the secret link',
  })
  async secret(@Param('token') token: string, @Res() reply: FastifyReply) {
    send(reply, 'fairs', await this.feeds.secret(token));
  }
}

@Resource('fairs')
export class FairCalendarController {
  constructor(
    private readonly feeds: Feeds,
    private readonly views: FairViews,
  ) {}

  @Action({ method: 'GET', path: ':id/calendar', permission: 'public', file: CALENDAR, summary: 'One fair, for one’s own calendar' })
  async one(@MaybeCaller() who: Principal | null, @Param('id') id: string, @Res() reply: FastifyReply) {
    send(reply, 'fair', this.feeds.one((await this.views.one(who, id)).fair));
  }
}
