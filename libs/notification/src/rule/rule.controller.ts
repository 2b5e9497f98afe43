import { Body, Param, Query } from '@nestjs/common';
import { Action, Caller, PageQuery, Resource, type Principal } from '#platform/http';
import { MessageRules } from './message-rules.service.js';
import { DatedMessageRuleDto, MessageKindDto, MessagePolicyDto } from './rule.dto.js';

@Resource('message-rules')
export class MessageRuleController {
  constructor(private readonly rules: MessageRules) {}

  @Action({
    method: 'GET',
    permission: 'deliveries.read',
    returns: MessageKindDto,
    array: true,
    summary: 'Kinds of messages: to whom, by which channels, when, and until when they make sense',
  })
  async kinds(@Caller() who: Principal): Promise<MessageKindDto[]> {
    return (await this.rules.kinds(who)).map((view) => MessageKindDto.of(view));
  }

  @Action({
    method: 'PUT',
    path: ':template',
    permission: 'message_rule.edit',
    body: DatedMessageRuleDto,
    returns: MessageKindDto,
    summary: 'Set how messages of a kind go out from a day on',
  })
  async set(@Caller() who: Principal, @Param('template') template: string, @Body() body: DatedMessageRuleDto) {
    return MessageKindDto.of(await this.rules.set(who, template, body));
  }
}

@Resource('message-policies')
export class MessagePolicyController {
  constructor(private readonly rules: MessageRules) {}

  @Action({
    method: 'GET',
    permission: 'deliveries.read',
    returns: MessagePolicyDto,
    list: true,
    summary: 'Quiet hours, prices and approval of messages, by the day from which on they hold, newest first',
  })
  async list(@Caller() who: Principal, @Query() query: PageQuery) {
    const page = await this.rules.policies(who, query.cursor, query.limit ?? 20);
    return { items: page.items.map((row) => MessagePolicyDto.of(row)), next: page.next };
  }

  @Action({
    method: 'PUT',
    permission: 'message_rule.edit',
    body: MessagePolicyDto,
    returns: MessagePolicyDto,
    summary: 'Set quiet hours, prices and approval from a day on',
  })
  async set(@Caller() who: Principal, @Body() body: MessagePolicyDto) {
    return MessagePolicyDto.of(await this.rules.setPolicy(who, body));
  }
}
