import { Headers, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Action, Caller, Resource, type Principal } from '#platform/http';
import { problem } from '../notification.problems.js';
import { LiveHub } from './live-hub.js';
import { LiveQuery } from './live.dto.js';

const HEADERS = {
  'content-type': 'text/event-stream; charset=utf-8',
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
  // a server that stops would wait for whoever keeps the line open behind the end
  connection: 'close',
  // nginx would hold events back until its buffer is full
  'x-accel-buffering': 'no',
};

@Resource('messages')
export class LiveController {
  constructor(private readonly hub: LiveHub) {}

  @Action({
    method: 'GET',
    path: 'live',
    permission: 'signed-in',
    file: 'text/event-stream',
    summary: 'One’s own messages as they come: events `message` and `unread`; `replaced` when other pages of the person took its place',
  })
  async live(
    @Caller() who: Principal,
    @Query() { after, language }: LiveQuery,
    @Headers('last-event-id') last: string | undefined,
    @Headers('accept') accept: string | undefined,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    // Whoever waits for the end of the answer would wait for minutes.
    if (!accept?.includes('text/event-stream')) throw problem('live.stream_only');
    const { raw } = reply;
    let begun = false;
    const begin = (): void => {
      if (begun) return;
      begun = true;
      reply.hijack();
      raw.writeHead(200, { ...HEADERS, 'x-request-id': reply.request.id });
      raw.write('retry: 3000\n\n');
    };
    const sink = {
      get behind(): number {
        return raw.writableLength;
      },
      write: (text: string): void => {
        begin();
        raw.write(text);
      },
      end: (): void => {
        begin();
        raw.end();
      },
    };
    const gone = await this.hub.connect({ ...who, locale: language ?? who.locale }, sink, last ?? after ?? null);
    raw.on('close', gone);
    if (raw.closed) gone();
  }
}
