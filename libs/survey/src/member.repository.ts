import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { withinScope, type Scope } from '#access';
import { insertRows, pageOf, UnitOfWork, type Paged } from '#platform/db';
import { ANSWERED, WAITING, type MemberState } from './domain/round.js';
import { SurveyMember } from './survey.entity.js';

export interface MemberFilter {
  scope: Scope;
  roundId?: string | undefined;
  enterpriseId?: string | undefined;
  nodePath?: string | undefined;
  states?: readonly MemberState[] | undefined;
  stratum?: string | undefined;
}

export interface StratumCount {
  stratum: string;
  stratumSize: number;
  stratumDrawn: number;
  responded: number;
}

export interface PlaceCount {
  id: string;
  asked: number;
  started: number;
  submitted: number;
}

const quoted = (states: readonly string[]): string => states.map((state) => `'${state}'`).join(', ');
const SUBMITTED = `SUM(CASE WHEN member.state IN (${quoted(ANSWERED)}) THEN 1 ELSE 0 END)`;

@Injectable()
export class MemberRepository {
  constructor(private readonly uow: UnitOfWork) {}

  byId(id: string): Promise<SurveyMember | null> {
    return this.uow.manager.findOneBy(SurveyMember, { id });
  }

  many(ids: readonly string[]): Promise<SurveyMember[]> {
    return ids.length === 0 ? Promise.resolve([]) : this.uow.manager.findBy(SurveyMember, { id: In([...new Set(ids)]) });
  }

  of(roundId: string, enterpriseId: string): Promise<SurveyMember | null> {
    return this.uow.manager.findOneBy(SurveyMember, { roundId, enterpriseId });
  }

  ofEnterprises(roundId: string, enterpriseIds: readonly string[]): Promise<SurveyMember[]> {
    return enterpriseIds.length === 0
      ? Promise.resolve([])
      : this.uow.manager.findBy(SurveyMember, { roundId, enterpriseId: In([...enterpriseIds]) });
  }

  ofCreditCodes(roundId: string, creditCodes: readonly string[]): Promise<SurveyMember[]> {
    return creditCodes.length === 0
      ? Promise.resolve([])
      : this.uow.manager.findBy(SurveyMember, { roundId, creditCode: In([...creditCodes]) });
  }

  async insert(members: SurveyMember[]): Promise<void> {
    await insertRows(this.uow.manager, SurveyMember, members);
  }

  async forgetUnanswered(roundId: string): Promise<void> {
    await this.uow.manager.delete(SurveyMember, { roundId, state: 'invited' });
  }

  any(roundId: string): Promise<boolean> {
    return this.uow.manager.existsBy(SurveyMember, { roundId });
  }

  page(filter: MemberFilter, cursor: string | undefined, limit: number): Promise<Paged<SurveyMember>> {
    const query = this.uow.manager.createQueryBuilder(SurveyMember, 'member');
    withinScope(query, filter.scope, { nodePath: 'member.nodePath', enterpriseId: 'member.enterpriseId' });
    if (filter.roundId) query.andWhere('member.roundId = :roundId', { roundId: filter.roundId });
    if (filter.enterpriseId) query.andWhere('member.enterpriseId = :enterpriseId', { enterpriseId: filter.enterpriseId });
    if (filter.nodePath) query.andWhere('member.nodePath LIKE :nodePath', { nodePath: `${filter.nodePath}%` });
    if (filter.states) query.andWhere('member.state IN (:...states)', { states: filter.states });
    if (filter.stratum) query.andWhere('member.stratum = :stratum', { stratum: filter.stratum });
    // By place, as people work through it; so a county's part of a round lies together in the index.
    return pageOf(query, {
      order: [
        ['member.nodePath', 'ASC'],
        ['member.id', 'ASC'],
      ],
      cursor,
      limit,
    });
  }

  /** Those who have not answered yet, in order of id: for the messages. */
  waitingAfter(roundId: string, after: string, limit: number): Promise<SurveyMember[]> {
    return this.uow.manager
      .createQueryBuilder(SurveyMember, 'member')
      .where('member.roundId = :roundId AND member.id > :after AND member.state IN (:...states)', { roundId, after, states: WAITING })
      .orderBy('member.id')
      .limit(limit)
      .getMany();
  }

  /** Those whose answer counts, in order of id. */
  answered(roundId: string): Promise<SurveyMember[]> {
    return this.uow.manager.find(SurveyMember, { where: { roundId, state: In([...ANSWERED]) }, order: { id: 'ASC' } });
  }

  /** Moves a member on if it still is in one of the states. */
  async move(id: string, from: readonly MemberState[], patch: Partial<SurveyMember>): Promise<number> {
    return (
      (await this.uow.manager.update(SurveyMember, { id, state: In([...from]) }, { ...patch, version: () => 'version + 1' })).affected ?? 0
    );
  }

  async markSubmitted(ids: readonly string[], submittedAt: Date): Promise<void> {
    if (ids.length > 0)
      await this.uow.manager.update(SurveyMember, { id: In([...ids]), state: 'invited' }, { state: 'submitted', submittedAt });
  }

  async strata(roundId: string): Promise<StratumCount[]> {
    const rows = await this.uow.manager
      .createQueryBuilder(SurveyMember, 'member')
      .select('member.stratum', 'stratum')
      .addSelect('MAX(member.stratumSize)', 'size')
      .addSelect('MAX(member.stratumDrawn)', 'drawn')
      .addSelect(SUBMITTED, 'responded')
      .where('member.roundId = :roundId', { roundId })
      .groupBy('member.stratum')
      .orderBy('member.stratum')
      .getRawMany<{ stratum: string; size: number; drawn: number; responded: number | string }>();
    return rows.map(({ stratum, size, drawn, responded }) => ({
      stratum,
      stratumSize: Number(size),
      stratumDrawn: Number(drawn),
      responded: Number(responded),
    }));
  }

  async progress(roundId: string, scope: Scope, by: 'countyId' | 'nodeId'): Promise<PlaceCount[]> {
    const query = this.uow.manager
      .createQueryBuilder(SurveyMember, 'member')
      .select(`member.${by}`, 'id')
      .addSelect('COUNT(*)', 'asked')
      .addSelect("SUM(CASE WHEN member.state <> 'invited' THEN 1 ELSE 0 END)", 'started')
      .addSelect(SUBMITTED, 'submitted')
      .where('member.roundId = :roundId', { roundId })
      .groupBy(`member.${by}`)
      .orderBy(`member.${by}`);
    withinScope(query, scope, { nodePath: 'member.nodePath' });
    const rows = await query.getRawMany<{ id: string; asked: number | string; started: number | string; submitted: number | string }>();
    return rows.map(({ id, asked, started, submitted }) => ({
      id,
      asked: Number(asked),
      started: Number(started),
      submitted: Number(submitted),
    }));
  }
}
