import { Body, Param, Query } from '@nestjs/common';
import { Action, bool, Caller, id, instant, oneOf, PageQuery, Resource, text, type Principal } from '#platform/http';
import { ABSENCE_OUTCOMES, ABSENT_AT, type AbsenceOutcome, type AbsentAt } from '../domain/absence.js';
import { Absences, type AbsenceView } from './absences.js';

class AbsenceQuery extends PageQuery {
  @id({ optional: true }) trip?: string;
  @bool({ optional: true, about: 'those of whom nobody has said what became of them' }) open?: boolean;
}

class AbsenceOutcomeDto {
  @oneOf(ABSENCE_OUTCOMES, 'AbsenceOutcome') outcome: AbsenceOutcome;
  @text({ optional: true, nullable: true, max: 300 }) note?: string | null = null;
}

class AbsenceDto {
  @id() id: string;
  @id() tripId: string;
  @id({ about: 'the person of the manifest' }) lineId: string;
  @text({ about: 'from where to where' }) way: string;
  @text({ nullable: true, about: 'masked for whoever does not act on the person' }) name: string | null;
  @text({ nullable: true }) phone: string | null;
  @text() enterpriseName: string;
  @oneOf(ABSENT_AT, 'AbsentAt', { about: 'at which roll call they were missing' }) at: AbsentAt;
  @text({ nullable: true, about: 'who asks after them; null: whoever of the station is there' }) ownerName: string | null;
  @instant() openedAt: string;
  @instant() dueAt: string;
  @instant({ nullable: true }) closedAt: string | null;
  @oneOf(ABSENCE_OUTCOMES, 'AbsenceOutcome', { nullable: true }) outcome: AbsenceOutcome | null;
  @text({ nullable: true }) note: string | null;

  static of({ absence, way, name, phone, enterpriseName, ownerName }: AbsenceView): AbsenceDto {
    const { id: own, tripId, lineId, at, outcome, note } = absence;
    return {
      ...{ id: own, tripId, lineId, way, name, phone, enterpriseName, at, ownerName, outcome, note },
      ...{ openedAt: absence.openedAt.toISOString(), dueAt: absence.dueAt.toISOString() },
      closedAt: absence.closedAt?.toISOString() ?? null,
    };
  }
}

@Resource('absences')
export class AbsenceController {
  constructor(private readonly absences: Absences) {}

  @Action({
    method: 'GET',
    permission: 'dispatch.absence',
    returns: AbsenceDto,
    list: true,
    summary: 'People who were missing at roll calls, and until when somebody has to say what became of them; the most urgent first',
  })
  async list(@Caller() who: Principal, @Query() { trip, open, cursor, limit = 20 }: AbsenceQuery) {
    const page = await this.absences.list(who, { tripId: trip, open }, cursor, limit);
    return { items: page.items.map((view) => AbsenceDto.of(view)), next: page.next };
  }

  @Action({
    method: 'POST',
    path: ':id/close',
    permission: 'dispatch.absence',
    body: AbsenceOutcomeDto,
    returns: AbsenceDto,
    summary: 'Say what became of somebody',
  })
  async close(@Caller() who: Principal, @Param('id') absenceId: string, @Body() { outcome, note = null }: AbsenceOutcomeDto) {
    return AbsenceDto.of(await this.absences.close(who, absenceId, outcome, note));
  }

  @Action({ method: 'POST', path: ':id/take', permission: 'dispatch.absence', returns: AbsenceDto, summary: 'Ask after somebody oneself' })
  async take(@Caller() who: Principal, @Param('id') absenceId: string) {
    return AbsenceDto.of(await this.absences.take(who, absenceId));
  }
}
