import { Param, Query } from '@nestjs/common';
import { Action, Caller, id, int, listOf, Resource, text, type Principal } from '#platform/http';
import { yuanOf } from '#reference';
import { FittingService, type FittingView } from './fitting.service.js';
import { ReasonDto } from '../matching.dto.js';

class FittingQuery {
  @int({ optional: true, min: 1, max: 50 }) limit?: number = 20;
}

class FittingNeedDto {
  @id() needId: string;
  @text() needTitle: string;
  @id() enterpriseId: string;
  @text() enterpriseName: string;
  @int({ about: 'as many as the batch has and the need lacks' }) people: number;
  @int({ nullable: true }) wageFromYuan: number | null;
  @int({ nullable: true }) wageToYuan: number | null;
  @text({ nullable: true }) startBy: string | null;
  @listOf(() => ReasonDto) reasons: ReasonDto[];

  static of({ fit, need, enterpriseName }: FittingView): FittingNeedDto {
    return {
      needId: need.id,
      needTitle: need.title,
      enterpriseId: need.enterpriseId,
      enterpriseName,
      people: fit.people,
      wageFromYuan: yuanOf(need.wageFromFen),
      wageToYuan: yuanOf(need.wageToFen),
      startBy: need.startBy,
      reasons: fit.reasons.map((reason) => ({ ...reason })),
    };
  }
}

@Resource('batches')
export class FittingController {
  constructor(private readonly fitting: FittingService) {}

  @Action({
    method: 'GET',
    path: ':id/fitting-needs',
    permission: 'matching.fit',
    returns: FittingNeedDto,
    array: true,
    summary: 'Needs that people of a batch could go to now, the best first',
  })
  async list(@Caller() who: Principal, @Param('id') batchId: string, @Query() query: FittingQuery) {
    return (await this.fitting.of(who, batchId, query.limit ?? 20)).map((view) => FittingNeedDto.of(view));
  }
}
