import { Param } from '@nestjs/common';
import { Action, Caller, Resource, type Principal } from '#platform/http';
import { ChannelDesk } from './channel-desk.service.js';
import { ChannelDto } from './gate.dto.js';

@Resource('channels')
export class ChannelController {
  constructor(private readonly desk: ChannelDesk) {}

  @Action({
    method: 'GET',
    permission: 'deliveries.read',
    returns: ChannelDto,
    array: true,
    summary: 'The ways out: whether their providers work, and what waits for them',
  })
  async list(@Caller() who: Principal): Promise<ChannelDto[]> {
    return (await this.desk.list(who)).map((one) => ChannelDto.of(one));
  }

  @Action({
    method: 'POST',
    path: ':channel/reopen',
    permission: 'deliveries.retry',
    summary: 'Open a channel again that waits because its provider failed',
  })
  async reopen(@Caller() who: Principal, @Param('channel') channel: string): Promise<void> {
    await this.desk.reopen(who, channel);
  }
}
