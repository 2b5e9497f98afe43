import { IsInt, IsOptional, Matches, Max, Min, ValidateIf } from 'class-validator';
import { number } from './setting-kinds.js';
import { SmsSettings } from './sms-settings.js';

const asksForApplication = ({ WECOM_CORP_ID }: MessageSettings): boolean => WECOM_CORP_ID !== undefined;

/** Which channels there are besides text messages, and how much goes out by each. */
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

  /** Id of the bureau's corporation in WeCom. With it, messages go to whoever has joined it. */
  @IsOptional()
  @Matches(/^\w{4,30}$/, { message: 'expected the id of the corporation (CorpID)' })
  WECOM_CORP_ID?: string;

  /** Id of the application in WeCom that messages come from. */
  @ValidateIf(asksForApplication)
  @Matches(/^\d{1,10}$/, { message: 'expected the id of the application (AgentId), which WECOM_CORP_ID needs' })
  WECOM_AGENT_ID?: string;

  /** The application's secret. */
  @ValidateIf(asksForApplication)
  @Matches(/^\S+$/, { message: 'expected the secret of the application, which WECOM_CORP_ID needs' })
  WECOM_SECRET?: string;

  /** Where WeCom is reached, without a slash at its end: a proxy with an address that it lets in. */
  @IsOptional()
  @Matches(/^https?:\/\/\S*[^/\s]$/, { message: 'expected https://host' })
  WECOM_URL?: string;

  /** WeCom messages a second over all workers; without it no limit. */
  @number
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(10_000)
  WECOM_RATE?: number;
}
