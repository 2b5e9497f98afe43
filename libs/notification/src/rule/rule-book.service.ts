import { DateTime } from 'luxon';
import { Injectable } from '@nestjs/common';
import { Clock, UnitOfWork } from '#platform/db';
import { addDays } from '#platform/dates';
import { defaultRule, type Circumstances, type MessageRule } from '../domain/rule.js';
import { templateOf } from '../domain/templates.js';
import { carried } from '../domain/wording.js';
import { MessageWording } from '../template/wording.entity.js';
import { OfficeCalendar } from './rule.ports.js';
import { MessagePolicy, MessageRuleRow } from './rule.entity.js';

/** How late another process's word about the rules is heard. Milliseconds. */
const LOOK_MS = 2_000;

/** What holds today. */
export interface StandingRules {
  ruleOf: (template: string) => MessageRule;
  /** Words that staff gave a kind of message, as a message carries them; nothing where it has those of the program. */
  wordingOf: (template: string) => Readonly<Record<string, string>>;
  policy: MessagePolicy;
  /** For what is planned now. */
  circumstances: Circumstances;
}

export const ruleIn = ({ goHour, ...row }: MessageRuleRow): MessageRule => ({
  channels: row.channels,
  way: row.way,
  unreadMinutes: row.unreadMinutes,
  timing: row.timing,
  at: goHour,
  remindDays: row.remindDays,
  validMinutes: row.validMinutes,
  quiet: row.quiet,
  must: row.must,
});

/** The row of a day among those of one thing, newest first; of days before all rows the default holds. */
export const rowOn = <R extends { validFrom: string }>(rows: readonly R[], day: string): R | undefined =>
  rows.find(({ validFrom }) => validFrom <= day);

interface Kept {
  at: number;
  day: string;
  rules: Promise<Omit<StandingRules, 'circumstances'> & { isFree: (day: string) => boolean }>;
}

/** The rules of today, as of a moment ago: they are asked for with every message. */
@Injectable()
export class RuleBook {
  private kept: Kept | undefined;

  constructor(
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
    private readonly calendar: OfficeCalendar,
  ) {}

  async today(): Promise<StandingRules> {
    const day = this.clock.today();
    if (!this.kept || this.kept.day !== day || performance.now() - this.kept.at > LOOK_MS) {
      const rules = this.read(day);
      this.kept = { at: performance.now(), day, rules };
      rules.catch(() => (this.kept = undefined));
    }
    const { ruleOf, wordingOf, policy, isFree } = await this.kept.rules;
    return { ruleOf, wordingOf, policy, circumstances: { now: this.clock.now(), quiet: policy, isFree } };
  }

  /** What was kept is not true any more. */
  changed(): void {
    this.uow.afterCommit(() => (this.kept = undefined));
  }

  /** Of each kind the last version. */
  private async words(): Promise<Map<string, Record<string, string>>> {
    const rows = await this.uow.manager.find(MessageWording, { order: { template: 'ASC', number: 'ASC' } });
    return new Map(rows.map((row) => [row.template, carried(row)]));
  }

  private async read(day: string) {
    const rows = await this.uow.manager.find(MessageRuleRow, { order: { validFrom: 'DESC' } });
    const policies = await this.uow.manager.find(MessagePolicy, { order: { validFrom: 'DESC' } });
    const policy = rowOn(policies, day) ?? policies.at(-1);
    if (!policy) throw new Error('there is no policy of messages: the migrations bring the first');
    const special = await this.calendar.from(addDays(day, -1));
    const known = new Map<string, MessageRule>();
    const ruleOf = (template: string): MessageRule => {
      const before = known.get(template);
      if (before) return before;
      const row = rowOn(
        rows.filter((one) => one.template === template),
        day,
      );
      const rule = row ? ruleIn(row) : defaultRule(templateOf(template) ?? UNKNOWN);
      known.set(template, rule);
      return rule;
    };
    const isFree = (one: string): boolean => {
      const kind = special.get(one);
      return kind === undefined ? DateTime.fromISO(one).weekday > 5 : kind === 'holiday';
    };
    const words = await this.words();
    return { ruleOf, wordingOf: (template: string) => words.get(template) ?? NO_WORDS, policy, isFree };
  }
}

const NO_WORDS: Readonly<Record<string, string>> = {};

/** Of another release. */
const UNKNOWN = { group: 'work', zh: { subject: '', text: '' }, en: { subject: '', text: '' } } as const;
