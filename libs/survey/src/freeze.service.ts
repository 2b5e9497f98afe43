import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Clock, newId } from '#platform/db';
import { AnswerRepository } from './answer.repository.js';
import { pack, type PackedAnswer } from './domain/frozen.js';
import type { Answer } from './domain/questionnaire.js';
import { MemberRepository } from './member.repository.js';
import { RoundRepository } from './round.repository.js';
import type { SurveyMember, SurveyPortion, SurveyRound, SurveyVersion } from './survey.entity.js';
import { problems } from './survey.problems.js';

/** Answers in one portion: what a correction writes anew. */
const PORTION = 500;

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** Keeps closed rounds as they were. All inside the caller's unit of work. */
@Injectable()
export class Freezer {
  constructor(
    private readonly rounds: RoundRepository,
    private readonly members: MemberRepository,
    private readonly answers: AnswerRepository,
    private readonly clock: Clock,
  ) {}

  /** Freezes what was answered as version 1. */
  async freeze(round: SurveyRound, madeById: string | null): Promise<SurveyVersion> {
    const finals = await this.answers.finals(round.id);
    const members = (await this.members.answered(round.id)).filter(({ id }) => finals.has(id));
    const responded: Record<string, number> = {};
    const digests: string[] = [];
    for (let place = 0; place === 0 || place * PORTION < members.length; place += 1) {
      const some = members.slice(place * PORTION, (place + 1) * PORTION);
      const rows = some.map((member) => pack(member, finals.get(member.id) as Answer));
      const portion = this.portion(round.id, place, 1, place === 0 ? '' : (some[0]?.id ?? ''), rows);
      digests.push(portion.digest);
      await this.rounds.insertPortion(portion);
    }
    for (const { stratum } of members) responded[stratum] = (responded[stratum] ?? 0) + 1;
    return this.version(
      { roundId: round.id, number: 1, answers: members.length, responded, reason: null, memberId: null, madeById },
      digests,
    );
  }

  /** Forgets version 1: the round is open again. */
  thaw(roundId: string): Promise<void> {
    return this.rounds.removeFrozen(roundId);
  }

  /** Adds a version in which one member answered otherwise; those before stay as they are.
   * @throws Problem `survey.version_stale` when another correction was faster. */
  async amend(round: SurveyRound, member: SurveyMember, answer: Answer, by: { reason: string; userId: string }): Promise<SurveyVersion> {
    const number = round.latest + 1;
    if ((await this.rounds.claimVersion(round.id, round.latest)) !== 1) throw problems('survey.version_stale');
    const [before, heads] = [await this.rounds.versionOf(round.id, round.latest), await this.rounds.heads(round.id, round.latest)];
    const head = heads.findLast(({ fromMember }) => fromMember <= member.id);
    if (!before || !head) throw problems('survey.no_version', { number: round.latest });
    const { rows } = await this.rounds.portion(head.id);
    const known = rows.some(([id]) => id === member.id);
    const others = rows.filter(([id]) => id !== member.id);
    const portion = this.portion(
      round.id,
      head.place,
      number,
      head.fromMember,
      [...others, pack(member, answer)].sort(([a], [b]) => (a < b ? -1 : 1)),
    );
    await this.rounds.insertPortion(portion);
    const responded = { ...before.responded };
    if (!known) responded[member.stratum] = (responded[member.stratum] ?? 0) + 1;
    const digests = heads.map(({ place, digest }) => (place === head.place ? portion.digest : digest));
    return this.version(
      {
        roundId: round.id,
        number,
        answers: before.answers + (known ? 0 : 1),
        responded,
        reason: by.reason,
        memberId: member.id,
        madeById: by.userId,
      },
      digests,
    );
  }

  /** @throws Problem `survey.no_version`. */
  async read(roundId: string, number: number): Promise<{ version: SurveyVersion; answers: PackedAnswer[] }> {
    const version = await this.rounds.versionOf(roundId, number);
    if (!version) throw problems('survey.no_version', { number });
    const answers: PackedAnswer[] = [];
    for (const head of await this.rounds.heads(roundId, number)) answers.push(...(await this.rounds.portion(head.id)).rows);
    return { version, answers };
  }

  private portion(roundId: string, place: number, number: number, fromMember: string, rows: PackedAnswer[]): SurveyPortion {
    return { id: newId(), roundId, place, number, fromMember, digest: sha256(JSON.stringify(rows)), rows };
  }

  private async version(given: Omit<SurveyVersion, 'id' | 'digest' | 'at'>, digests: string[]): Promise<SurveyVersion> {
    const version = { ...given, id: newId(), digest: sha256(digests.join('\n')), at: this.clock.now() };
    await this.rounds.insertVersion(version);
    return version;
  }
}
