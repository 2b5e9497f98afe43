import { bool, int, listOf, oneOf, text } from '#platform/http';
import { APPROVALS, type Approval, type SmsTemplates, type SmsTemplateView } from './sms-template.service.js';
import { SMS_PROVIDERS } from './sms-provider.js';

export class SmsTemplateDto implements SmsTemplateView {
  @text({ max: 40 }) template: string;
  @oneOf(['zh', 'en'], 'Locale') locale: 'zh' | 'en';
  @text({ about: 'what it is about, in the language of the request' }) title: string;
  @text({ max: 2000, about: 'as it is handed in for approval' }) registered: string;
  @text({ max: 2000, about: 'as it is read, with values of usual length' }) example: string;
  @int({ about: 'characters of the example, the sign among them' }) length: number;
  @int({ about: 'text messages that the example is sent and paid as' }) parts: number;
  @int({ nullable: true, about: 'of the example, in thousandths of a yuan' }) price: number | null;
  @text({ nullable: true, max: 80, about: 'what the provider calls it' }) registeredAs: string | null;
  @oneOf(APPROVALS, 'SmsApproval') state: Approval;
  @int({ about: 'to be named when it is changed; 0 before the first time' }) version: number;
}

export class SmsTemplatesDto implements SmsTemplates {
  @oneOf(SMS_PROVIDERS, 'SmsProvider', { nullable: true, about: 'null where none is connected' }) provider: string | null;
  @bool({ about: 'the provider sends only what it approved' }) asksForApproval: boolean;
  @listOf(() => SmsTemplateDto) items: SmsTemplateDto[];
}

export class SmsRegistrationDto {
  @text({ nullable: true, min: 1, max: 80, pattern: /^[\w.:-]+$/, about: 'what the provider calls it' }) registeredAs: string | null;
  @oneOf(APPROVALS, 'SmsApproval') state: Approval;
  @int() version: number;
}

export class SmsReceiptQuery {
  @text({ max: 128, about: 'secret part of the address; it is never logged' }) key: string;
}

/** Both clouds and our own protocol take it as a yes. */
export class SmsReceiptAnswerDto {
  @int() code = 0;
  @text() msg = 'OK';
  @int() result = 0;
  @text() errmsg = 'OK';
}
