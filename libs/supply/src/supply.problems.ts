import { defineProblems, type FieldFault } from '#platform/http';
import type { SupplierFault } from './domain/supply.js';

export const problems = defineProblems({
  'supplier.invalid': { status: 422, zh: '供给方信息有 {count} 处需要修改', en: '{count} things about the supplier need correction' },
  'supplier.division': { status: 422, zh: '没有代码为 {code} 的行政区划', en: 'There is no division {code}' },
  'supplier.closed': { status: 409, zh: '该供给方已停用', en: 'The supplier is closed' },
  'supplier.licence_over': {
    status: 409,
    zh: '该机构的许可证已于 {until} 到期，续期登记后才能提供人员',
    en: 'The licence of the agency ended on {until}: it offers nobody until the new one is entered',
  },
  'supplier.choose': { status: 422, zh: '请选择供给方', en: 'Choose the supplier' },
  'batch.occupation': {
    status: 422,
    zh: '职业代码 {code} 不是职业分类大典中的职业（细类）',
    en: '{code} is no occupation of the classification',
  },
  'batch.no_people': {
    status: 409,
    zh: '该批次只剩 {left} 人可用，不足 {asked} 人',
    en: 'The batch has {left} free people left, fewer than the {asked} asked for',
  },
  'batch.closed': { status: 409, zh: '该批次已关闭', en: 'The batch is closed' },
  'batch.not_held': { status: 409, zh: '该批次上没有这么多{figure}人员', en: 'The batch does not hold that many {figure} people' },
  'batch.below_taken': {
    status: 409,
    zh: '人数不能少于已承诺、已落实和已用的 {taken} 人',
    en: 'It cannot have fewer people than the {taken} promised, committed and used',
  },
  'batch.version_stale': {
    status: 409,
    zh: '该批次已被他人修改，请刷新后重试',
    en: 'The batch was changed by somebody else meanwhile; reload and try again',
  },
  'supply.if_match': { status: 428, zh: '缺少 If-Match 版本号', en: 'If-Match with the version is missing' },
});

const words: Record<SupplierFault, FieldFault> = {
  level_missing: { path: 'level', code: 'level_missing', message: { zh: '请选择劳务协作站的级别', en: 'choose the level of the station' } },
  level_alien: { path: 'level', code: 'level_alien', message: { zh: '只有劳务协作站分级别', en: 'only stations have a level' } },
  station_kind_alien: {
    path: 'stationKind',
    code: 'station_kind_alien',
    message: { zh: '只有协作站分劳务和人才', en: 'only stations are for labour or talent' },
  },
  agreement_order: {
    path: 'agreementUntil',
    code: 'agreement_order',
    message: { zh: '协议的截止日期早于开始日期', en: 'the agreement ends before it begins' },
  },
  licence_missing: {
    path: 'licenceNo',
    code: 'licence_missing',
    message: { zh: '请填写人力资源服务许可证号', en: 'give the number of its licence' },
  },
};

export const supplierFaultsInWords = (faults: SupplierFault[]): FieldFault[] => faults.map((fault) => words[fault]);
