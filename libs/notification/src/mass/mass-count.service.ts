import { Injectable } from '@nestjs/common';
import { MASS_VARIABLES, wordingFor, type MassCount } from '../domain/mass.js';
import { renderText } from '../domain/templates.js';
import { partsOf, signed } from '../domain/text-message.js';
import { Preferences } from '../preferences.service.js';
import { RuleBook } from '../rule/rule-book.service.js';
import { SmsConnection } from '../sms/sms-connection.js';
import { MassFanOut } from './mass-fan-out.service.js';
import type { MassMessage } from './mass.entity.js';
import { Addressees, type Addressee } from './mass.ports.js';

const AT_ONCE = 500;
const SAMPLES = 3;
/** Stands in a preview where each reader gets a link of their own. */
const KEY = 'x'.repeat(22);

/** One reader's message, as it would be sent now. */
export interface MassSample {
  enterpriseName: string;
  name: string;
  title: string;
  body: string;
  parts: number;
}

/** Counts who would get what before anything is written. */
@Injectable()
export class MassCounts {
  constructor(
    private readonly addressees: Addressees,
    private readonly preferences: Preferences,
    private readonly book: RuleBook,
    private readonly connection: SmsConnection,
    private readonly fanOut: MassFanOut,
  ) {}

  async of(mass: MassMessage): Promise<MassCount> {
    const total = { enterprises: 0, nobody: 0, unsubscribed: 0 };
    const seen = new Set<string>();
    const by = { email: 0, sms: 0, wecom: 0 };
    let parts = 0;
    for (let after: string | null = ''; after !== null;) {
      const page: Awaited<ReturnType<Addressees['reach']>> = await this.addressees.reach(mass.filter, after, AT_ONCE);
      const ids = page.items.flatMap(({ people }) => people.map(({ userId }) => userId));
      const chosen = await this.preferences.of(ids);
      const gone = mass.kind === 'commercial' ? await this.fanOut.unsubscribed(ids) : new Set<string>();
      for (const { people, enterpriseName, needs, places } of page.items) {
        total.enterprises += 1;
        if (people.length === 0) total.nobody += 1;
        for (const { userId, locale, email, phone } of people) {
          if (seen.has(userId)) continue;
          seen.add(userId);
          if (gone.has(userId)) {
            total.unsubscribed += 1;
            continue;
          }
          const wants = (channel: 'email' | 'sms'): boolean =>
            mass.channels.includes(channel) && (chosen.get(`${userId} ${channel} notice`) ?? true);
          if (email && wants('email')) by.email += 1;
          if (phone && wants('sms')) {
            by.sms += 1;
            parts += this.partsOf(mass, locale, { enterpriseName, name: NAME, needs, places });
          }
        }
      }
      after = page.after;
    }
    const channels = mass.channels.map((channel) => ({ channel, people: by[channel], parts: channel === 'sms' ? parts : null }));
    return { ...total, people: seen.size - total.unsubscribed, channels };
  }

  /** In thousandths of a yuan; null where nobody said what a part costs. */
  async costOf(parts: number): Promise<number | null> {
    const price = (await this.book.today()).policy.partPrice ?? this.connection.partPrice;
    return price === null ? null : parts * price;
  }

  async samples(mass: MassMessage): Promise<MassSample[]> {
    const found: MassSample[] = [];
    for (let after: string | null = ''; after !== null && found.length < SAMPLES;) {
      const page: Awaited<ReturnType<Addressees['page']>> = await this.addressees.page(mass.filter, after, AT_ONCE);
      for (const one of page.items)
        for (const person of one.people.slice(0, 1)) if (found.length < SAMPLES) found.push(this.sampleOf(mass, one, person));
      after = page.after;
    }
    return found;
  }

  private sampleOf(mass: MassMessage, one: Addressee, { name, locale }: Addressee['people'][number]): MassSample {
    const { enterpriseName, needs, places } = one;
    const values = { enterpriseName, name, needs, places };
    const { title, body } = wordingFor(mass, locale, values);
    return { enterpriseName, name, title, body: this.textOf(mass, locale, body), parts: this.partsOf(mass, locale, values) };
  }

  /** With the link to unsubscribe where there is one. */
  private textOf({ kind }: MassMessage, locale: 'zh' | 'en', body: string): string {
    if (kind !== 'commercial') return body;
    return renderText('notice.commercial', { body, unsubscribe: this.fanOut.linkOf(KEY) }, locale);
  }

  private partsOf(mass: MassMessage, locale: 'zh' | 'en', values: Record<keyof typeof MASS_VARIABLES, string | number>): number {
    const { body } = wordingFor(mass, locale, values);
    return partsOf(signed(this.connection.sign, this.textOf(mass, locale, body)));
  }
}

/** A name of usual length. */
const NAME = '王小明';
