import { Injectable } from '@nestjs/common';
import { newId, UnitOfWork } from '#platform/db';
import { invalid, type FieldFault, type Principal } from '#platform/http';
import { countOf, daysOf } from '../domain/series.js';
import type { Fair } from '../fair.entity.js';
import { FairClaims } from '../fair-claims.js';
import { FairClashes, type FairClash } from '../fair-clashes.js';
import type { NewFair } from '../fair.plan.js';
import { FairPorts } from '../fair.ports.js';
import { problems } from '../fair.problems.js';
import { FairRepository } from '../fair.repository.js';
import { FairRules } from '../fair-rules.js';
import { FairService } from '../fair.service.js';
import { FairSeries } from '../year/year.entity.js';
import { wordsOf } from './clash-words.js';

export interface SeriesWish {
  /** What each of them is, but for its day; a fair that is there gives what it has. */
  fair: NewFair | { copyOf: string };
  /** These days, or every so many weeks until a day. */
  days?: readonly string[] | undefined;
  everyWeeks?: number | undefined;
  until?: string | undefined;
  except?: readonly string[] | undefined;
}

export interface SeriesDay {
  day: string;
  clashes: FairClash[];
}

interface Wanted {
  plan: NewFair;
  days: string[];
  copyOf: Fair | null;
}

/** Several fairs at once: every Saturday, every fortnight, until a day, except some; and copies of one that is there. */
@Injectable()
export class SeriesPlans {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly fairs: FairRepository,
    private readonly service: FairService,
    private readonly clashes: FairClashes,
    private readonly claims: FairClaims,
    private readonly rules: FairRules,
    private readonly ports: FairPorts,
  ) {}

  /** The days that it comes to, and what stands against each. @throws Problem when there are none or too many */
  async preview(who: Principal, wish: SeriesWish): Promise<SeriesDay[]> {
    const { plan, days } = await this.wanted(who, wish);
    return this.clashing(who, plan, days);
  }

  /** Plans all of them, or none. @throws Problem that names each day that clashes */
  async plan(who: Principal, wish: SeriesWish): Promise<Fair[]> {
    return this.uow.run(async () => {
      const { plan, days, copyOf } = await this.wanted(who, wish);
      const wrong = (await this.clashing(who, plan, days)).flatMap(({ day, clashes }, i) => faultsOf(day, i, clashes));
      const between = { zh: '；', en: '; ' };
      const words = (locale: 'zh' | 'en'): string => wrong.map(({ message }) => message[locale]).join(between[locale]);
      if (wrong.length > 0) throw problems('fair.series_clashes', { n: wrong.length, zh: words('zh'), en: words('en') }, wrong);
      const seriesId = days.length > 1 ? newId() : null;
      const made: Fair[] = [];
      for (const day of days) made.push(await this.service.create(who, { ...plan, day }, seriesId));
      if (copyOf) await this.copyDuty(copyOf, made);
      const [first] = made;
      if (seriesId && first) await this.keep(who, seriesId, first, days, wish.everyWeeks ?? 0);
      return made;
    });
  }

  private async wanted(who: Principal, wish: SeriesWish): Promise<Wanted> {
    const { fair } = wish;
    const copyOf = 'copyOf' in fair ? await this.service.managedRead(who, fair.copyOf) : null;
    const plan = 'copyOf' in fair ? planOf(copyOf as Fair) : fair;
    return { plan, copyOf, days: await this.daysOf(wish, plan.day, copyOf !== null) };
  }

  private async daysOf({ days, everyWeeks, until, except = [] }: SeriesWish, firstDay: string, isCopy: boolean): Promise<string[]> {
    const wanted = [...new Set([...(days ?? []), ...except])];
    const wrong = wanted.filter((day) => !isDay(day));
    if (wrong.length > 0)
      throw invalid([
        { path: 'days', code: 'isIso8601', message: { zh: `不是日期：${wrong.join('、')}`, en: `no day: ${wrong.join(', ')}` } },
      ]);
    const { seriesMost } = await this.rules.on(firstDay);
    if (days) return this.within([...new Set(days)].sort(), days.length, seriesMost);
    if (everyWeeks === undefined || until === undefined) throw problems('fair.series_rule');
    // The first of a copy is there already.
    const rule = { firstDay, everyWeeks, until, except: isCopy ? [firstDay, ...except] : except };
    return this.within(daysOf(rule, seriesMost), countOf(rule), seriesMost);
  }

  private within(days: string[], count: number, most: number): string[] {
    if (count > most) throw problems('fair.series_many', { n: count, most });
    if (days.length === 0) throw problems('fair.series_none');
    return days;
  }

  private async clashing(who: Principal, plan: NewFair, days: readonly string[]): Promise<SeriesDay[]> {
    const { opensAt, closesAt, boothCount } = plan;
    const found: SeriesDay[] = [];
    for (const day of days) {
      const asked = { day, opensAt, closesAt, boothCount, roomId: plan.roomId ?? undefined, fairId: undefined };
      const past = day < this.ports.clock.today();
      const clashes = past ? [PAST] : await this.clashes.of(who, asked);
      found.push({ day, clashes });
    }
    return found;
  }

  /** Who is on duty elsewhere then stays there. */
  private async copyDuty(from: Fair, made: readonly Fair[]): Promise<void> {
    const onDuty = await this.fairs.onDuty(from.id);
    for (const fair of made) {
      const free: string[] = [];
      for (const userId of onDuty) if ((await this.claims.add('staff', [userId], fair)).length === 0) free.push(userId);
      await this.fairs.setDuty(fair.id, free);
    }
  }

  private async keep(who: Principal, id: string, first: Fair, days: readonly string[], everyWeeks: number): Promise<void> {
    const { nodeId, nodePath, name } = first;
    const [firstDay, lastDay] = [days[0] ?? first.day, days.at(-1) ?? first.day];
    const createdAt = this.ports.clock.now();
    await this.uow.manager.insert(FairSeries, {
      ...{ id, nodeId, nodePath, name, everyWeeks, firstDay, lastDay, fairs: days.length, plannedById: who.userId, createdAt },
    });
    await this.ports.trace(who, 'fair.series_planned', first, { fairs: days.length, firstDay, lastDay, everyWeeks });
  }
}

const PAST: FairClash = { kind: 'past', name: null, from: null, to: null, count: null, refused: true };

const isDay = (day: string): boolean => /^\d{4}-\d{2}-\d{2}$/.test(day) && !Number.isNaN(Date.parse(`${day}T00:00:00Z`));

const faultsOf = (day: string, i: number, clashes: readonly FairClash[]): FieldFault[] =>
  clashes
    .filter(({ refused }) => refused)
    .map((clash) => {
      const { zh, en } = wordsOf(clash);
      return { path: `days.${i}`, code: clash.kind, message: { zh: `${day} ${zh}`, en: `${day}: ${en}` } };
    });

/** Everything but what is one event's: its permit, and who registered. */
const planOf = (fair: Fair): NewFair => {
  const { id: _, nodePath: __, state: ___, stage: ____, cancelReason: _____, createdAt: ______, version: _______, ...plan } = fair;
  const { seriesId: ________, openedAt: _________, ...rest } = plan;
  return { ...rest, permitNumber: null };
};
