import { Body, Param } from '@nestjs/common';
import { Action, bool, Caller, oneOf, Resource, text, type Principal } from '#platform/http';
import { RELIEF_STATES, type ReliefState } from './domain/person.js';
import { SubstitutionService } from './substitution.service.js';
import { LineDto } from './trip.dto.js';

class SubstituteDto {
  @text({ min: 2, max: 300, about: 'why the other one does not come' }) reason: string;
  @text({ max: 60 }) name: string;
  @text({ optional: true, nullable: true, max: 30 }) phone?: string | null = null;
  @text({ max: 30 }) idNumber: string;
  @oneOf(RELIEF_STATES, 'ReliefState', { optional: true }) relief?: ReliefState = 'none';
  @bool({ optional: true }) insured?: boolean = false;
  @bool({ optional: true, about: 'travels on their own' }) selfArranged?: boolean = false;
  @text({ optional: true, nullable: true, max: 80, about: 'name and phone' }) emergencyContact?: string | null = null;
}

@Resource('trips')
export class SubstitutionController {
  constructor(private readonly substitutions: SubstitutionService) {}

  @Action({
    method: 'POST',
    path: ':id/manifest/:lineId/substitute',
    permission: 'dispatch.travel',
    body: SubstituteDto,
    returns: LineDto,
    status: 201,
    summary: 'Somebody drops out before the group has left, and another person takes the place',
  })
  async substitute(@Caller() who: Principal, @Param('id') id: string, @Param('lineId') lineId: string, @Body() body: SubstituteDto) {
    const { reason, name, idNumber, phone = null, relief = 'none', insured = false, selfArranged = false, emergencyContact = null } = body;
    const person = { name, idNumber, phone, relief, insured, selfArranged, emergencyContact };
    return LineDto.of(await this.substitutions.substitute(who, id, lineId, person, reason));
  }
}
