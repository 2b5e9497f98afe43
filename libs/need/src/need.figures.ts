import { Injectable } from '@nestjs/common';
import { isStaffingAgency, type EnterpriseView } from '#enterprise';
import type { FieldFault, Principal } from '#platform/http';
import type { Posting } from './domain/posting-fields.js';
import {
  figureDoubts,
  usualOf,
  weighed,
  type Figured,
  type FigureDoubt,
  type ProportionRule,
  type UsualOfOccupation,
  type Weighed,
} from './domain/proportion.js';
import type { Need } from './need.entity.js';
import { NeedFiguresRepository } from './need-figures.repository.js';
import { needFiguresConfirmed } from './need.events.js';
import { doubtWording, problems } from './need.problems.js';
import { NeedPorts } from './need.ports.js';
import { NeedProportionRules } from './need.proportion-rule.js';

/** Figures of a post that are about to count. */
export interface FiguredPost {
  posting: Figured & Pick<Posting, 'occupationCode'>;
  /** As they count already, when these are to take their place. */
  standing?: Figured | undefined;
  /** What somebody said yes to before. */
  answered: readonly FigureDoubt[] | null;
  /** How the request calls one of its figures, where not by the name of a posting's field. */
  pathOf?: (figure: FigureDoubt['figure']) => string;
}

export type DoubtColumns = Pick<Need, 'doubts' | 'doubtsAt' | 'doubtsById'>;

/** What was looked up once for many posts. */
export interface KnownFigures {
  /** The rule of the day on which it was looked up. */
  rule: ProportionRule;
  pastMost: Map<string, number>;
  usual: Map<string, UsualOfOccupation | null>;
}

/** Asks once about a figure that is out of proportion, before it counts, and keeps who said that it is meant. */
@Injectable()
export class NeedFigures {
  constructor(
    private readonly known: NeedFiguresRepository,
    private readonly ports: NeedPorts,
    private readonly rules: NeedProportionRules,
  ) {}

  /** Looks up what the posts of these enterprises and occupations are held against, besides what is known already. */
  async lookUp(
    enterpriseIds: readonly string[],
    occupationCodes: readonly (string | null)[],
    before?: KnownFigures,
  ): Promise<KnownFigures> {
    const known = before ?? (await this.nothingKnown());
    const { rule } = known;
    for (const [id, most] of await this.known.pastMost([...new Set(enterpriseIds)])) known.pastMost.set(id, most);
    for (const code of new Set(occupationCodes))
      if (code !== null && !known.usual.has(code)) known.usual.set(code, usualOf(await this.known.ofOccupation(code), rule));
    return known;
  }

  /** Where to gather what many posts are held against: one rule for all of them. */
  async nothingKnown(): Promise<KnownFigures> {
    return { rule: await this.rules.inForce(), pastMost: new Map(), usual: new Map() };
  }

  /** @param enterprise undefined where nobody knows it yet */
  weigh({ posting, standing, answered }: FiguredPost, enterprise: EnterpriseView | undefined, known: KnownFigures): Weighed {
    const around = {
      // An agency seeks for others.
      employees: enterprise && !isStaffingAgency(enterprise.industryCode) ? enterprise.employees : null,
      pastMost: (enterprise && known.pastMost.get(enterprise.id)) ?? null,
      usual: known.usual.get(posting.occupationCode ?? '') ?? null,
    };
    return weighed(figureDoubts(posting, around, known.rule), answered ?? [], standing);
  }

  /** @returns what the need is to keep of it
   * @throws Problem `need.figures_doubtful` naming every figure that nobody said yes to */
  async settle(who: Principal, enterprise: EnterpriseView, post: FiguredPost, confirmed: boolean): Promise<Partial<DoubtColumns>> {
    const { asked, held } = await this.one(enterprise, post);
    if (asked.length > 0 && !confirmed) throw doubtful([{ post, asked }]);
    if (held.length === 0) return { doubts: null, doubtsAt: null, doubtsById: null };
    if (asked.length === 0) return {};
    return { doubts: held, doubtsAt: this.ports.clock.now(), doubtsById: who.userId };
  }

  /** The same for many posts of one enterprise at once, so that somebody is asked once.
   * @throws Problem `need.figures_doubtful` */
  async refuseUnasked(enterprise: EnterpriseView, posts: readonly FiguredPost[]): Promise<void> {
    const known = await this.lookUp(
      [enterprise.id],
      posts.map(({ posting }) => posting.occupationCode),
    );
    const found = posts.map((post) => ({ post, asked: this.weigh(post, enterprise, known).asked }));
    if (found.some(({ asked }) => asked.length > 0)) throw doubtful(found);
  }

  /** Leaves the trace of a yes, and lets the county know. In the caller's unit of work. */
  async confirmed(who: Principal, need: Need, { doubts, doubtsAt }: Partial<DoubtColumns>): Promise<void> {
    if (!doubts || !doubtsAt) return;
    const { id: needId, enterpriseId, nodePath, short } = need;
    await this.ports.trace(who, 'need.figures_confirmed', need, { short });
    await this.ports.events.record(needFiguresConfirmed, { needId, enterpriseId, nodePath, short, at: doubtsAt.toISOString() });
  }

  private async one(enterprise: EnterpriseView, post: FiguredPost): Promise<Weighed> {
    return this.weigh(post, enterprise, await this.lookUp([enterprise.id], [post.posting.occupationCode]));
  }
}

const FIELD: Record<FigureDoubt['figure'], string> = { short: 'short', wageFromFen: 'wageFromYuan', wageToFen: 'wageToYuan' };

const doubtful = (found: readonly { post: FiguredPost; asked: readonly FigureDoubt[] }[]) => {
  const faults = found.flatMap(({ post: { pathOf = (figure) => FIELD[figure] }, asked }) =>
    asked.map((doubt): FieldFault => ({ path: pathOf(doubt.figure), code: doubt.kind, ...doubtWording(doubt) })),
  );
  return problems('need.figures_doubtful', { count: faults.length }, faults);
};
