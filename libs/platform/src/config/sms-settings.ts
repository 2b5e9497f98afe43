import { IsIn, IsInt, IsOptional, Matches, Max, Min, ValidateIf } from 'class-validator';
import { number } from './setting-kinds.js';

const asksForKey = ({ SMS_PROVIDER }: SmsSettings): boolean => SMS_PROVIDER !== undefined && SMS_PROVIDER !== 'file';

/** Who sends text messages, and what it asks for. */
export class SmsSettings {
  /** Who sends text messages: a cloud, a gateway by its own protocol, or a file for development. Without it none are sent. */
  @IsOptional()
  @IsIn(['aliyun', 'tencent', 'http', 'file'])
  SMS_PROVIDER?: 'aliyun' | 'tencent' | 'http' | 'file';

  /** Where the provider is reached, without a slash at its end. The clouds have theirs. */
  @ValidateIf(({ SMS_PROVIDER, SMS_URL }: SmsSettings) => SMS_PROVIDER === 'http' || SMS_URL !== undefined)
  @Matches(/^https?:\/\/\S*[^/\s]$/, { message: 'expected https://host, which SMS_PROVIDER=http needs' })
  SMS_URL?: string;

  /** Id of the key that the provider gave out. */
  @ValidateIf(asksForKey)
  @Matches(/^\S+$/, { message: 'expected the id of the key of the provider' })
  SMS_ID?: string;

  /** The key's secret. */
  @ValidateIf(asksForKey)
  @Matches(/^\S+$/, { message: 'expected the secret of the key of the provider' })
  SMS_SECRET?: string;

  /** What stands in brackets in front of every text message, as the provider approved it. */
  @ValidateIf(({ SMS_PROVIDER }: SmsSettings) => SMS_PROVIDER === 'aliyun' || SMS_PROVIDER === 'tencent')
  @Matches(/^[^【】\s]{2,12}$/, { message: 'expected the approved sign, without brackets' })
  SMS_SIGN?: string;

  /** Tencent's application id (SdkAppId). */
  @ValidateIf(({ SMS_PROVIDER }: SmsSettings) => SMS_PROVIDER === 'tencent')
  @Matches(/^\d+$/, { message: 'expected the SdkAppId, a number' })
  SMS_APP?: string;

  /** Tencent's region. */
  @Matches(/^[a-z]+(-[a-z]+)+$/)
  SMS_REGION = 'ap-guangzhou';

  /** Secret part of the address that the provider calls with receipts. Without it receipts are refused. */
  @IsOptional()
  @Matches(/^[A-Za-z0-9_-]{32,128}$/, { message: 'expected 32 to 128 letters and digits' })
  SMS_RECEIPT_KEY?: string;

  /** What the contract asks for one part of a text message, in thousandths of a yuan, to be shown to staff. */
  @number
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(10_000)
  SMS_PART_PRICE?: number;
}
