import { day, int, listOf, nested, num, oneOf, PageQuery, text } from '#platform/http';
import { stayRate } from '../domain/performance.js';
import { GROUPINGS, type Grouping } from './performance.repository.js';
import type { GroupResult, ProvinceFlow, StayPoint } from './performance.service.js';

const nullable = { nullable: true };
const SIDES = ['supplier', 'enterprise'] as const;

export class PeriodQuery extends PageQuery {
  @day({ optional: true, about: 'promised on this day or later' }) from?: string;
  @day({ optional: true, about: 'promised on this day or before' }) to?: string;
}

export class PerformanceQuery extends PeriodQuery {
  @oneOf(SIDES, 'PerformanceSide', { optional: true, about: 'whose figures stand together' }) by?: (typeof SIDES)[number] = 'supplier';
}

export class CurveQuery extends PeriodQuery {
  @oneOf(GROUPINGS, 'RetentionGrouping', { optional: true, about: 'whose figures stand together; cohort: the month in which they signed' })
  by?: Grouping = 'cohort';
}

/** Null figures: so few people that each could be told apart. */
export class StayPointDto {
  @int({ about: 'days after signing' }) days: number;
  @int({ ...nullable, about: 'people whose day has come' }) due: number | null;
  @int({ ...nullable, about: 'still there, as the employer says' }) stayed: number | null;
  @int({ ...nullable, about: 'not there any more, as the employer says' }) left: number | null;
  @int({ ...nullable, about: 'insured by the same employer after that day' }) insured: number | null;
  @int({ ...nullable, about: 'say themselves that they are there' }) confirmed: number | null;
  @num({ ...nullable, about: 'stayed, of those of whom the employer has answered; 0 to 1' }) rate: number | null;

  static of({ days, figures }: StayPoint): StayPointDto {
    const none = { due: null, stayed: null, left: null, insured: null, confirmed: null, rate: null };
    return { days, ...none, ...(figures && { ...figures, rate: stayRate(figures) }) };
  }
}

export class PerformanceDto {
  @text({ min: 0, about: 'id, code of an occupation, or month' }) key: string;
  @text({ min: 0 }) name: string;
  @int() promises: number;
  @int({ about: 'promises that the enterprise accepted or declined' }) answered: number;
  @num({ ...nullable, about: 'hours from a promise to its answer, on average' }) answerHours: number | null;
  @int({ about: 'people promised' }) promised: number;
  @int({ about: 'people whom the enterprise accepted' }) committed: number;
  @int() boarded: number;
  @int() arrived: number;
  @int() signed: number;
  @listOf(() => StayPointDto, { about: 'after 30, 90 and 180 days' }) points: StayPointDto[];

  static of({ sum, name, points }: GroupResult): PerformanceDto {
    const { key, promises, answered, answerMinutes, promised, committed, boarded, arrived, signed } = sum;
    const answerHours = answered === 0 ? null : Math.round(answerMinutes / answered / 6) / 10;
    return {
      ...{ key, name, promises, answered, answerHours, promised, committed, boarded, arrived, signed },
      points: points.map((point) => StayPointDto.of(point)),
    };
  }
}

export class RetentionCurveDto {
  @listOf(() => PerformanceDto, { about: 'the largest sixty; months in their order' }) groups: PerformanceDto[];
  @nested(() => PerformanceDto, { about: 'all of them together, those that are not listed too' }) all: PerformanceDto;
}

export class ProvinceFlowDto {
  @text({ about: 'first two digits of GB/T 2260' }) province: string;
  @int() suppliers: number;
  @int() promised: number;
  @int() committed: number;
  @int() boarded: number;
  @int() arrived: number;
  @int() signed: number;

  static of({ province, suppliers, promised, committed, boarded, arrived, signed }: ProvinceFlow): ProvinceFlowDto {
    return { province, suppliers, promised, committed, boarded, arrived, signed };
  }
}
