import { Injectable } from '@nestjs/common';
import { AccessService, Audit } from '#access';
import { Clock, GuardError, guarded, isDuplicate, newId, UnitOfWork } from '#platform/db';
import type { Principal } from '#platform/http';
import type { Locale } from '../domain/render.js';
import { partsOf, registeredText, signed, TEXT_TEMPLATES, usualText } from '../domain/text-message.js';
import { templateOf } from '../domain/templates.js';
import { kindTitle } from '../domain/variable-words.js';
import { SmsTemplate } from '../notification.entity.js';
import { problem } from '../notification.problems.js';
import { RuleBook, type StandingRules } from '../rule/rule-book.service.js';
import { SmsConnection } from './sms-connection.js';

export const APPROVALS = ['draft', 'submitted', 'approved', 'refused'] as const;
export type Approval = (typeof APPROVALS)[number];
/** How late another process's word about a template is heard. Milliseconds. */
const LOOK_MS = 2_000;
const LOCALES: readonly Locale[] = ['zh', 'en'];

/** A template of text messages as staff see it. */
export interface SmsTemplateView {
  template: string;
  locale: Locale;
  title: string;
  /** As it is handed in for approval. */
  registered: string;
  /** As it is read, with values of usual length. */
  example: string;
  /** Characters of the example, the sign among them. */
  length: number;
  parts: number;
  /** Of the example, in thousandths of a yuan; null where nobody said what a part costs. */
  price: number | null;
  registeredAs: string | null;
  state: Approval;
  /** 0 before anybody wrote something about it. */
  version: number;
}

export interface SmsTemplates {
  /** Null where no provider is connected. */
  provider: string | null;
  asksForApproval: boolean;
  items: SmsTemplateView[];
}

export interface Registration {
  registeredAs: string | null;
  state: Approval;
  version: number;
}

/** Which templates the connected provider knows, by which code, and whether it approved them. */
@Injectable()
export class SmsTemplateService {
  private kept: { at: number; rows: Promise<SmsTemplate[]> } | undefined;

  constructor(
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
    private readonly connection: SmsConnection,
    private readonly access: AccessService,
    private readonly audit: Audit,
    private readonly book: RuleBook,
  ) {}

  async list(who: Principal): Promise<SmsTemplates> {
    this.access.require(who, 'deliveries.read');
    const { provider } = this.connection;
    const rows = provider ? await this.uow.manager.findBy(SmsTemplate, { provider: provider.name }) : [];
    const rules = await this.book.today();
    const items = TEXT_TEMPLATES.flatMap((template) =>
      LOCALES.map((locale) => {
        const row = rows.find((one) => one.template === template && one.locale === locale);
        return this.view(template, locale, row, who.locale, rules);
      }),
    );
    return { provider: provider?.name ?? null, asksForApproval: provider?.asksForApproval ?? false, items };
  }

  private view(
    template: string,
    locale: Locale,
    row: SmsTemplate | undefined,
    reader: Locale,
    { wordingOf, policy }: StandingRules,
  ): SmsTemplateView {
    const { provider, sign } = this.connection;
    const partPrice = policy.partPrice ?? this.connection.partPrice;
    const own = wordingOf(template);
    const kind = templateOf(template);
    const example = signed(sign, usualText(template, locale, own));
    const parts = partsOf(example);
    return {
      template,
      locale,
      title: kind ? kindTitle(kind, reader) : template,
      registered: registeredText(template, locale, (name, place) => provider?.variable(name, place) ?? `{${name}}`, own),
      example,
      length: example.length,
      parts,
      price: partPrice === null ? null : parts * partPrice,
      registeredAs: row?.registeredAs ?? null,
      state: row?.state ?? 'draft',
      version: row?.version ?? 0,
    };
  }

  /** Writes by which code the provider knows a template and what it says of it.
   * @throws Problem sms_template.unknown, sms_template.no_code; GuardError when somebody else was faster */
  async register(who: Principal, template: string, locale: string, given: Registration): Promise<void> {
    this.access.require(who, 'sms_template.edit');
    const { provider } = this.connection;
    const known = TEXT_TEMPLATES.find((key) => key === template);
    const language = LOCALES.find((one) => one === locale);
    if (!provider || !known || !language) throw problem('sms_template.unknown');
    const { registeredAs, state, version } = given;
    if (state === 'approved' && registeredAs === null && provider.asksForApproval) throw problem('sms_template.no_code');
    const which = { provider: provider.name, template: known, locale: language };
    await this.uow.run(async () => {
      const said = { registeredAs, state, changedAt: this.clock.now(), version: version + 1 };
      if (version === 0) await this.insert({ id: newId(), ...which, ...said });
      else guarded(await this.uow.manager.update(SmsTemplate, { ...which, version }, said), 'the template');
      this.uow.afterCommit(() => (this.kept = undefined));
      await this.audit.record(who, 'sms_template.register', { kind: 'sms_template', id: `${known}:${language}` }, { registeredAs, state });
    });
  }

  /** All that the provider approved, as of a moment ago: it is asked for with every message. */
  private async known(): Promise<SmsTemplate[]> {
    if (!this.kept || performance.now() - this.kept.at > LOOK_MS) {
      const provider = this.connection.provider?.name ?? '';
      this.kept = { at: performance.now(), rows: this.uow.manager.findBy(SmsTemplate, { provider, state: 'approved' }) };
      this.kept.rows.catch(() => (this.kept = undefined));
    }
    return this.kept.rows;
  }

  private async insert(row: SmsTemplate): Promise<void> {
    try {
      await this.uow.manager.createQueryBuilder().insert().into(SmsTemplate).values(row).updateEntity(false).execute();
    } catch (error) {
      throw isDuplicate(error) ? new GuardError('the template') : error;
    }
  }

  /**
   * The approved wording nearest to somebody's language: a text in Chinese is better than none.
   * @returns null where the provider approved none
   */
  async approved(template: string, wished: Locale): Promise<{ locale: Locale; registeredAs: string } | null> {
    const known = await this.known();
    const rows = known.filter((row) => row.template === template && (row.locale === wished || row.locale === 'zh'));
    const row = rows.find(({ locale }) => locale === wished) ?? rows[0];
    return row?.registeredAs ? { locale: row.locale, registeredAs: row.registeredAs } : null;
  }
}
