import { defineProblems } from '#platform/http';

export const problems = defineProblems({
  'access.sign_in_failed': { status: 401, zh: '账号或密码不正确', en: 'Wrong account or password' },
  'access.locked': {
    status: 429,
    zh: '密码错误次数过多，请在 {minutes} 分钟后再试',
    en: 'Too many wrong passwords; try again in {minutes} minutes',
  },
  'access.outside': { status: 404, zh: '找不到，或不在您的权限范围内', en: 'Not found, or not within what you may see' },
  'access.link_invalid': { status: 410, zh: '链接已失效，请重新申请', en: 'The link is used up or expired; ask for a new one' },
  'access.last_admin': { status: 409, zh: '至少要保留一名可登录的市级管理员', en: 'One city administrator who can sign in has to remain' },
  'access.self': { status: 409, zh: '不能停用自己的账号', en: 'You cannot disable your own account' },
  'access.grant_scope': { status: 422, zh: '该角色需要指定{what}', en: 'This role needs a {what}' },
  'access.grant_node': {
    status: 422,
    zh: '市级角色只能授予在市一级',
    en: 'A role of the city can only be given on the city itself',
  },
  'access.sides': {
    status: 409,
    zh: '人社部门账号不能同时代表企业或供给方，请另设账号',
    en: 'An account of the bureau cannot act for an enterprise or a supplier as well; use an account of its own',
  },
  'access.node_kind': { status: 422, zh: '{parent}下不能设{child}', en: 'A {child} cannot stand below a {parent}' },
  'account.exists': {
    status: 409,
    zh: '该手机号、邮箱或登录名已注册，请直接登录或找回密码',
    en: 'There is an account with this phone, e-mail or login already; sign in or reset its password',
  },
  'account.identity': { status: 422, zh: '请填写登录名、邮箱或手机号', en: 'Give a login name, an e-mail address or a phone number' },
});
