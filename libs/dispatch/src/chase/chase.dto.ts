import { id, int, listOf, text } from '#platform/http';
import type { LateView } from './chase.service.js';

export class LateFollowUpsDto {
  @id() enterpriseId: string;
  @text() enterpriseName: string;
  @int({ about: 'checks that nobody has answered' }) checks: number;
  @text({ about: 'the day on which the first of them was due' }) oldest: string;
  @text({ about: 'the last day on which it could be answered in time' }) answerBy: string;
  @listOf('string', { about: 'who asks the enterprise' }) owners: string[];

  static of({ enterpriseId, enterpriseName, checks, oldest, answerBy, owners }: LateView): LateFollowUpsDto {
    return { enterpriseId, enterpriseName, checks, oldest, answerBy, owners };
  }
}
