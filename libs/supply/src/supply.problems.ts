import { defineProblems, type FieldFault } from '#platform/http';
import type { BatchFault } from './domain/batch-table.js';
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
  'batch.not_a_table': { status: 422, zh: '这个文件读不出批次：{zh}', en: 'No batches can be read from this file: {en}' },
  'batch.file_invalid': { status: 422, zh: '名单有 {count} 行需要修改', en: 'Lines of the list that need correction: {count}' },
  'supply.if_match': { status: 428, zh: '缺少 If-Match 版本号', en: 'If-Match with the version is missing' },
});

/** What is wrong with a line of a list of batches. */
export const batchFaults: Record<BatchFault, { zh: string; en: string }> = {
  occupation: { zh: '看不出是哪个职业，请写职业名称或职业代码', en: 'which occupation is not clear: give its name or code' },
  people: { zh: '请填写人数（1 到 100000 的整数）', en: 'give how many people, 1 to 100,000' },
  wage: { zh: '请填写期望月薪（元，一个数）', en: 'give the wage expected, one number of yuan a month' },
  day: { zh: '请填写可出发的日期，如 2026-12-01', en: 'give the day from which they are free, such as 2026-12-01' },
  level: { zh: '看不出技能等级，请写初级工、中级工、高级工、技师等', en: 'the skill level is not clear' },
  group: { zh: '最小成行人数应是整数，且不超过人数', en: 'the smallest group is a whole number, no more than the people' },
  degree: { zh: '看不出学历，请写中专、大专、本科、硕士或博士', en: 'the degree is not clear' },
  graduates: { zh: '毕业时间不是有效的日期', en: 'the graduation is no date' },
  note: { zh: '说明最多 500 个字', en: 'the note may have at most 500 characters' },
  cell: { zh: '有单元格显示错误（如 #REF!）', en: 'a cell shows an error such as #REF!' },
};

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
