import { IsBoolean, IsInt, Max, Min } from 'class-validator';
import { MessageSettings } from './message-settings.js';
import { flag, number } from './setting-kinds.js';

/** Other systems that are told of what happens here. */
export class HookSettings extends MessageSettings {
  /** Whether plain HTTP and addresses of private networks may be called as well: whoever connects a system can then reach ours. */
  @flag
  @IsBoolean()
  WEBHOOK_INSIDE = false;

  /** Tries that fail one behind another until a connected system is switched off. */
  @number
  @IsInt()
  @Min(1)
  @Max(100_000)
  WEBHOOK_MOST_FAILURES = 50;

  /** Hours that a secret stays valid beside the one that replaces it. */
  @number
  @IsInt()
  @Min(0)
  @Max(720)
  WEBHOOK_SECRET_HOURS = 24;

  /** Connected systems that one enterprise, supplier or the bureau may have. */
  @number
  @IsInt()
  @Min(0)
  @Max(1000)
  WEBHOOKS_EACH = 10;
}
