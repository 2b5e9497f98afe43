import { Body, Param, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { ListExports } from '#access';
import { Action, bool, Caller, id, oneOf, PageQuery, Resource, text, type Principal } from '#platform/http';
import { XLSX } from '#platform/table';
import { ABSENCE_OUTCOMES, type AbsenceOutcome } from '../domain/absence.js';
import { AbsenceDto } from './absence.dto.js';
import { absencesExport } from './absence.export.js';
import { Absences } from './absences.js';

class AbsenceQuery extends PageQuery {
  @id({ optional: true }) trip?: string;
  @bool({ optional: true, about: 'those of whom nobody has said what became of them' }) open?: boolean;
}

class AbsenceOutcomeDto {
  @oneOf(ABSENCE_OUTCOMES, 'AbsenceOutcome') outcome: AbsenceOutcome;
  @text({ optional: true, nullable: true, max: 300 }) note?: string | null = null;
}

@Resource('absences')
export class AbsenceController {
  constructor(
    private readonly absences: Absences,
    private readonly exports: ListExports,
  ) {}

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
    method: 'GET',
    path: 'export',
    permission: 'dispatch.absence',
    file: XLSX,
    rate: 'upload',
    summary: 'All missing people that the filter finds, as a workbook',
  })
  export(@Caller() who: Principal, @Query() query: AbsenceQuery, @Res() reply: FastifyReply): Promise<void> {
    return this.exports.answer(reply, who, absencesExport, query, (asked) => this.list(who, asked));
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
