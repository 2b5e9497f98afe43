import { Injectable } from '@nestjs/common';
import { FieldCipher } from '#platform/crypto';
import { GuardError, isDuplicate, newId, UnitOfWork } from '#platform/db';
import type { Principal } from '#platform/http';
import { Desk } from '../desk.js';
import type { Locale, ParamValue } from '../domain/render.js';
import { partsOf, signed, USUAL } from '../domain/text-message.js';
import { renderMessage, templateOf } from '../domain/templates.js';
import { variableWord } from '../domain/variable-words.js';
import { builtIn, carried, variablesIn, wordingFault, type OwnWording, type Variable } from '../domain/wording.js';
import { Message, SmsTemplate } from '../notification.entity.js';
import { problem } from '../notification.problems.js';
import { RuleBook } from '../rule/rule-book.service.js';
import { SmsConnection } from '../sms/sms-connection.js';
import { MessageWording } from './wording.entity.js';

/** So many of the newest messages are looked through for one whose values are shown. */
const LOOKED_THROUGH = 2_000;

export interface WordingVersion extends OwnWording {
  number: number;
  source: string;
  setBy: string;
  setAt: Date;
}

export interface TemplateView {
  template: string;
  textable: boolean;
  /** With what people call each. */
  variables: (Variable & { word: string })[];
  builtIn: OwnWording;
  /** The last one holds; none: what comes with the program. */
  versions: WordingVersion[];
}

export interface WordingPreview {
  locale: Locale;
  subject: string;
  text: string;
  /** Of a text message; null where it is none. */
  parts: number | null;
  /** With the values of a message that was sent; else with values of usual length. */
  real: boolean;
}

/** The words of messages, read and written by staff, each version kept. */
@Injectable()
export class Wordings {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly cipher: FieldCipher,
    private readonly desk: Desk,
    private readonly book: RuleBook,
    private readonly connection: SmsConnection,
  ) {}

  async one(who: Principal, key: string): Promise<TemplateView> {
    this.desk.access.require(who, 'deliveries.read');
    const template = templateOf(key);
    if (!template) throw problem('message_rule.unknown');
    const rows = await this.uow.manager.find(MessageWording, { where: { template: key }, order: { number: 'DESC' }, take: 50 });
    const names = await this.desk.directory.names(rows.map(({ setById }) => setById));
    return {
      template: key,
      textable: template.sms === true,
      variables: variablesIn(template).map((one) => ({ ...one, word: variableWord(one.name, who.locale) })),
      builtIn: builtIn(template),
      versions: rows.map(({ id: _, template: __, setById, ...row }) => ({ ...row, setBy: names.get(setById) ?? '—' })),
    };
  }

  /** Writes the next version. Of a text message whose words are others now, the provider has to approve again.
   * @param last the number that whoever writes has seen @throws GuardError when somebody else was faster */
  async write(who: Principal, key: string, last: number, { source, ...said }: OwnWording & { source: string }): Promise<TemplateView> {
    const city = await this.desk.org.city();
    this.desk.access.require(who, 'message_rule.edit', { nodePath: city.path });
    this.check(key, said);
    await this.uow.run(async () => {
      const [before] = await this.uow.manager.find(MessageWording, { where: { template: key }, order: { number: 'DESC' }, take: 1 });
      if ((before?.number ?? 0) !== last) throw new GuardError('the words');
      const row = { id: newId(), template: key, number: last + 1, ...said, source, setById: who.userId, setAt: this.desk.clock.now() };
      try {
        await this.uow.manager.insert(MessageWording, row);
      } catch (error) {
        throw isDuplicate(error) ? new GuardError('the words') : error;
      }
      const old = before ?? builtIn(templateOf(key) ?? NOTHING);
      for (const locale of ['zh', 'en'] as const) {
        const changed = locale === 'zh' ? old.textZh !== said.textZh : old.textEn !== said.textEn;
        if (changed)
          await this.uow.manager.update(SmsTemplate, { template: key, locale }, { state: 'draft', version: () => 'version + 1' });
      }
      this.book.changed();
      await this.desk.audit.record(who, 'message_wording.set', { kind: 'message_rule', id: key, nodePath: city.path }, { source });
    });
    return this.one(who, key);
  }

  private check(key: string, said: OwnWording): void {
    const template = templateOf(key);
    if (!template) throw problem('message_rule.unknown');
    if (template.secretLink || template.group === 'notice') throw problem('message_wording.fixed');
    const fault = wordingFault(said, template);
    if (fault) throw problem(`message_wording.${fault.kind}`, { name: fault.name });
  }

  /** As it would read, in both languages, with the values of the newest message of the kind. */
  async preview(who: Principal, key: string, said: OwnWording): Promise<WordingPreview[]> {
    this.desk.access.require(who, 'message_rule.edit');
    this.check(key, said);
    const newest = await this.newest(key);
    const params = { ...(newest ?? USUAL), ...carried(said) };
    return (['zh', 'en'] as const).map((locale) => {
      const { subject, text } = renderMessage(key, params, locale);
      const parts = templateOf(key)?.sms ? partsOf(signed(this.connection.sign, text)) : null;
      return { locale, subject, text, parts, real: newest !== null };
    });
  }

  private async newest(key: string): Promise<Record<string, ParamValue> | null> {
    const rows = await this.uow.manager.find(Message, {
      select: { id: true, template: true },
      order: { id: 'DESC' },
      take: LOOKED_THROUGH,
    });
    const id = rows.find(({ template }) => template === key)?.id;
    const message = id === undefined ? null : await this.uow.manager.findOneBy(Message, { id });
    return message ? (JSON.parse(this.cipher.open('message', 'params', message.id, message.params)) as Record<string, ParamValue>) : null;
  }
}

const NOTHING = { group: 'work', zh: { subject: '', text: '' }, en: { subject: '', text: '' } } as const;
