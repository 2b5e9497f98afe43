import { Injectable } from '@nestjs/common';
import { AccessService, OrgTree } from '#access';
import { NeedShortages } from '#need';
import { newId, UnitOfWork } from '#platform/db';
import type { Principal } from '#platform/http';
import { addDays } from '#platform/dates';
import { occupations } from '#reference';
import { dueOf, type Deadline } from '../domain/deadlines.js';
import { filingOf } from '../domain/filing.js';
import { stateOf } from '../domain/states.js';
import { isWithinOccupation } from '../domain/theme.js';
import { yearOf, type Year, type YearFair } from '../domain/year.js';
import { Booth, Fair } from '../fair.entity.js';
import { FairPorts } from '../fair.ports.js';
import { problems } from '../fair.problems.js';
import { FairRepository } from '../fair.repository.js';
import { FairRules } from '../fair-rules.js';
import { FairTarget } from './year.entity.js';

export interface Shortage {
  occupationCode: string;
  occupationName: string;
  people: number;
  enterprises: number;
  /** Fairs of the next days that are about it, and enterprises at others that look for it. */
  fairs: number;
  exhibitors: number;
}

export interface Late {
  fairId: string;
  fairName: string;
  day: string;
  nodeId: string;
  kind: Deadline;
  due: string;
}

const DAYS_AHEAD = 30;
const LARGEST = 50;
const MOST_LATE = 500;

/** The year of an office's fairs: what there is against the target, what is late and what has no fair yet. */
@Injectable()
export class YearViews {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly fairs: FairRepository,
    private readonly shortages: NeedShortages,
    private readonly rules: FairRules,
    private readonly access: AccessService,
    private readonly org: OrgTree,
    private readonly ports: FairPorts,
  ) {}

  /** @param node below which; the city's without it @throws Problem 404 for a node outside the person's */
  async year(who: Principal, year: number, node: string | undefined): Promise<Year & { target: FairTarget | null }> {
    const { id, path } = await this.office(who, node);
    const rows = await this.uow.manager
      .createQueryBuilder(Fair, 'fair')
      .select(['fair.day AS day', 'fair.nodeId AS nodeId', 'fair.campaign AS campaign', 'fair.themeOccupation AS themeOccupation'])
      .addSelect(['fair.state AS state', 'fair.stage AS stage'])
      .where('fair.day >= :from AND fair.day <= :to AND fair.nodePath LIKE :path', {
        from: `${year}-01-01`,
        to: `${year}-12-31`,
        path: `${path}%`,
      })
      .getRawMany<Omit<YearFair, 'state'> & Pick<Fair, 'state' | 'stage'>>();
    const fairs = rows.map(({ state, stage, ...rest }): YearFair => ({
      ...rest,
      day: dayText(rest.day),
      state: stateOf({ state, stage }),
    }));
    return { ...yearOf(year, fairs), target: await this.target(year, id) };
  }

  /** Targets of a year, each office's newest first. */
  targets(year: number): Promise<FairTarget[]> {
    return this.uow.manager.find(FairTarget, { where: { year }, order: { validFrom: 'DESC', nodeId: 'ASC' }, take: 500 });
  }

  async setTarget(who: Principal, given: Pick<FairTarget, 'year' | 'nodeId' | 'validFrom' | 'fairs' | 'source'>): Promise<FairTarget> {
    const city = await this.org.city();
    this.access.require(who, 'fair.rule', { nodePath: city.path });
    const node = await this.org.byId(given.nodeId);
    if (!node?.path.startsWith(city.path)) throw problems('fair.node');
    return this.uow.run(async () => {
      const row: FairTarget = { ...given, id: newId(), setById: who.userId, setAt: this.ports.clock.now() };
      await this.uow.manager
        .createQueryBuilder()
        .insert()
        .into(FairTarget)
        .values(row)
        .orUpdate(['fairs', 'source', 'setById', 'setAt'], ['year', 'nodeId', 'validFrom'])
        .updateEntity(false)
        .execute();
      await this.ports.audit.record(who, 'fair.target_set', { kind: 'org_node', id: node.id, nodePath: node.path }, given);
      return row;
    });
  }

  /** The largest shortages, and what fairs of the next 30 days there are for each: those without one come first. */
  async gaps(who: Principal, node: string | undefined): Promise<Shortage[]> {
    const { path } = await this.office(who, node);
    const today = this.ports.clock.today();
    const coming = (
      await this.fairs.between({ from: today, to: addDays(today, DAYS_AHEAD), draftsOf: ALL, only: { all: false, paths: [path] } }, 2_000)
    ).filter(({ state }) => state !== 'cancelled');
    const wanted = await this.wantedAt(coming.map(({ id }) => id));
    return (await this.shortages.largest(path, LARGEST)).map(({ occupationCode, people, enterprises }) => ({
      ...{ occupationCode, occupationName: occupations.byCode(occupationCode)?.name ?? occupationCode, people, enterprises },
      fairs: coming.filter(({ themeOccupation }) => themeOccupation !== null && isWithinOccupation(occupationCode, themeOccupation)).length,
      exhibitors: wanted.get(occupationCode) ?? 0,
    }));
  }

  /** What is overdue below an office, the oldest first. */
  async late(who: Principal, node: string | undefined): Promise<Late[]> {
    const { path } = await this.office(who, node);
    const today = this.ports.clock.today();
    const found = await this.fairs.between(
      { from: addDays(today, -366), to: addDays(today, 366), draftsOf: ALL, only: { all: false, paths: [path] } },
      5_000,
    );
    const rulesOn = await this.rules.byDay();
    return found
      .flatMap((fair): Late[] => {
        const rules = rulesOn(fair.day);
        const state = stateOf(fair);
        return dueOf({ day: fair.day, state, filing: filingOf(fair, rules) }, rules.resultsDays)
          .filter(({ due }) => due < today)
          .map(({ kind, due }) => ({ fairId: fair.id, fairName: fair.name, day: fair.day, nodeId: fair.nodeId, kind, due }));
      })
      .sort((a, b) => (a.due < b.due ? -1 : Number(a.due > b.due)))
      .slice(0, MOST_LATE);
  }

  private async target(year: number, nodeId: string): Promise<FairTarget | null> {
    const rows = await this.uow.manager.find(FairTarget, { where: { year, nodeId }, order: { validFrom: 'DESC' } });
    const today = this.ports.clock.today();
    // One for a year to come holds before its day, too.
    return rows.find(({ validFrom }) => validFrom <= today) ?? rows.at(-1) ?? null;
  }

  /** By occupation how many enterprises at these fairs look for it. */
  private async wantedAt(fairIds: readonly string[]): Promise<Map<string, number>> {
    const ids = new Set<string>();
    for (let i = 0; i < fairIds.length; i += CHUNK) {
      const rows = await this.uow.manager
        .createQueryBuilder(Booth, 'booth')
        .select('booth.enterpriseId', 'id')
        .distinct(true)
        .where('booth.fairId IN (:...some) AND booth.enterpriseId IS NOT NULL', { some: fairIds.slice(i, i + CHUNK) })
        .getRawMany<{ id: string }>();
      for (const { id } of rows) ids.add(id);
    }
    const [all, count] = [[...ids], new Map<string, number>()];
    for (let i = 0; i < all.length; i += CHUNK)
      for (const codes of (await this.shortages.occupationsOf(all.slice(i, i + CHUNK))).values())
        for (const code of codes) count.set(code, (count.get(code) ?? 0) + 1);
    return count;
  }

  private async office(who: Principal, node: string | undefined): Promise<{ id: string; path: string }> {
    const own = this.access.scope(who, 'fair.manage');
    const first = who.grants.find(({ path }) => path !== null && own.paths.includes(path));
    const asked = node ?? first?.nodeId ?? (await this.org.city()).id;
    const found = await this.org.byId(asked);
    this.access.require(who, 'fair.manage', { nodePath: found?.path ?? '/none/' });
    return { id: asked, path: found?.path ?? '/none/' };
  }
}

const CHUNK = 500;
const ALL = { all: true, paths: [] };

/** MariaDB's driver may answer days as dates when they are asked for by hand. */
const dayText = (day: string | Date): string => (typeof day === 'string' ? day.slice(0, 10) : day.toISOString().slice(0, 10));
