import { id, instant, oneOf, text } from '#platform/http';
import { ABSENCE_OUTCOMES, ABSENT_AT, type AbsenceOutcome, type AbsentAt } from '../domain/absence.js';
import type { AbsenceView } from './absences.js';

export class AbsenceDto {
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
