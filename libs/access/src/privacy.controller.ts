import { Body } from '@nestjs/common';
import { Action, Caller, requestContext, Resource, type Principal } from '#platform/http';
import { PrivacyConsentDto, PrivacyNoticeDto } from './access.dto.js';
import { Privacy } from './privacy.service.js';

@Resource('privacy-notice')
export class PrivacyController {
  constructor(private readonly privacy: Privacy) {}

  @Action({
    method: 'GET',
    permission: 'public',
    returns: PrivacyNoticeDto,
    summary: 'What people are told about their personal data, as it holds today',
  })
  current(): PrivacyNoticeDto {
    return this.privacy.notice(requestContext()?.locale ?? 'zh');
  }

  @Action({
    method: 'POST',
    path: 'consents',
    permission: 'signed-in',
    body: PrivacyConsentDto,
    summary: 'Agree to the notice that holds today; the version and the time are kept',
  })
  agree(@Caller() who: Principal, @Body() body: PrivacyConsentDto): Promise<void> {
    return this.privacy.agree(who, body.version);
  }
}
