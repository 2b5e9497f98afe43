import { Injectable } from '@nestjs/common';
import { Directory, OrgTree } from '#access';
import { NeedReads } from '#need';
import type { Paged } from '#platform/db';
import { notFound, type Principal } from '#platform/http';
import type { DoubtKind } from './domain/doubts.js';
import type { Answer } from './domain/questionnaire.js';
import { WAITING, type MemberState } from './domain/round.js';
import type { PlaceCount } from './member.repository.js';
import { SurveyPorts, SurveyStore } from './round.service.js';
import type { DoubtState, SurveyDoubt, SurveyMember } from './survey.entity.js';

/** What the bureau's desk looks at while a round is open, each within a person's reach. */
@Injectable()
export class SurveyDesk {
  constructor(
    private readonly store: SurveyStore,
    private readonly needs: NeedReads,
    private readonly org: OrgTree,
    private readonly directory: Directory,
    private readonly ports: SurveyPorts,
  ) {}

  async sample(
    who: Principal,
    roundId: string,
    filter: { node?: string | undefined; state?: MemberState | undefined; stratum?: string | undefined },
    cursor: string | undefined,
    limit: number,
  ): Promise<Paged<SurveyMember>> {
    const scope = this.ports.access.scope(who, 'survey.read');
    const states = filter.state && [filter.state];
    return this.store.members.page(
      { scope, roundId, states, stratum: filter.stratum, nodePath: await this.path(filter.node) },
      cursor,
      limit,
    );
  }

  /** Asked, started and answered by county, or by the nodes that liaisons stand on, with their names. */
  async progress(
    who: Principal,
    roundId: string,
    by: 'county' | 'liaison',
  ): Promise<{ place: PlaceCount; name: string; liaisons: string[] }[]> {
    const scope = this.ports.access.scope(who, 'survey.read');
    const places = await this.store.members.progress(roundId, scope, by === 'county' ? 'countyId' : 'nodeId');
    const nodes = await this.org.byIds(places.map(({ id }) => id));
    return Promise.all(
      places.map(async (place) => {
        const node = nodes.get(place.id);
        const liaisons = by === 'liaison' && node ? await this.directory.staffOf(node.path, ['liaison']) : [];
        return { place, name: node?.name ?? place.id, liaisons: liaisons.map((one) => one.name) };
      }),
    );
  }

  /** Who has not answered, with whom to call: the newest need's contact, else the one of the last draft. */
  async notAnswered(who: Principal, roundId: string, node: string | undefined, cursor: string | undefined, limit: number) {
    const scope = this.ports.access.scope(who, 'survey.read');
    const page = await this.store.members.page({ scope, roundId, states: WAITING, nodePath: await this.path(node) }, cursor, limit);
    const contacts = await this.needs.contacts(page.items.map(({ enterpriseId }) => enterpriseId));
    await this.ports.audit.record(who, 'survey.call_sheet_shown', { kind: 'survey-round', id: roundId }, { people: contacts.size });
    return { items: page.items.map((member) => ({ member, contact: contacts.get(member.enterpriseId) ?? null })), next: page.next };
  }

  async doubts(
    who: Principal,
    roundId: string,
    filter: { kind?: DoubtKind | undefined; state?: DoubtState | undefined; node?: string | undefined },
    cursor: string | undefined,
    limit: number,
  ): Promise<Paged<{ doubt: SurveyDoubt; member: SurveyMember | null; final: Answer | null }>> {
    const scope = this.ports.access.scope(who, 'survey.read');
    const page = await this.store.answers.doubts({ ...filter, roundId, scope, nodePath: await this.path(filter.node) }, cursor, limit);
    const ids = page.items.map(({ memberId }) => memberId);
    const finals = await this.store.answers.finalsOf([...new Set(ids)]);
    const members = new Map((await this.store.members.many(ids)).map((member) => [member.id, member]));
    return {
      items: page.items.map((doubt) => ({ doubt, member: members.get(doubt.memberId) ?? null, final: finals.get(doubt.memberId) ?? null })),
      next: page.next,
    };
  }

  private async path(nodeId: string | undefined): Promise<string | undefined> {
    if (!nodeId) return undefined;
    const node = await this.org.byId(nodeId);
    if (!node) throw notFound('org-node', nodeId);
    return node.path;
  }
}
