import { columnsOf } from '#platform/document';
import { ROLES, type Role } from '#platform/http';
import type { UserDto } from './access.dto.js';
import { defineExport } from './exported-lists.js';

const user = columnsOf<UserDto>();

const ROLE_WORDS: Record<Role, readonly [string, string]> = {
  'city-admin': ['市级管理员', 'City administrator'],
  'city-staff': ['市级工作人员', 'City staff'],
  'county-staff': ['县市区工作人员', 'County staff'],
  liaison: ['服务专员', 'Liaison'],
  enterprise: ['企业', 'Enterprise'],
  supplier: ['协作站', 'Station'],
  auditor: ['审计员', 'Auditor'],
};

/** The list of accounts to take along: e-mail and phone masked as on the page. */
export const usersExport = defineExport<UserDto>(
  'users',
  ['用户', 'users'],
  [
    user.text(['姓名', 'Name'], (one) => one.name),
    user.text(['账号', 'Sign-in name'], (one) => one.login),
    user.text(['邮箱', 'E-mail'], (one) => one.email),
    user.text(['手机号', 'Mobile phone'], (one) => one.phone),
    user.code(
      ['状态', 'State'],
      'state.user',
      { invited: ['待设密码', 'invited'], active: ['正常', 'active'], disabled: ['已停用', 'disabled'] },
      (one) => one.state,
    ),
    ...ROLES.map((role) => user.flag(ROLE_WORDS[role], (one) => one.grants.some((grant) => grant.role === role))),
    user.text(['管辖地区', 'Places'], (one) => [...new Set(one.grants.flatMap(({ nodeName }) => nodeName ?? []))].join(' · ') || null),
    user.flag(['动态口令', 'Authenticator app'], (one) => one.secondFactor),
    user.moment(['建立时间', 'Made'], (one) => one.createdAt),
    user.moment(['最近登录', 'Last sign-in'], (one) => one.lastSignInAt),
  ],
);
