import { defineExport } from '#access';
import { columnsOf } from '#platform/document';
import type { ComingDto } from './arrivals.dto.js';
import { MODES } from '../mode-words.js';

const { code, count, flag, moment, text } = columnsOf<ComingDto>();

/** Who arrives, to take along: a line for each trip and enterprise. */
export const arrivalsExport = defineExport<ComingDto>(
  'arrivals',
  ['近期到达', 'arrivals'],
  [
    moment(['到达', 'Arrives'], (one) => one.arriveAt),
    text(['到达地', 'To'], (one) => one.toPlace),
    text(['出发地', 'From'], (one) => one.fromPlace),
    text(['县市区', 'County or zone'], (one) => one.region),
    text(['企业', 'Enterprise'], (one) => one.enterpriseName),
    text(['岗位', 'Posts'], (one, locale) => one.posts.map(({ title }) => title).join(locale === 'zh' ? '、' : ', ') || null),
    count(['人数', 'People'], (one) => one.people),
    count(['女', 'Women'], (one) => one.women),
    count(['返岗', 'Returning'], (one) => one.returning),
    count(['16、17 岁', '16 or 17 years old'], (one) => one.minors),
    count(['没有保险', 'Without insurance'], (one) => one.uninsured),
    count(['没有体检', 'Without a medical'], (one) => one.unexamined),
    count(['未到', 'Missing'], (one) => one.missing),
    flag(['提供住宿', 'Lodging'], (one) => one.posts.some(({ lodging }) => lodging)),
    flag(['提供餐食', 'Meals'], (one) => one.posts.some(({ meals }) => meals)),
    code(['交通方式', 'Mode'], 'mode', MODES, (one) => one.mode),
    text(['车次', 'Train or vehicle'], (one) => one.vehicle),
    text(['协作站', 'Supplier'], (one) => one.supplierName),
    text(['协作站电话', 'Its telephone'], (one) => one.supplierPhone),
    flag(['已交接', 'Handed over'], (one) => one.handedOver),
  ],
);
