import { Body, Param } from '@nestjs/common';
import { Action, Caller, Resource, type Principal } from '#platform/http';
import { AdviceService } from './advice.service.js';
import { ApplyAdviceDto, NeedAdviceDto } from '../matching.dto.js';

@Resource('needs')
export class NeedAdviceController {
  constructor(private readonly advice: AdviceService) {}

  @Action({
    method: 'GET',
    path: ':id/advice',
    permission: 'need.read',
    returns: NeedAdviceDto,
    summary: 'Which single change of a need would bring it people, as the last matching run found',
  })
  async of(@Caller() who: Principal, @Param('id') id: string) {
    return NeedAdviceDto.of(await this.advice.of(who, id));
  }

  @Action({
    method: 'POST',
    path: ':id/advice/apply',
    permission: 'need.publish',
    body: ApplyAdviceDto,
    returns: NeedAdviceDto,
    status: 200,
    summary: 'Make the advised change',
  })
  async apply(@Caller() who: Principal, @Param('id') id: string, @Body() body: ApplyAdviceDto) {
    return NeedAdviceDto.of(await this.advice.apply(who, id, body.kind, body.version));
  }
}
