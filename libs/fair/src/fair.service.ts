import { Injectable } from '@nestjs/common';
import { AccessService, Audit, changesOf, OrgTree } from '#access';
import { EnterpriseReads } from '#enterprise';
import { NeedReads } from '#need';
import { Clock, guarded, newId, UnitOfWork, type Paged } from '#platform/db';
import { notFound, type Principal, type Problem, type Wording } from '#platform/http';
import { Events } from '#platform/jobs';
import { MEETING_FIELDS, mayBecome, publishingGaps, type FairState, type Gap } from './domain/fair.js';
import { Fair, type Booth } from './fair.entity.js';
import { fairCancelled, fairMoved, fairPublished } from './fair.events.js';
import { problems } from './fair.problems.js';
import { FairRepository, type FairFilter } from './fair.repository.js';

export type NewFair = Pick<
  Fair,
  | 'nodeId'
  | 'name'
  | 'theme'
  | 'campaign'
  | 'day'
  | 'opensAt'
  | 'closesAt'
  | 'place'
  | 'expectedAttendance'
  | 'dutyStaff'
  | 'permitNumber'
  | 'boothCount'
  | 'note'
>;

export interface FairWithCount {
  fair: Fair;
  booked: number;
}

/** Enough to find every fair that people in an occupation would go to: the best paid needs of it. */
const MOST_NEEDS = 1_000;

const GAP_WORDS: Record<Gap, Wording> = {
  expected_attendance: { zh: '缺少预计人数', en: 'how many people are expected is missing' },
  duty_staff: { zh: '缺少值守人员（每 10 个展位至少 1 人）', en: 'people on duty are missing (at least 1 for 10 booths)' },
  permit_number: { zh: '缺少大型活动许可文号', en: 'the number of the permit is missing' },
  hours: { zh: '结束时间须晚于开始时间', en: 'it has to close after it opens' },
  day_passed: { zh: '日期已过', en: 'the day has passed' },
  permit_for: {
    zh: '许可只对原定时间、地点和规模有效，变更后须填写新的许可文号',
    en: 'the permit was given for another day, hours, place or size: give the number of the new one',
  },
  permit_date: { zh: '距新日期已不足申请许可的期限', en: 'it is too late to apply for a permit for the new day' },
};

/** Where a form shows it. */
const GAP_FIELD: Record<Gap, keyof NewFair> = {
  expected_attendance: 'expectedAttendance',
  duty_staff: 'dutyStaff',
  permit_number: 'permitNumber',
  hours: 'closesAt',
  day_passed: 'day',
  permit_for: 'permitNumber',
  permit_date: 'day',
};

const filingProblem = (gaps: readonly Gap[]): Problem => {
  const words = (locale: 'zh' | 'en', between: string): string => gaps.map((gap) => GAP_WORDS[gap][locale]).join(between);
  return problems(
    'fair.filing',
    { gapsZh: words('zh', '；'), gapsEn: words('en', '; ') },
    gaps.map((gap) => ({ path: GAP_FIELD[gap], code: gap, message: GAP_WORDS[gap] })),
  );
};

@Injectable()
export class FairService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly fairs: FairRepository,
    private readonly access: AccessService,
    private readonly org: OrgTree,
    private readonly needs: NeedReads,
    private readonly clock: Clock,
    private readonly events: Events,
    private readonly audit: Audit,
  ) {}

  async create(who: Principal, given: NewFair): Promise<FairWithCount> {
    const node = await this.org.byId(given.nodeId);
    if (!node || node.kind === 'outside') throw problems('fair.node');
    this.access.require(who, 'fair.manage', { nodePath: node.path });
    this.refusePast(given.day);
    const fair: Fair = {
      ...given,
      id: newId(),
      nodePath: node.path,
      state: 'draft',
      cancelReason: null,
      createdAt: this.clock.now(),
      version: 1,
    };
    await this.uow.run(async () => {
      await this.fairs.insert({ ...fair });
      await this.audit.record(
        who,
        'fair.created',
        { kind: 'fair', id: fair.id, nodePath: fair.nodePath },
        { name: fair.name, day: fair.day },
      );
    });
    return { fair, booked: 0 };
  }

  /** @throws GuardError when somebody else changed it since `version`; Problem when booked booths would vanish. */
  async edit(who: Principal, id: string, version: number, patch: Partial<Omit<NewFair, 'nodeId'>>): Promise<FairWithCount> {
    return this.uow.run(async () => {
      const fair = await this.managed(who, id);
      if (fair.state !== 'draft' && fair.state !== 'published') throw problems('fair.state');
      if (patch.day !== undefined && patch.day !== fair.day) this.refusePast(patch.day);
      const after = { ...fair, ...patch, version: version + 1 };
      const gaps = fair.state === 'published' ? publishingGaps(after, this.clock.today(), fair) : [];
      if (gaps.length > 0) throw filingProblem(gaps);
      guarded({ affected: await this.fairs.updateAt(id, version, patch) }, 'fair');
      if (patch.boothCount !== undefined) {
        const lost = await this.fairs.resize(id, patch.boothCount);
        if (lost > 0) throw problems('fair.booths_booked', { booked: lost, booths: patch.boothCount });
      }
      await this.audit.record(who, 'fair.edited', { kind: 'fair', id, nodePath: fair.nodePath }, changesOf(fair, patch));
      if (fair.state === 'published') await this.tellMoved(fair, after);
      return this.withCount(after);
    });
  }

  /** Who has a booth hears of another day, hour or place. */
  private async tellMoved(before: Fair, after: Fair): Promise<void> {
    if (MEETING_FIELDS.every((field) => before[field] === after[field])) return;
    const { day, opensAt, closesAt, place } = before;
    const enterpriseIds = await this.fairs.bookedBy(after.id);
    await this.events.record(fairMoved, {
      ...eventOf(after),
      opensAt: after.opensAt,
      closesAt: after.closesAt,
      before: { day, opensAt, closesAt, place },
      version: after.version,
      enterpriseIds,
    });
  }

  private refusePast(day: string): void {
    if (day < this.clock.today())
      throw problems('fair.past', {}, [{ path: 'day', code: 'past', message: { zh: '日期已过', en: 'has passed' } }]);
  }

  /** @throws Problem naming what the filing still lacks. */
  async publish(who: Principal, id: string): Promise<FairWithCount> {
    return this.uow.run(async () => {
      const fair = await this.managed(who, id);
      const gaps = publishingGaps(fair, this.clock.today());
      if (gaps.length > 0) throw filingProblem(gaps);
      await this.move(fair, 'published', {});
      await this.events.record(fairPublished, eventOf(fair));
      await this.audit.record(who, 'fair.published', { kind: 'fair', id, nodePath: fair.nodePath }, {});
      return this.withCount({ ...fair, state: 'published', version: fair.version + 1 });
    });
  }

  /** Cancels and tells every enterprise that had a booth. */
  async cancel(who: Principal, id: string, reason: string): Promise<FairWithCount> {
    return this.uow.run(async () => {
      const fair = await this.managed(who, id);
      await this.move(fair, 'cancelled', { cancelReason: reason });
      const enterpriseIds = await this.fairs.bookedBy(id);
      await this.events.record(fairCancelled, { ...eventOf(fair), reason, enterpriseIds });
      await this.audit.record(who, 'fair.cancelled', { kind: 'fair', id, nodePath: fair.nodePath }, { reason });
      return this.withCount({ ...fair, state: 'cancelled', cancelReason: reason, version: fair.version + 1 });
    });
  }

  async list(
    who: Principal | null,
    { occupation, ...filter }: Omit<FairFilter, 'draftsOf' | 'withEnterprises'> & { occupation?: string | undefined },
    cursor: string | undefined,
    limit: number,
  ): Promise<Paged<FairWithCount>> {
    const withEnterprises =
      occupation === undefined
        ? undefined
        : (await this.needs.openOfOccupation(occupation, MOST_NEEDS)).map(({ enterpriseId }) => enterpriseId);
    const page = await this.fairs.page({ ...filter, withEnterprises, draftsOf: this.draftsOf(who) }, cursor, limit);
    const counts = await this.fairs.bookedCounts(page.items.map((fair) => fair.id));
    return { items: page.items.map((fair) => ({ fair, booked: counts.get(fair.id) ?? 0 })), next: page.next };
  }

  async one(who: Principal | null, id: string): Promise<FairWithCount> {
    const fair = await this.fairs.byId(id);
    const drafts = this.draftsOf(who);
    const visible = fair && (fair.state !== 'draft' || drafts?.all || drafts?.paths.some((path) => fair.nodePath.startsWith(path)));
    if (!visible) throw notFound('fair', id);
    return this.withCount(fair);
  }

  private async managed(who: Principal, id: string): Promise<Fair> {
    const fair = await this.uow.forUpdate(Fair, { id });
    if (!fair) throw notFound('fair', id);
    this.access.require(who, 'fair.manage', { nodePath: fair.nodePath });
    return fair;
  }

  private async move(fair: Fair, to: FairState, patch: Partial<Fair>): Promise<void> {
    if (!mayBecome(fair.state, to) || (await this.fairs.move(fair.id, fair.state, { ...patch, state: to })) !== 1)
      throw problems('fair.state');
  }

  private draftsOf(who: Principal | null): { all: boolean; paths: string[] } | null {
    return who && this.access.can(who, 'fair.manage') ? this.access.scope(who, 'fair.manage') : null;
  }

  private async withCount(fair: Fair): Promise<FairWithCount> {
    return { fair, booked: (await this.fairs.bookedCounts([fair.id])).get(fair.id) ?? 0 };
  }
}

export const eventOf = ({ id, name, day, place, nodeId, nodePath }: Fair) => ({ fairId: id, fairName: name, day, place, nodeId, nodePath });

export interface BoothView {
  booth: Booth;
  enterpriseName: string | null;
}

/** Who stands where. */
@Injectable()
export class BoothReads {
  constructor(
    private readonly fairs: FairRepository,
    private readonly enterprises: EnterpriseReads,
  ) {}

  async of(fairId: string): Promise<BoothView[]> {
    const booths = await this.fairs.booths(fairId);
    const names = new Map(
      (await this.enterprises.many(booths.flatMap((booth) => (booth.enterpriseId ? [booth.enterpriseId] : [])))).map((one) => [
        one.id,
        one.name,
      ]),
    );
    return booths.map((booth) => ({ booth, enterpriseName: names.get(booth.enterpriseId ?? '') ?? null }));
  }
}
