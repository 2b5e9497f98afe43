import { setImmediate as nextTurn } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { NeedReads, openPlaces } from '#need';
import { Clock, UnitOfWork } from '#platform/db';
import type { InvitedFair, PlannedFair } from '../domain/planner/problem.js';
import { leastOf, mostInWeek, type SpreadOf } from '../domain/planner/spread.js';
import { FairClaim } from '../venue.entity.js';
import { FoundSource } from './found-people.js';
import { PlanGuest, type FairPlan, type FairPlanningRule, type PlanFair } from './plan.entity.js';
import { daysOf, PlanPlacesReader, type PlanPlaces, type PlanRoom } from './plan-places.js';
import { shortagesOf, type ReadPlan, type Shortage } from './plan-problem.js';
import type { PlanFailure } from './plan-state.js';

/** Rows at once: no more than some tens of milliseconds' work. */
const PAGE = 1_000;

export interface PlanToSolve extends ReadPlan {
  /** The plan before, as far as its rooms, days and enterprises are still there. */
  from: InvitedFair[];
  /** Fixed fairs whose room is not to be had any more. */
  lost: PlanFair[];
}

/** Takes what a plan is made of out of the database: shortages, rooms, days, and what staff said of the plan before. */
@Injectable()
export class PlanReader {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly needs: NeedReads,
    private readonly places: PlanPlacesReader,
    private readonly found: FoundSource,
    private readonly clock: Clock,
  ) {}

  /** @returns why there is nothing to plan, where that is so */
  async read(plan: FairPlan, rule: FairPlanningRule, before: readonly PlanFair[]): Promise<PlanToSolve | PlanFailure> {
    const days = daysOf(plan, this.clock.today());
    const places = await this.places.read({ ...plan, days }, rule);
    if (places.rooms.length === 0) return 'no_rooms';
    if (places.free.length === 0) return 'no_days';
    const shortages = [...(await this.shortages(plan, rule)).values()];
    if (shortages.length === 0) return 'no_shortage';
    return this.problemOf(plan, rule, places, shortages, await this.engaged(days), before);
  }

  private async shortages(plan: FairPlan, rule: FairPlanningRule): Promise<Map<string, Shortage>> {
    const regionOf = await this.places.regionOf(plan.nodeId);
    const people = plan.basis === 'unfilled' ? (await this.found.foundBelow(plan.nodePath))?.people : undefined;
    const found = new Map<string, Shortage>();
    for (let after = ''; ; await nextTurn()) {
      const needs = await this.needs.openTerms(plan.nodePath, after, PAGE);
      shortagesOf(needs, (need) => openPlaces(need) - (people?.get(need.id) ?? 0), regionOf, rule, found);
      if (needs.length < PAGE) return found;
      after = needs.at(-1)?.id ?? '';
    }
  }

  /** Days on which enterprises are at a fair already, or invited to one. */
  private async engaged(days: readonly string[]): Promise<{ enterpriseId: string; day: string }[]> {
    const span = { first: days[0], last: days.at(-1) };
    const booked = await this.uow.manager
      .createQueryBuilder(FairClaim, 'claim')
      .select('claim.subjectId', 'enterpriseId')
      .addSelect('claim.day', 'day')
      .where("claim.kind = 'enterprise' AND claim.day BETWEEN :first AND :last", span)
      .groupBy('claim.subjectId')
      .addGroupBy('claim.day')
      .getRawMany<{ enterpriseId: string; day: string }>();
    const invited = await this.uow.manager
      .createQueryBuilder(PlanGuest, 'invitation')
      .innerJoin('fair', 'fair', 'fair.id = invitation.fairId')
      .select('invitation.enterpriseId', 'enterpriseId')
      .addSelect('fair.day', 'day')
      .where("fair.state IN ('draft', 'published') AND fair.day BETWEEN :first AND :last", span)
      .getRawMany<{ enterpriseId: string; day: string }>();
    const all = new Map([...booked, ...invited].map((one) => [`${one.enterpriseId} ${one.day}`, one]));
    return [...all.values()];
  }

  private problemOf(
    { fairs, fromDay }: FairPlan,
    rule: FairPlanningRule,
    places: PlanPlaces,
    shortages: readonly Shortage[],
    engaged: readonly { enterpriseId: string; day: string }[],
    before: readonly PlanFair[],
  ): PlanToSolve {
    const enterprises = indexOf(shortages.map(({ enterpriseId }) => enterpriseId));
    const themes = indexOf(shortages.map(({ themeCode }) => themeCode).sort());
    const regions = indexOf(places.regions.map(({ id }) => id));
    const rooms = indexOf(places.rooms.map(({ id }) => id));
    const days = indexOf(places.days);
    const homes = new Map(shortages.map(({ enterpriseId, region }) => [enterpriseId, region]));
    const at = (index: Map<string, number>, key: string): number => index.get(key) ?? -1;
    const invited = placesOf(before, { rooms, days, themes }, shortages);
    const free = new Set(places.free.map(({ room, day }) => `${room}/${day}`));
    const stands = (one: PlannedFair): boolean => free.has(`${one.room}/${one.day}`) && one.theme >= 0;
    const marked = (mark: PlanFair['mark']) => invited.filter(({ row }) => row.mark === mark);
    const least = leastOf(spreadOf(places, shortages, rule), fairs, rule.countySharePct);
    return {
      ...{ shortages, themes: [...themes.keys()], rooms: places.rooms, days: places.days, regions: places.regions },
      from: invited.flatMap(({ row, fair }) => (row.mark !== 'struck' && stands(fair) ? [fair] : [])),
      lost: marked('fixed').flatMap(({ row, fair }) => (stands(fair) ? [] : [row])),
      problem: {
        ...{ fairs, themes: themes.size, perVisit: rule.perVisit, perMonth: rule.perEnterpriseMonth },
        rooms: places.rooms.map(({ region, booths, open, taken }) => ({
          ...{ county: at(regions, region), booths, most: daysToBook(open, taken, rule.roomSharePct) },
        })),
        days: places.days.map((day) => ({ week: weeksFrom(fromDay, day), month: monthsFrom(fromDay, day) })),
        venueDays: places.free,
        perWeek: mostInWeek(fairs + places.standing.length, places.days.length, rule.weekPeakPct),
        counties: places.regions.map(({ near }, county) => ({
          ...{
            perDay: rule.perCountyDay,
            perWeek: rule.perCountyWeek,
            near: near.map((id) => at(regions, id)),
            atLeast: least[county] ?? 0,
          },
        })),
        enterprises: [...enterprises.keys()].map((id) => at(regions, homes.get(id) ?? '')),
        demands: shortages.map(({ enterpriseId, themeCode, people, worth }) => ({
          ...{ enterprise: at(enterprises, enterpriseId), theme: at(themes, themeCode), people, weight: Math.round(worth / people) / 100 },
        })),
        standing: places.standing.map(({ region, day }) => ({ county: at(regions, region), day: at(days, day) })),
        engaged: engaged
          .map(({ enterpriseId, day }) => ({ enterprise: at(enterprises, enterpriseId), day: at(days, day) }))
          .filter(({ enterprise, day }) => enterprise >= 0 && day >= 0),
        fixed: marked('fixed').flatMap(({ fair }) => (stands(fair) ? [fair] : [])),
        struck: marked('struck').map(({ fair }) => fair),
      },
    };
  }
}

/** How short each county is, and how many fairs its rooms can hold. */
const spreadOf = ({ regions, rooms, free, standing }: PlanPlaces, shortages: readonly Shortage[], rule: FairPlanningRule): SpreadOf[] => {
  const days = new Map<number, number>();
  for (const { room } of free) days.set(room, (days.get(room) ?? 0) + 1);
  const holds = ({ open, taken }: PlanRoom, at: number): number => Math.min(days.get(at) ?? 0, daysToBook(open, taken, rule.roomSharePct));
  return regions.map(({ id }) => ({
    short: shortages.reduce((sum, { region, worth }) => sum + (region === id ? worth : 0), 0),
    room: rooms.reduce((sum, room, at) => sum + (room.region === id ? holds(room, at) : 0), 0),
    standing: standing.filter(({ region }) => region === id).length,
  }));
};

const indexOf = (keys: readonly string[]): Map<string, number> => new Map([...new Set(keys)].map((key, index) => [key, index]));

/** Proposed fairs in the indexes of the problem; guests whose shortage is gone fall away. */
const placesOf = (
  rows: readonly PlanFair[],
  { rooms, days, themes }: Record<'rooms' | 'days' | 'themes', Map<string, number>>,
  shortages: readonly Shortage[],
): { row: PlanFair; fair: InvitedFair }[] => {
  const demands = new Map(shortages.map(({ enterpriseId, themeCode }, index) => [`${enterpriseId} ${themeCode}`, index]));
  return rows.map((row) => ({
    row,
    fair: {
      ...{ room: rooms.get(row.roomId) ?? -1, day: days.get(row.day) ?? -1, theme: themes.get(row.themeCode) ?? -1 },
      guests: row.guests.flatMap(({ enterpriseId }) => demands.get(`${enterpriseId} ${row.themeCode}`) ?? []),
    },
  }));
};

/** Of a span of a few days one at least, or nothing could be planned for it. */
const daysToBook = (open: number, taken: number, sharePct: number): number =>
  Math.max(0, Math.max(Math.min(1, open), Math.floor((open * sharePct) / 100)) - taken);

const DAY_MS = 86_400_000;
/** Weeks begin on Mondays: whichever day the plan begins, Sunday and Monday are in different ones. */
const weeksFrom = (first: string, day: string): number => {
  const monday = (text: string): number => Math.floor((Date.parse(text) / DAY_MS + 3) / 7);
  return monday(day) - monday(first);
};
const monthsFrom = (first: string, day: string): number => {
  const month = (text: string): number => Number(text.slice(0, 4)) * 12 + Number(text.slice(5, 7));
  return month(day) - month(first);
};
