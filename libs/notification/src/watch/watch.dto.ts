import { instant, int, oneOf, text } from '#platform/http';
import { WATCH_RULES, type WatchRuleName } from '../domain/watch.js';
import type { WatchAlarm, WatchRule } from './watch.entity.js';

export class WatchRuleDto {
  @oneOf(WATCH_RULES, 'WatchRuleName') id: WatchRuleName;
  @int({
    about: 'late: minutes that the oldest job of a queue may be late; failing: per cent of an hour’s jobs that may fail; 0: never tell',
  })
  most: number;
  @int() version: number;

  static of({ id, most, version }: WatchRule): WatchRuleDto {
    return { id, most, version };
  }
}

export class WatchAlarmDto {
  @oneOf(WATCH_RULES, 'WatchRuleName') rule: WatchRuleName;
  @text({ max: 16 }) queue: string;
  @instant() since: string;
  @instant({ nullable: true, about: 'null while it stands' }) endedAt: string | null;
  @int({ about: 'minutes or per cent, when it was said' }) figure: number;

  static of({ rule, queue, since, endedAt, figure }: WatchAlarm): WatchAlarmDto {
    return { rule, queue, since: since.toISOString(), endedAt: endedAt?.toISOString() ?? null, figure };
  }
}

export class ChangedWatchRuleDto {
  @int({ max: 100_000 }) most: number;
  @int({ min: 1, about: 'as it was read' }) version: number;
}
