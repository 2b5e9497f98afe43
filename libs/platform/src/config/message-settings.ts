import { IsInt, IsOptional, Max, Min } from 'class-validator';
import { number } from './setting-kinds.js';
import { SmsSettings } from './sms-settings.js';

/** How much goes out by each channel. */
export class MessageSettings extends SmsSettings {
  /** E-mails a second over all workers, as the mail server takes them; without it no limit. */
  @number
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(10_000)
  MAIL_RATE?: number;

  /** Text messages a second over all workers, by contract; without it no limit. */
  @number
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(10_000)
  SMS_RATE?: number;

  /** WeCom messages a second over all workers; without it no limit. */
  @number
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(10_000)
  WECOM_RATE?: number;
}
