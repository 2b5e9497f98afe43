import { IsIn, IsInt, Max, Min } from 'class-validator';
import { HookSettings } from './hook-settings.js';
import { number } from './setting-kinds.js';

/** How people and other systems come in besides by a password. */
export class DoorSettings extends HookSettings {
  /** Codes of an authenticator app at sign-in for bureau accounts: nobody, whoever wants it, or everybody. */
  @IsIn(['off', 'optional', 'required'])
  GANGQIAO_TWO_FACTOR: 'off' | 'optional' | 'required' = 'optional';

  /** Days that a token of another system may live at most. */
  @number
  @IsInt()
  @Min(1)
  @Max(3660)
  API_TOKEN_MAX_DAYS = 366;

  /** Living tokens of other systems that one account may have. */
  @number
  @IsInt()
  @Min(0)
  @Max(1000)
  API_TOKENS_EACH = 10;

  /** Days that a device the person trusts is not asked for the second factor; 0 asks each time. */
  @number
  @IsInt()
  @Min(0)
  @Max(365)
  TRUSTED_DEVICE_DAYS = 30;
}
