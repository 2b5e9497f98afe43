import { defineTraces } from '#access';

defineTraces({
  actions: {
    'registration.requested': ['申请代表企业', 'Asked to act for an enterprise'],
    'registration.approved': ['通过注册申请', 'Approved a registration'],
    'registration.refused': ['不通过注册申请', 'Refused a registration'],
    'registration.document_opened': ['查看注册材料', 'Opened a registration paper'],
    'file.handed_in': ['上传注册材料', 'Handed in a paper'],
    'enterprise.edited': ['修改企业资料', 'Edited an enterprise'],
  },
  kinds: { registration: ['注册申请', 'Registration'], enterprise: ['企业', 'Enterprise'], file: ['材料', 'Paper'] },
  fields: {
    enterprise: ['企业', 'Enterprise'],
    document: ['材料', 'Paper'],
    decidedById: ['审批人', 'Decided by'],
    decidedAt: ['审批时间', 'Decided at'],
    industryCode: ['行业', 'Industry'],
    sizeClass: ['规模', 'Size'],
    aboveScale: ['规上企业', 'Above scale'],
    isKey: ['重点企业', 'Key enterprise'],
    employees: ['职工人数', 'Employees'],
    bytes: ['大小（字节）', 'Bytes'],
  },
  values: {
    'document.licence': ['营业执照', 'licence'],
    'document.letter': ['授权书', 'letter of authority'],
    'kind.licence': ['营业执照', 'licence'],
    'kind.letter': ['授权书', 'letter of authority'],
    'state.active': ['已通过', 'active'],
    'state.refused': ['未通过', 'refused'],
    'sizeClass.large': ['大型', 'large'],
    'sizeClass.medium': ['中型', 'medium'],
    'sizeClass.small': ['小型', 'small'],
    'sizeClass.micro': ['微型', 'micro'],
  },
});
