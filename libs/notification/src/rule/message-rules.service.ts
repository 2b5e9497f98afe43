import { Injectable } from '@nestjs/common';
import { AccessService, Audit, OrgTree } from '#access';
import { Clock, newId, pageOf, UnitOfWork, type Paged } from '#platform/db';
import type { Principal } from '#platform/http';
import { defaultRule, faultOf, type MessageRule } from '../domain/rule.js';
import type { Group } from '../domain/template.js';
import { TEMPLATES, templateOf } from '../domain/templates.js';
import { kindTitle } from '../domain/variable-words.js';
import { problem } from '../notification.problems.js';
import { RuleBook, rowOn, ruleIn } from './rule-book.service.js';
import { MessagePolicy, MessageRuleRow } from './rule.entity.js';
import { MessageAudiences, type AudienceKind } from './rule.ports.js';

export type Dated<R> = R & { validFrom: string; source: string };

/** A kind of message as staff see it. */
export interface KindView extends MessageRule {
  template: string;
  group: Group;
  /** What it is about, with the words of what differs from message to message. */
  title: string;
  to: readonly AudienceKind[];
  /** It can go as a text message; it names a date; nobody can switch it off; it carries a secret link. */
  textable: boolean;
  dated: boolean;
  fixed: boolean;
  /** From which day on it holds; null where it is what comes with the program. */
  validFrom: string | null;
  source: string | null;
  /** What was set for a later day. */
  next: Dated<MessageRule> | null;
}

export type NewPolicy = Pick<
  MessagePolicy,
  'validFrom' | 'quietFrom' | 'quietTo' | 'quietChannels' | 'approveAbove' | 'partPrice' | 'source'
>;

const dated = (row: MessageRuleRow): Dated<MessageRule> => ({ ...ruleIn(row), validFrom: row.validFrom, source: row.source });

/** The rules by which messages go out, read and changed by staff. */
@Injectable()
export class MessageRules {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
    private readonly access: AccessService,
    private readonly audit: Audit,
    private readonly org: OrgTree,
    private readonly book: RuleBook,
    private readonly audiences: MessageAudiences,
  ) {}

  /** All kinds of messages, as they hold today. */
  async kinds(who: Principal): Promise<KindView[]> {
    this.access.require(who, 'deliveries.read');
    const rows = await this.uow.manager.find(MessageRuleRow, { order: { validFrom: 'DESC' } });
    return Object.keys(TEMPLATES).map((template) =>
      this.view(
        template,
        rows.filter((row) => row.template === template),
        who.locale,
      ),
    );
  }

  private view(key: string, rows: readonly MessageRuleRow[], locale: 'zh' | 'en'): KindView {
    const template = templateOf(key);
    if (!template) throw problem('message_rule.unknown');
    const today = this.clock.today();
    const now = rowOn(rows, today);
    const next = rows.filter(({ validFrom }) => validFrom > today).at(-1);
    return {
      template: key,
      group: template.group,
      title: kindTitle(template, locale),
      to: this.audiences.of(key),
      textable: template.sms === true,
      dated: template.date !== undefined && !template.date.cancelled,
      fixed: template.must === true || template.group === 'account',
      ...(now ? dated(now) : { ...defaultRule(template), validFrom: null, source: null }),
      next: next ? dated(next) : null,
    };
  }

  /** Sets how messages of a kind go out from a day on; what was set for the same day before is replaced.
   * @throws Problem message_rule.* */
  async set(who: Principal, key: string, { validFrom, source, ...rule }: Dated<MessageRule>): Promise<KindView> {
    const city = await this.org.city();
    this.access.require(who, 'message_rule.edit', { nodePath: city.path });
    const template = templateOf(key);
    if (!template) throw problem('message_rule.unknown');
    if (validFrom < this.clock.today()) throw problem('message_rule.past');
    const fault = faultOf(rule, template);
    if (fault) throw problem(`message_rule.${fault}`);
    const { at, ...rest } = rule;
    return this.uow.run(async () => {
      const said = { ...rest, goHour: at, source, setById: who.userId, setAt: this.clock.now() };
      await this.uow.manager
        .createQueryBuilder()
        .insert()
        .into(MessageRuleRow)
        .values({ id: newId(), template: key, validFrom, ...said, channels: [...rule.channels] })
        .orUpdate(Object.keys(said), ['template', 'validFrom'])
        .updateEntity(false)
        .execute();
      this.book.changed();
      const about = { kind: 'message_rule', id: key, nodePath: city.path };
      await this.audit.record(who, 'message_rule.set', about, { validFrom, ...rest, channels: rule.channels.join(', '), goHour: at });
      const rows = await this.uow.manager.find(MessageRuleRow, { where: { template: key }, order: { validFrom: 'DESC' } });
      return this.view(key, rows, who.locale);
    });
  }

  /** Newest first. */
  policies(who: Principal, cursor: string | undefined, limit: number): Promise<Paged<MessagePolicy>> {
    this.access.require(who, 'deliveries.read');
    const query = this.uow.manager.createQueryBuilder(MessagePolicy, 'policy');
    return pageOf(query, { order: [['policy.validFrom', 'DESC']], cursor, limit });
  }

  /** @throws Problem message_rule.past */
  async setPolicy(who: Principal, given: NewPolicy): Promise<MessagePolicy> {
    const city = await this.org.city();
    this.access.require(who, 'message_rule.edit', { nodePath: city.path });
    if (given.validFrom < this.clock.today()) throw problem('message_rule.past');
    return this.uow.run(async () => {
      const row: MessagePolicy = { ...given, id: newId(), setById: who.userId, setAt: this.clock.now() };
      const { id: _, validFrom: __, ...values } = row;
      await this.uow.manager
        .createQueryBuilder()
        .insert()
        .into(MessagePolicy)
        .values(row)
        .orUpdate(Object.keys(values), ['validFrom'])
        .updateEntity(false)
        .execute();
      this.book.changed();
      const about = { kind: 'org_node', id: city.id, nodePath: city.path };
      await this.audit.record(who, 'message_policy.set', about, { ...given, quietChannels: given.quietChannels.join(', ') });
      return row;
    });
  }
}
