import { defineExport } from '#access';
import { columnsOf } from '#platform/document';
import { divisions, skillLevels } from '#reference';
import type { BatchDto, SupplierDto } from './supply.dto.js';

const supplier = columnsOf<SupplierDto>();
const batch = columnsOf<BatchDto>();

const levels = Object.fromEntries(skillLevels.map(({ level, zh, en }) => [String(level), [zh, en] as const]));
const divisionNames = (code: string): string[] => divisions.path(code).map(({ name }) => name);

/** The list of suppliers to take along. */
export const suppliersExport = defineExport<SupplierDto>(
  'suppliers',
  ['供给方', 'suppliers'],
  [
    supplier.text(['名称', 'Name'], (one) => one.name),
    supplier.code(
      ['类别', 'Kind'],
      'supplierKind',
      {
        station: ['劳务协作站', 'station'],
        agency: ['人力资源机构', 'agency'],
        bureau: ['外地人社部门', 'bureau'],
        school: ['院校', 'school'],
      },
      (one) => one.kind,
    ),
    supplier.code(
      ['级别', 'Level'],
      'supplierLevel',
      { provincial: ['省级', 'provincial'], branch: ['分站', 'branch'], county: ['县级', 'county'] },
      (one) => one.level,
    ),
    supplier.text(['行政区划代码', 'Division code'], (one) => one.divisionCode),
    supplier.text(['所在省份', 'Province'], (one) => divisionNames(one.divisionCode)[0] ?? null),
    supplier.text(['所在地', 'Where'], (one) => divisionNames(one.divisionCode).slice(1).join(' ') || null),
    supplier.place(['归属', 'Belongs to'], (one) => one.nodeId),
    supplier.code(
      ['协作站类型', 'Kind of station'],
      'stationKind',
      { labour: ['劳务', 'labour'], talent: ['人才', 'talent'] },
      (one) => one.stationKind,
    ),
    supplier.text(['设在', 'Host'], (one) => one.host),
    supplier.text(['协议编号', 'Agreement'], (one) => one.agreementNo),
    supplier.day(['协议开始', 'Agreement from'], (one) => one.agreementFrom),
    supplier.day(['协议截止', 'Agreement until'], (one) => one.agreementUntil),
    supplier.text(['覆盖地区', 'Area covered'], (one) => one.covers.map((code) => divisionNames(code).at(-1) ?? code).join('、') || null),
    supplier.count(['工作人员', 'Staff'], (one) => one.staffCount, 'each'),
    supplier.text(['许可证', 'Licence'], (one) => one.licenceNo),
    supplier.day(['许可证有效期至', 'Licence until'], (one) => one.licenceUntil),
    supplier.count(['每次可组织人数', 'People a run'], (one) => one.peoplePerRun, 'each'),
    supplier.text(['联系人', 'Contact'], (one) => one.contactName),
    supplier.text(['联系电话', 'Phone'], (one) => one.contactPhone),
    supplier.flag(['启用', 'Active'], (one) => one.active),
  ],
);

/** The list of batches to take along. */
export const batchesExport = defineExport<BatchDto>(
  'batches',
  ['劳务批次', 'batches'],
  [
    batch.text(['协作站', 'Station'], (one) => one.supplierName),
    batch.text(['职业代码', 'Occupation code'], (one) => one.occupationCode),
    batch.text(['职业', 'Occupation'], (one) => one.occupationName),
    batch.code(['技能等级', 'Skill level'], 'level', levels, (one) => String(one.skillLevel)),
    batch.code(['状态', 'State'], 'state.batch', { open: ['可用', 'open'], closed: ['已关闭', 'closed'] }, (one) => one.state),
    batch.count(['人数', 'People'], (one) => one.people),
    batch.count(['已承诺', 'Promised'], (one) => one.promised),
    batch.count(['已落实', 'Committed'], (one) => one.committed),
    batch.count(['已用', 'Used'], (one) => one.used),
    batch.count(['可用', 'Left'], (one) => one.free),
    batch.yuan(['期望月薪（元）', 'Wage expected (yuan a month)'], (one) => one.wageYuan),
    batch.day(['可出发', 'Free from'], (one) => one.freeFrom),
    batch.count(['最小成行人数', 'Smallest group'], (one) => one.smallestGroup, 'each'),
    batch.code(
      ['学历', 'Degree'],
      'degree',
      {
        secondary: ['中专/技校', 'secondary'],
        associate: ['大专', 'associate'],
        bachelor: ['本科', 'bachelor'],
        master: ['硕士', 'master'],
        doctor: ['博士', 'doctor'],
      },
      (one) => one.degree,
    ),
    batch.text(['专业', 'Major'], (one) => one.major),
    batch.day(['毕业时间', 'Graduates'], (one) => one.graduatesOn),
    batch.text(['说明', 'Note'], (one) => one.note),
  ],
);
