import { defineExport } from '#access';
import { columnsOf, type Words } from '#platform/document';
import type { PromiseDto } from './promise.dto.js';
import type { RetentionDto } from './retention.dto.js';
import type { TripDto, TripEnterpriseDto } from './trip.dto.js';
import { MODES } from './mode-words.js';

const promise = columnsOf<PromiseDto>();

/** The list of promises to take along. */
export const promisesExport = defineExport<PromiseDto>(
  'promises',
  ['承诺与落实', 'promises'],
  [
    promise.text(['岗位', 'Need'], (one) => one.needTitle),
    promise.text(['企业', 'Enterprise'], (one) => one.enterpriseName),
    promise.text(['协作站', 'Station'], (one) => one.supplierName),
    promise.text(['协作站电话', 'Phone of the station'], (one) => one.supplierPhone),
    promise.code(
      ['状态', 'State'],
      'state.promise',
      {
        held: ['待答复', 'waiting for an answer'],
        accepted: ['已落实', 'committed'],
        declined: ['已谢绝', 'declined'],
        lapsed: ['已过期', 'lapsed'],
        withdrawn: ['已撤回', 'withdrawn'],
      },
      (one) => one.state,
    ),
    promise.count(['人数', 'People'], (one) => one.people),
    promise.count(['已签约', 'Signed'], (one) => one.signed),
    promise.count(['未成', 'Released'], (one) => one.released),
    promise.count(['待到岗', 'Outstanding'], (one) => one.outstanding),
    promise.text(['原因', 'Reason'], (one) => one.reason),
    promise.moment(['承诺时间', 'Promised'], (one) => one.createdAt),
    promise.moment(['保留至', 'Held until'], (one) => one.expiresAt),
    promise.moment(['答复时间', 'Decided'], (one) => one.decidedAt),
  ],
);

/** A trip, with the enterprise that some of its people go to. */
export interface TripLine {
  trip: TripDto;
  to: TripEnterpriseDto | null;
}

/** A line for each enterprise of a trip, so that each figure stands in its own cell. */
export const tripLines = (trip: TripDto): TripLine[] =>
  trip.byEnterprise.length > 0 ? trip.byEnterprise.map((to) => ({ trip, to })) : [{ trip, to: null }];

const line = columnsOf<TripLine>();
const people = (head: Words, of: keyof TripEnterpriseDto['counts']) => line.count(head, ({ to }) => to?.counts[of] ?? null);

/** The list of trips to take along. */
export const tripsExport = defineExport<TripLine>(
  'trips',
  ['行程', 'trips'],
  [
    line.text(['协作站', 'Station'], ({ trip }) => trip.supplierName),
    line.text(['企业', 'Enterprise'], ({ to }) => to?.enterpriseName ?? null),
    line.code(['交通方式', 'Mode'], 'mode', MODES, ({ trip }) => trip.mode),
    line.text(['车次', 'Train or vehicle'], ({ trip }) => trip.vehicle),
    line.text(['出发地', 'From'], ({ trip }) => trip.fromPlace),
    line.text(['到达地', 'To'], ({ trip }) => trip.toPlace),
    line.moment(['计划出发', 'Departure planned'], ({ trip }) => trip.departAt),
    line.moment(['计划到达', 'Arrival planned'], ({ trip }) => trip.arriveAt),
    line.moment(['实际出发', 'Departed'], ({ trip }) => trip.departedAt),
    line.moment(['实际到达', 'Arrived'], ({ trip }) => trip.arrivedAt),
    line.moment(['交接', 'Handed over'], ({ trip }) => trip.handedOverAt),
    line.code(
      ['状态', 'State'],
      'state.trip',
      {
        planned: ['待出发', 'planned'],
        boarding: ['集结中', 'boarding'],
        under_way: ['在途', 'under way'],
        arrived: ['已到站', 'arrived'],
        handed_over: ['已交接', 'handed over'],
        cancelled: ['已取消', 'cancelled'],
      },
      ({ trip }) => trip.state,
    ),
    people(['在册', 'Listed'], 'listed'),
    people(['已上车', 'Boarded'], 'boarded'),
    people(['未到', 'Did not come'], 'no_show'),
    people(['已到站', 'Arrived people'], 'arrived'),
    people(['途中离队', 'Left on the way'], 'lost'),
    people(['已签约', 'Signed'], 'signed'),
    people(['未签约', 'Did not sign'], 'refused'),
    line.text(['取消原因', 'Why cancelled'], ({ trip }) => trip.cancelReason),
  ],
);

const check = columnsOf<RetentionDto>();
const SAYS = { stayed: ['仍在岗', 'still there'], left: ['已离职', 'has left'] } as const;

/** The list of checks after 30, 90 and 180 days to take along. */
export const retentionExport = defineExport<RetentionDto>(
  'retention',
  ['留岗回访', 'checks'],
  [
    check.text(['人员', 'Person'], (one) => one.name),
    check.text(['电话', 'Phone'], (one) => one.phone),
    check.text(['企业', 'Enterprise'], (one) => one.enterpriseName),
    check.text(['协作站', 'Station'], (one) => one.supplierName),
    check.count(['满天数', 'After days'], (one) => one.days, 'each'),
    check.day(['应回访日', 'Due'], (one) => one.dueOn),
    check.code(['企业答复', 'The enterprise says'], 'retention', SAYS, (one) => one.employerSays),
    check.code(
      ['去向', 'How they left'],
      'leaving',
      { left: ['离职', 'left'], moved: ['转到其他企业', 'moved to another employer'], returned: ['返乡', 'went home'] },
      (one) => one.leaving,
    ),
    check.text(['原因', 'Reason'], (one) => one.reason),
    check.code(['社保显示', 'Insurance shows'], 'retention', SAYS, (one) => one.insuranceSays),
    check.count(['已知参保月数', 'Months insured'], (one) => one.insuredMonths, 'each'),
    check.code(['本人答复', 'They say'], 'retention', SAYS, (one) => one.workerSays),
    check.day(['企业答复期限', 'To be answered by'], (one) => one.answerBy),
  ],
);
