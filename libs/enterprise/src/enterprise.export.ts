import { defineExport } from '#access';
import { columnsOf } from '#platform/document';
import { industries } from '#reference';
import type { EnterpriseDto, RegistrationDto } from './enterprise.dto.js';

const firm = columnsOf<EnterpriseDto>();
const application = columnsOf<RegistrationDto>();

/** The list of enterprises to take along. */
export const enterprisesExport = defineExport<EnterpriseDto>(
  'enterprises',
  ['企业', 'enterprises'],
  [
    firm.text(['企业', 'Enterprise'], (one) => one.name),
    firm.text(['统一社会信用代码', 'Credit code'], (one) => one.creditCode),
    firm.place(['县市区', 'County or zone'], (one) => one.nodeId),
    firm.text(['行业代码', 'Industry code'], (one) => one.industryCode),
    firm.text(['行业', 'Industry'], (one) => (one.industryCode === null ? null : (industries.byCode(one.industryCode)?.name ?? null))),
    firm.code(
      ['规模', 'Size'],
      'size',
      { large: ['大型', 'large'], medium: ['中型', 'medium'], small: ['小型', 'small'], micro: ['微型', 'micro'] },
      (one) => one.sizeClass,
    ),
    firm.count(['职工人数', 'Employees'], (one) => one.employees),
    firm.flag(['重点企业', 'Key enterprise'], (one) => one.isKey),
    firm.flag(['规上企业', 'Above scale'], (one) => one.aboveScale),
    firm.flag(['人力资源机构', 'Staffing agency'], (one) => one.agency),
    firm.code(
      ['状态', 'State'],
      'state.enterprise',
      { unclaimed: ['未认领', 'unclaimed'], pending: ['待审批', 'waiting'], active: ['正常', 'active'], closed: ['已关闭', 'closed'] },
      (one) => one.state,
    ),
  ],
);

/** The list of applications to take along. */
export const registrationsExport = defineExport<RegistrationDto>(
  'registrations',
  ['注册申请', 'registrations'],
  [
    application.text(['申请企业', 'Enterprise as applied'], (one) => one.enterpriseName),
    application.text(['系统中现名', 'Known as'], (one) => one.knownAs),
    application.text(['统一社会信用代码', 'Credit code'], (one) => one.creditCode),
    application.place(['归属县市区', 'Belongs to'], (one) => one.nodeId),
    application.text(['申请人', 'Applicant'], (one) => one.applicant),
    application.text(['职务', 'Position'], (one) => one.position),
    application.flag(['有营业执照', 'Licence handed in'], (one) => one.hasLicence),
    application.flag(['有授权书', 'Letter handed in'], (one) => one.hasLetter),
    application.code(
      ['状态', 'State'],
      'state.registration',
      { pending: ['待审批', 'waiting'], active: ['已通过', 'approved'], refused: ['未通过', 'refused'], left: ['已离开', 'left'] },
      (one) => one.state,
    ),
    application.text(['未通过的原因', 'Why refused'], (one) => one.reason),
    application.moment(['申请时间', 'Applied'], (one) => one.createdAt),
    application.moment(['审批时间', 'Decided'], (one) => one.decidedAt),
  ],
);
