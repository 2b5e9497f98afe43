import { Injectable } from '@nestjs/common';
import type { Duty, DutyRef, Judgement, Kit, Mark, Verdict } from '#field';
import { Absences } from '../absence/absences.js';
import type { ManifestLine, Trip } from '../dispatch.entity.js';
import { stateOf, type CoachCall } from '../domain/roll.js';
import { RollCallService, type Answer, type SeenResult } from '../roll-call.service.js';
import type { TripCoach } from '../trip/travel.entity.js';
import { TravelRepository } from '../trip/travel.repository.js';
import { TripRepository } from '../trip.repository.js';
import { CoachKits } from './coach-kit.js';
import { RollBook } from './roll-book.js';
import type { RollMark } from './roll-mark.entity.js';
import { RollLines } from './roll-lines.js';
import { RollMarkRepository } from './roll-mark.repository.js';

/** A helper calls the roll of a coach; its leader decides about conflicts as well. */
export const COACH_DUTY = 'trip_coach';
export const LEADER_DUTY = 'trip_leader';

const HOUR_MS = 3_600_000;
/** People gather the day before, and a late train is still called for. */
const BEFORE_MS = 24 * HOUR_MS;
const AFTER_MS = 48 * HOUR_MS;

/** What phones in a coach need, and what becomes of what they see. */
@Injectable()
export class CoachDuty {
  constructor(
    private readonly travels: TravelRepository,
    private readonly trips: TripRepository,
    private readonly lines: RollLines,
    private readonly marks: RollMarkRepository,
    private readonly rollCalls: RollCallService,
    private readonly absences: Absences,
    private readonly kits: CoachKits,
  ) {}

  async of({ kind, id }: DutyRef): Promise<Duty | null> {
    const found = await this.found(id);
    if (!found || found.trip.state === 'cancelled') return null;
    const { coach, trip } = found;
    return {
      ...{ kind, id, name: `${coach.number} 号车 · ${trip.fromPlace} → ${trip.toPlace}`.slice(0, 200), groupId: trip.id },
      ...{ nodePath: trip.nodePath, enterpriseId: null, supplierId: trip.supplierId },
      startsAt: new Date(trip.departAt.getTime() - BEFORE_MS),
      endsAt: new Date(trip.arriveAt.getTime() + AFTER_MS),
    };
  }

  /** The people of the coach with name and telephone, for its leader acts on them, and what was said of each. */
  async kit({ kind, id }: DutyRef, since: string | null): Promise<Kit> {
    const found = await this.found(id);
    if (!found) throw new Error(`a phone is enrolled for the coach ${id}, which is not there`);
    return this.kits.of(found.trip, found.coach, kind === LEADER_DUTY, since);
  }

  /** All calls of a batch take effect in their order; what contradicts another phone, unknown to this one, waits for the leader. */
  async mark({ kind, id }: DutyRef, marks: readonly Mark[]): Promise<Judgement> {
    const coach = await this.travels.coach(id);
    const trip = coach && (await this.trips.forUpdate(coach.tripId));
    if (!trip || trip.state === 'cancelled') return { verdicts: marks.map(() => refused(trip ? 'cancelled' : 'no_coach')), cleared: [] };
    const people = [...new Set(marks.flatMap((mark) => (mark.kind === 'settle' ? [] : [mark.subject])))];
    const listed = await this.lines.listed(trip.id, people);
    const disputed = await this.marks.linesOf(marks.flatMap((mark) => (mark.kind === 'settle' ? [mark.subject] : [])));
    const book = new RollBook(trip.id, id, await this.marks.ofLines(trip.id, [...new Set([...people, ...disputed])]));
    const verdicts = new Map<string, Verdict>();
    for (const mark of [...marks].sort((a, b) => a.seenAt.getTime() - b.seenAt.getTime()))
      verdicts.set(mark.entryId, mark.kind === 'settle' ? decide(book, mark, kind) : book.take(mark, listed.has(mark.subject)));
    await this.carryOut(trip, book, verdicts);
    const cleared = book.dissolve();
    await this.marks.add(book.added);
    for (const [standing, ids] of book.changed()) await this.marks.setStanding(ids, standing);
    return {
      verdicts: marks.map(({ entryId }) =>
        cleared.includes(entryId) ? { verdict: 'taken' } : (verdicts.get(entryId) ?? refused('not_judged')),
      ),
      cleared,
      settled: book.settled,
    };
  }

  /** A decision that the station makes at its desk. */
  async settle({ id }: DutyRef, mark: Mark, _with: string | null, stands: boolean): Promise<void> {
    const coach = await this.travels.coach(id);
    const trip = coach && (await this.trips.forUpdate(coach.tripId));
    if (!trip || trip.state === 'cancelled') return;
    const book = new RollBook(trip.id, id, await this.marks.ofLines(trip.id, await this.marks.linesOf([mark.entryId])));
    book.decide(mark.entryId, stands);
    await this.carryOut(trip, book, new Map());
    for (const [standing, ids] of book.changed()) await this.marks.setStanding(ids, standing);
  }

  /** Moves people to where what counts now says that they are, boarding before arrival. */
  private async carryOut(trip: Trip, book: RollBook, verdicts: Map<string, Verdict>): Promise<void> {
    let now = trip;
    const stops = await this.trips.stops([trip.id]);
    for (const call of ['board', 'transfer', 'arrive'] as const)
      for (const decided of [false, true]) {
        const words = book.effective(call, decided);
        if (words.length === 0) continue;
        const done = await this.apply({ trip: now, stops }, call, words, decided);
        for (const [wordId, code] of done.refused) {
          verdicts.set(wordId, refused(code));
          book.refuse(wordId);
        }
        now = done.trip;
      }
  }

  private async apply(
    seen: { trip: Trip; stops: Awaited<ReturnType<TripRepository['stops']>> },
    call: CoachCall,
    words: readonly RollMark[],
    decided: boolean,
  ): Promise<{ trip: Trip; refused: Map<string, string> }> {
    const effects = words.flatMap((word) => {
      const effect = stateOf(call, word.says);
      return effect ? [{ word, answer: { lineId: word.lineId, state: effect.state, at: word.at, reason: null } satisfies Answer }] : [];
    });
    const rollCall = call === 'arrive' ? ('arrive' as const) : ('depart' as const);
    const result: SeenResult = await this.rollCalls.takeSeen(
      seen,
      rollCall,
      effects.map(({ answer }) => answer),
      decided,
    );
    const refusedWords = new Map(
      effects.flatMap(({ word }, i) => {
        const verdict = result.verdicts[i]?.verdict ?? 'refused';
        return REFUSALS.has(verdict) && call !== 'transfer' ? [[word.id, verdict] as const] : [];
      }),
    );
    const absent = new Set(words.flatMap(({ says, lineId }) => (says === 'absent' ? [lineId] : [])));
    // Where somebody is missing at a change of trains their state does not say so.
    if (call === 'transfer') await this.absences.follow(result.trip, await this.linesOf(words), 'transfer', absent);
    return { trip: result.trip, refused: refusedWords };
  }

  private linesOf(words: readonly RollMark[]): Promise<ManifestLine[]> {
    return this.trips.linesByIds(words.map(({ lineId }) => lineId));
  }

  private async found(coachId: string): Promise<{ coach: TripCoach; trip: Trip } | null> {
    const coach = await this.travels.coach(coachId);
    const trip = coach && (await this.trips.byId(coach.tripId));
    return coach && trip ? { coach, trip } : null;
  }
}

/** What is told to the phone; what is the same, or older than what is known, is as good as taken. */
const REFUSALS: ReadonlySet<string> = new Set(['refused', 'unknown', 'no_room', 'elsewhere']);

const refused = (code: string): Verdict => ({ verdict: 'refused', code });

const decide = (book: RollBook, { subject, detail }: Mark, duty: string): Verdict => {
  if (duty !== LEADER_DUTY) return refused('not_leader');
  return book.decide(subject, detail?.['stands'] === true) ? { verdict: 'taken' } : refused('settled');
};
