import { Body, Headers, Param, Query, RawBody } from '@nestjs/common';
import { Action, Caller, Resource, type Principal } from '#platform/http';
import { SmsReceiptAnswerDto, SmsReceiptQuery, SmsRegistrationDto, SmsTemplatesDto } from './sms.dto.js';
import { SmsReceipts } from './sms-receipt.service.js';
import { SmsTemplateService } from './sms-template.service.js';

@Resource('sms-templates')
export class SmsTemplateController {
  constructor(private readonly templates: SmsTemplateService) {}

  @Action({
    method: 'GET',
    permission: 'deliveries.read',
    returns: SmsTemplatesDto,
    summary: 'What goes out as text messages: wording, parts, price, and what the provider says of it',
  })
  list(@Caller() who: Principal): Promise<SmsTemplatesDto> {
    return this.templates.list(who);
  }

  @Action({
    method: 'PUT',
    path: ':template/:locale',
    permission: 'sms_template.edit',
    body: SmsRegistrationDto,
    summary: 'Write by which code the provider knows a template and whether it approved it',
  })
  async register(
    @Caller() who: Principal,
    @Param('template') template: string,
    @Param('locale') locale: string,
    @Body() body: SmsRegistrationDto,
  ): Promise<void> {
    await this.templates.register(who, template, locale, body);
  }
}

@Resource('sms-receipts')
export class SmsReceiptController {
  constructor(private readonly receipts: SmsReceipts) {}

  @Action({
    method: 'POST',
    permission: 'public',
    returns: SmsReceiptAnswerDto,
    summary: 'For the provider of text messages: what became of them, in its own words',
  })
  async take(
    @Query() { key }: SmsReceiptQuery,
    @Headers() headers: Record<string, string | undefined>,
    @RawBody() raw: Buffer | undefined,
  ): Promise<SmsReceiptAnswerDto> {
    await this.receipts.take(key, { headers, raw: raw ?? Buffer.alloc(0) });
    return new SmsReceiptAnswerDto();
  }
}
