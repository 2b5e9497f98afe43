import { defineProblems } from '#platform/http';

export const problems = defineProblems({
  'access.sign_in_failed': { status: 401, zh: '账号或密码不正确', en: 'Wrong account or password' },
  'access.locked': {
    status: 429,
    zh: '密码错误次数过多，请在 {minutes} 分钟后再试',
    en: 'Too many wrong passwords; try again in {minutes} minutes',
  },
  'access.second_step': {
    status: 401,
    zh: '密码正确，还需要验证第二步',
    en: 'The password is right; a second step is needed',
  },
  'access.second_step_over': {
    status: 401,
    zh: '验证已超时或不再有效，请重新登录',
    en: 'This took too long or is no longer valid; sign in again',
  },
  'access.code_refused': { status: 401, zh: '验证码不正确或已经用过', en: 'The code is wrong or was used already' },
  'access.code_wrong': {
    status: 422,
    zh: '验证码不正确，请核对手机时间，并确认扫描的是本页的二维码',
    en: 'The code is wrong; check the clock of your phone, and that you scanned the code on this page',
  },
  'access.second_factor_off': { status: 409, zh: '没有可以使用的两步验证', en: 'There is no two-step sign-in to use here' },
  'access.second_factor_required': {
    status: 409,
    zh: '本单位要求两步验证，不能关闭；更换手机可以重新设置',
    en: 'Two-step sign-in is required here and cannot be turned off; with a new phone, set it up anew',
  },
  'access.token_over': {
    status: 401,
    zh: '接口令牌已失效：已过期、已停用，或其所有人的密码、账号或角色已变更；请在“我的账号”重新生成',
    en: 'The token holds no more: it expired or was ended, or its owner’s password, account or role changed; make a new one',
  },
  'access.tokens_many': {
    status: 409,
    zh: '最多保留 {most} 个有效令牌，请先停用不再使用的',
    en: 'You may have {most} living tokens; end one that is not used any more',
  },
  'access.token_days': { status: 422, zh: '令牌最长有效 {most} 天', en: 'A token lives {most} days at most' },
  'access.token_role': {
    status: 422,
    zh: '您在多处有这一角色，请指明用于哪一处',
    en: 'You hold this role in several places; say for which one',
  },
  'access.outside': { status: 404, zh: '找不到，或不在您的权限范围内', en: 'Not found, or not within what you may see' },
  'access.link_invalid': { status: 410, zh: '链接已失效，请重新申请', en: 'The link is used up or expired; ask for a new one' },
  'access.last_admin': { status: 409, zh: '至少要保留一名可登录的市级管理员', en: 'One city administrator who can sign in has to remain' },
  'access.own_second_factor': {
    status: 409,
    zh: '自己的两步验证请在“我的账号”中处理',
    en: 'Change your own two-step sign-in on your account page',
  },
  'access.self': { status: 409, zh: '不能停用自己的账号', en: 'You cannot disable your own account' },
  'access.own_roles': {
    status: 409,
    zh: '不能增减自己的角色，请由另一位管理员办理',
    en: 'You cannot change your own roles; another administrator has to',
  },
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
  'export.busy': {
    status: 429,
    zh: '正在导出，请等这一份完成；如果不是您在导出，请稍后再试',
    en: 'Something is being exported: wait until yours is done, or try again in a moment when it is somebody else’s',
  },
  'privacy.version': {
    status: 422,
    zh: '个人信息处理告知书已更新，请重新阅读并同意现行版本',
    en: 'The privacy notice has a new version; read it and agree to the one that holds now',
  },
  'account.identity': { status: 422, zh: '请填写登录名、邮箱或手机号', en: 'Give a login name, an e-mail address or a phone number' },
});
