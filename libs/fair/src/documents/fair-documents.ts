import { Injectable } from '@nestjs/common';
import { AccessService, Directory, OrgTree } from '#access';
import { EnterpriseReads } from '#enterprise';
import { NeedReads } from '#need';
import { notFound, Problem, type Principal } from '#platform/http';
import { yuanOf } from '#reference';
import type { FairPlanKind } from '../domain/filing.js';
import type { Booth, Fair } from '../fair.entity.js';
import { FairRepository } from '../fair.repository.js';
import { VenueRepository } from '../venue.repository.js';
import type { BoothCard, Drawing, Poster } from './document-kinds.js';
import { drawnApart } from './document-thread.js';
import { fill, type TemplateValues } from './template-text.js';
import { Templates } from './templates.js';

type Locale = 'zh' | 'en';
/** Where the public pages are, and who runs them. */
export interface Site {
  origin: string;
  bureau: string;
}
/** Documents that one process draws at a time. */
const AT_ONCE = 2;
/** Enterprises named on a poster. */
const MOST_NAMED = 20;
/** Posts that are looked at for cards and poster. */
const MOST_POSTS = 200;

export const documentsBusy = (): Problem =>
  new Problem('fair.documents_busy', 429, {
    detail: { zh: '正在生成其他文件，请稍后再试', en: 'Other documents are being drawn; try again' },
  });

/** Plans to file, booth cards and the poster of a fair. */
@Injectable()
export class FairDocuments {
  private drawing = 0;

  constructor(
    private readonly fairs: FairRepository,
    private readonly venues: VenueRepository,
    private readonly templates: Templates,
    private readonly enterprises: EnterpriseReads,
    private readonly needs: NeedReads,
    private readonly org: OrgTree,
    private readonly directory: Directory,
    private readonly access: AccessService,
  ) {}

  async plan(who: Principal, id: string, kind: FairPlanKind, format: 'pdf' | 'docx', locale: Locale): Promise<Buffer> {
    const fair = await this.managed(who, id);
    const template = await this.templates.of(kind, locale);
    if (!template) throw notFound('fair-template', kind);
    return this.draw({ kind: 'plan', format, blocks: fill(template.body, await this.valuesOf(fair), locale) });
  }

  /** One page a booth; without a number all of them, those that are taken first. */
  async cards(who: Principal, id: string, number: string | undefined, locale: Locale, site: Site): Promise<Buffer> {
    const fair = await this.managed(who, id);
    const booths = (await this.fairs.booths(id)).filter((booth) => number === undefined || booth.number === number);
    if (booths.length === 0) throw notFound('booth', number ?? '');
    const taken = booths.filter(({ enterpriseId }) => enterpriseId !== null);
    return this.draw({ kind: 'cards', cards: await this.cardsOf(fair, taken.length > 0 ? taken : booths, locale, site) });
  }

  async poster(who: Principal, id: string, locale: Locale, site: Site): Promise<Buffer> {
    const fair = await this.managed(who, id);
    return this.draw({ kind: 'poster', poster: await this.posterOf(fair, locale, site) });
  }

  private async managed(who: Principal, id: string): Promise<Fair> {
    const fair = await this.fairs.byId(id);
    if (!fair) throw notFound('fair', id);
    this.access.require(who, 'fair.manage', { nodePath: fair.nodePath });
    return fair;
  }

  private async draw(drawing: Drawing): Promise<Buffer> {
    if (this.drawing >= AT_ONCE) throw documentsBusy();
    this.drawing += 1;
    try {
      return await drawnApart(drawing);
    } finally {
      this.drawing -= 1;
    }
  }

  private async valuesOf(fair: Fair): Promise<TemplateValues> {
    const [node, duty, booked, found] = await Promise.all([
      this.org.byId(fair.nodeId),
      this.fairs.onDuty(fair.id),
      this.fairs.bookedCounts([fair.id]),
      fair.roomId ? this.venues.room(fair.roomId) : null,
    ]);
    const names = await this.directory.names(duty);
    const office = node?.name ?? '';
    return {
      ...{ name: fair.name, theme: fair.theme, holder: fair.holderName ?? `${office}人力资源和社会保障局`, office, day: fair.day },
      ...{ opens: fair.opensAt, closes: fair.closesAt, place: fair.place, booths: fair.boothCount, booked: booked.get(fair.id) ?? 0 },
      ...{ expected: fair.expectedAttendance, staff: fair.dutyStaff, exits: fair.exits ?? found?.venue.exits ?? null },
      duty: duty.flatMap((userId) => names.get(userId) ?? []),
      ...{ capacity: found?.room.capacity ?? null, equipment: found?.venue.equipment ?? null, permit: fair.permitNumber },
    };
  }

  private async cardsOf(fair: Fair, booths: readonly Booth[], locale: Locale, site: Site): Promise<BoothCard[]> {
    const ids = booths.flatMap(({ enterpriseId }) => enterpriseId ?? []);
    const names = new Map((await this.enterprises.many(ids)).map(({ id, name }) => [id, name]));
    const cards: BoothCard[] = [];
    for (const { number, enterpriseId } of booths)
      cards.push({
        ...{
          number,
          enterprise: names.get(enterpriseId ?? '') ?? null,
          posts: enterpriseId ? await this.postsOf(enterpriseId, locale) : [],
        },
        ...{ fair: fair.name, when: whenOf(fair, locale), place: fair.place, link: linkOf(site, fair.id), locale },
      });
    return cards;
  }

  /** What an enterprise looks for, the largest first. */
  private async postsOf(enterpriseId: string, locale: Locale): Promise<BoothCard['posts']> {
    const needs = await this.needs.ofEnterprise(enterpriseId, MOST_POSTS);
    const open = needs.filter(({ state, short, filled }) => state === 'published' && short > filled);
    return open
      .sort((a, b) => b.short - b.filled - (a.short - a.filled))
      .map(({ title, short, filled, wageFromFen, wageToFen }) => ({
        ...{ title, people: short - filled },
        wage: `${yuanOf(wageFromFen)}–${yuanOf(wageToFen)} ${locale === 'zh' ? '元/月' : 'yuan'}`,
      }));
  }

  private async posterOf(fair: Fair, locale: Locale, site: Site): Promise<Poster> {
    const ids = await this.fairs.bookedBy(fair.id);
    const names = (await this.enterprises.many(ids)).map(({ name }) => name).sort((a, b) => a.localeCompare(b, 'zh-CN'));
    let [posts, people] = [0, 0];
    for (const id of new Set(ids))
      for (const post of await this.postsOf(id, locale)) {
        posts += 1;
        people += post.people;
      }
    return {
      ...{ name: fair.name, theme: fair.theme, when: whenOf(fair, locale), place: fair.place, office: fair.holderName ?? site.bureau },
      ...{ enterprises: names.slice(0, MOST_NAMED), more: Math.max(0, names.length - MOST_NAMED), posts, people },
      ...{ link: linkOf(site, fair.id), locale },
    };
  }
}

const WEEKDAYS = { zh: ['日', '一', '二', '三', '四', '五', '六'], en: ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'] };
/** Day and hours in words. */
export const whenOf = ({ day, opensAt, closesAt }: Fair, locale: Locale): string => {
  const weekday = WEEKDAYS[locale][new Date(`${day}T00:00:00Z`).getUTCDay()] ?? '';
  const [year, month, date] = day.split('-').map(Number);
  return locale === 'zh'
    ? `${year}年${month}月${date}日（周${weekday}）${opensAt}–${closesAt}`
    : `${weekday} ${day}, ${opensAt}–${closesAt}`;
};
const linkOf = ({ origin }: Site, id: string): string => `${origin}/fairs/${id}`;
