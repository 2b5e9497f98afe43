import { Injectable } from '@nestjs/common';
import { AccessService, changesOf, OrgTree, type OrgNode } from '#access';
import { guarded, newId, UnitOfWork } from '#platform/db';
import { notFound, type Principal } from '#platform/http';
import { FairMoves } from './booth/fair-moves.js';
import { filingGaps, isPermitUndue } from './domain/filing.js';
import { allows, stateOf } from './domain/states.js';
import { Fair } from './fair.entity.js';
import { filingProblem } from './fair.gaps.js';
import type { FairPatch, NewFair } from './fair.plan.js';
import { FairPorts } from './fair.ports.js';
import { problems } from './fair.problems.js';
import { FairRepository } from './fair.repository.js';
import { FairRooms, type Setting } from './fair.rooms.js';
import { FairRules } from './fair-rules.js';

/** What moves a fair: its room and everybody who has a booth are asked again. */
const HOURS = ['day', 'opensAt', 'closesAt', 'roomId', 'mode'] as const;

/** Fairs are planned and changed. */
@Injectable()
export class FairService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly fairs: FairRepository,
    private readonly rooms: FairRooms,
    private readonly rules: FairRules,
    private readonly access: AccessService,
    private readonly org: OrgTree,
    private readonly moves: FairMoves,
    private readonly ports: FairPorts,
  ) {}

  /** @throws Problem when the room is closed, too small or taken at that time */
  async create(who: Principal, given: NewFair, seriesId: string | null = null): Promise<Fair> {
    const node = await this.holder(who, given.nodeId);
    this.refusePast(given.day);
    await this.refuseUndue(given);
    return this.uow.run(async () => {
      const plan: Fair = {
        ...given,
        ...{ id: newId(), nodePath: node.path, state: 'draft', stage: 'planned', cancelReason: null, seriesId, openedAt: null },
        ...{ createdAt: this.ports.clock.now(), version: 1 },
      };
      const fair = await this.add(plan);
      await this.ports.trace(who, 'fair.created', fair, { name: fair.name, day: fair.day });
      return fair;
    });
  }

  /** The office that is to hold a fair. @throws Problem for one that the person does not act for */
  async holder(who: Principal, nodeId: string): Promise<OrgNode> {
    const node = await this.org.byId(nodeId);
    if (!node || node.kind === 'outside') throw problems('fair.node');
    this.access.require(who, 'fair.manage', { nodePath: node.path });
    return node;
  }

  /** Puts a planned fair into its room, in the caller's unit of work. @throws Problem as {@link create} */
  async add(plan: Fair): Promise<Fair> {
    const { place, spots } = await this.rooms.settingOf(plan);
    const fair = { ...plan, place };
    await this.rooms.claim(fair);
    await this.fairs.insert(fair, spots);
    return fair;
  }

  /** @throws GuardError when somebody else changed it since `version`; Problem when booked booths would vanish. */
  async edit(who: Principal, id: string, version: number, edit: (fair: Fair) => FairPatch): Promise<Fair> {
    return this.uow.run(async () => {
      const fair = await this.managed(who, id);
      const patch = edit(fair);
      if (!allows(stateOf(fair), 'edit')) throw problems('fair.state');
      if (patch.day !== undefined && patch.day !== fair.day) this.refusePast(patch.day);
      await this.refuseUndue({ ...fair, ...patch }, fair.permitNumber);
      const merged = { ...fair, ...patch, version: version + 1 };
      const moves = HOURS.some((field) => merged[field] !== fair[field]);
      const setting = moves || 'boothCount' in patch || 'place' in patch ? await this.rooms.settingOf(merged) : null;
      const after = setting ? { ...merged, place: setting.place } : merged;
      await this.refuseGaps(fair, after);
      guarded({ affected: await this.fairs.updateAt(id, version, setting ? { ...patch, place: setting.place } : patch) }, 'fair');
      if (setting) await this.reseat(fair, after, setting);
      if (moves) await this.rooms.claim(after);
      await this.ports.trace(who, 'fair.edited', fair, changesOf(fair, patch));
      if (fair.state === 'published') await this.moves.moved(fair, after);
      if (setting) await this.moves.serve({ ...after, version: version + 1 });
      return after;
    });
  }

  /** Reads the fair and keeps it from others. */
  async managed(who: Principal, id: string): Promise<Fair> {
    const fair = await this.uow.forUpdate(Fair, { id });
    if (!fair) throw notFound('fair', id);
    this.access.require(who, 'fair.manage', { nodePath: fair.nodePath });
    return fair;
  }

  /** The same without keeping it. */
  async managedRead(who: Principal, id: string): Promise<Fair> {
    const fair = await this.fairs.byId(id);
    if (!fair) throw notFound('fair', id);
    this.access.require(who, 'fair.manage', { nodePath: fair.nodePath });
    return fair;
  }

  /** What filing asks, every later change is asked, too. */
  private async refuseGaps(fair: Fair, after: Fair): Promise<void> {
    if (stateOf(fair) === 'planned') return;
    const gaps = filingGaps(after, this.ports.clock.today(), await this.rules.on(after.day), fair);
    if (gaps.length > 0) throw filingProblem(gaps);
  }

  private async reseat(fair: Fair, after: Fair, { spots }: Setting): Promise<void> {
    const elsewhere = after.roomId !== fair.roomId;
    if (!elsewhere && after.boothCount === fair.boothCount) return;
    const lost = await (elsewhere ? this.fairs.reseat(fair.id, spots) : this.fairs.resize(fair.id, spots));
    if (lost > 0) throw problems('fair.booths_booked', { booked: lost, booths: after.boothCount });
  }

  private async refuseUndue(fair: NewFair, before: string | null = null): Promise<void> {
    const rules = await this.rules.on(fair.day);
    if (!isPermitUndue(fair, rules, before)) return;
    const message = { zh: `不足 ${rules.permitFrom} 人无须许可`, en: `not due below ${rules.permitFrom} people` };
    throw problems('fair.permit_undue', { from: rules.permitFrom }, [{ path: 'permitNumber', code: 'undue', message }]);
  }

  private refusePast(day: string): void {
    if (day < this.ports.clock.today())
      throw problems('fair.past', {}, [{ path: 'day', code: 'past', message: { zh: '日期已过', en: 'has passed' } }]);
  }
}
