import { join } from 'node:path';
import { Injectable } from '@nestjs/common';
import { Settings } from '#platform/config';
import { Aliyun } from './aliyun.js';
import { Gateway } from './gateway.js';
import type { SmsProvider } from './sms-provider.js';
import { Tencent } from './tencent.js';
import { TextFile } from './text-file.js';

const providerOf = (settings: Settings): SmsProvider | null => {
  const credentials = { id: settings.SMS_ID ?? '', secret: settings.SMS_SECRET ?? '' };
  switch (settings.SMS_PROVIDER) {
    case 'aliyun':
      return new Aliyun(settings.SMS_URL ?? 'https://dysmsapi.aliyuncs.com', credentials);
    case 'tencent':
      return new Tencent(settings.SMS_URL ?? 'https://sms.tencentcloudapi.com', credentials, {
        id: settings.SMS_APP ?? '',
        region: settings.SMS_REGION,
      });
    case 'http':
      return new Gateway(settings.SMS_URL ?? '', credentials);
    case 'file':
      return new TextFile(join(settings.GANGQIAO_DATA, 'text-messages.jsonl'));
    case undefined:
      return null;
  }
};

/** The provider of text messages that the settings name. */
@Injectable()
export class SmsConnection {
  readonly provider: SmsProvider | null;
  readonly sign: string;
  /** Of one part, in thousandths of a yuan; null where nobody said. */
  readonly partPrice: number | null;
  readonly receiptKey: string | null;

  constructor(settings: Settings) {
    this.provider = providerOf(settings);
    this.sign = settings.SMS_SIGN ?? '';
    this.partPrice = settings.SMS_PART_PRICE ?? null;
    this.receiptKey = settings.SMS_RECEIPT_KEY ?? null;
  }
}
