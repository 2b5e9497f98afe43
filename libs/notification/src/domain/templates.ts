import { oneLine, render, type Locale, type NamesIn, type ParamValue } from './render.js';
import { boothTemplates } from './booth-templates.js';
import { calendarTemplates } from './calendar-templates.js';
import { bulkTemplates } from './bulk-templates.js';
import { chainTemplates } from './chain-templates.js';
import { machineTemplates } from './machine-templates.js';
import { retentionTemplates } from './retention-templates.js';
import { catalogue, type Template } from './template.js';
import { ownWords } from './wording.js';

export { GROUPS, type Group } from './template.js';

/** Every message the product sends. Names in braces are parameters; the compiler asks callers for exactly these. */
export const TEMPLATES = {
  ...bulkTemplates,
  ...chainTemplates,
  ...retentionTemplates,
  ...boothTemplates,
  ...calendarTemplates,
  ...machineTemplates,
  ...catalogue({
    'registration.requested': {
      group: 'registration',
      zh: {
        subject: '{applicant} 申请代表 {enterpriseName}',
        text: '{applicant} 申请以 {enterpriseName} 的名义发布用工需求，请核对营业执照和授权书后办理。',
      },
      en: {
        subject: '{applicant} asks to act for {enterpriseName}',
        text: '{applicant} asks to post needs for {enterpriseName}. Please check the licence and the letter of authority and decide.',
      },
      link: '/console/registrations',
    },
    'enterprise.moved': {
      group: 'registration',
      zh: {
        subject: '{enterpriseName} 的归属已变更',
        text: '{enterpriseName} 的归属已由{from}变更为{to}，今后的注册审核和企业信息由{to}办理。如有异议，请与对方联系。',
      },
      en: {
        subject: '{enterpriseName} belongs to another office now',
        text: '{enterpriseName} was handed from {from} to {to}, which decides about its people from now on. Call them if you do not agree.',
      },
    },
    'enterprise.renamed': {
      group: 'registration',
      zh: { subject: '企业更名：{before}', text: '“{before}”在系统中的名称已改为“{after}”。' },
      en: { subject: 'Another name: {before}', text: '“{before}” is called “{after}” from now on.' },
    },
    'registration.approved': {
      group: 'registration',
      zh: { subject: '{enterpriseName} 的注册已通过', text: '您现在可以为 {enterpriseName} 发布用工需求，发布后立即公开。' },
      en: {
        subject: 'You now act for {enterpriseName}',
        text: 'Your registration for {enterpriseName} was approved. What you post is public at once.',
      },
      link: '/console/needs/new',
    },
    'registration.refused': {
      group: 'registration',
      zh: { subject: '{enterpriseName} 的注册未通过', text: '您为 {enterpriseName} 提交的注册未通过。原因：{reason}' },
      en: {
        subject: 'Your registration for {enterpriseName} was refused',
        text: 'Your registration for {enterpriseName} was refused. Reason: {reason}',
      },
    },
    'need.awaits_check': {
      group: 'need',
      zh: { subject: '待审核岗位：{needTitle}', text: '{enterpriseName} 提交了岗位“{needTitle}”，请审核后发布或退回。' },
      en: {
        subject: 'To be checked: {needTitle}',
        text: '{enterpriseName} handed in the post “{needTitle}”. Please check it: publish it or hand it back.',
      },
      link: '/console/needs/{needId}',
    },
    'need.sent_back': {
      group: 'need',
      zh: { subject: '岗位已退回：{needTitle}', text: '您提交的岗位“{needTitle}”被退回，内容已保留为草稿。原因：{reason}' },
      en: { subject: 'Handed back: {needTitle}', text: 'The post “{needTitle}” was handed back and is kept as a draft. Reason: {reason}' },
      link: '/console/needs/{needId}',
    },
    'need.approved': {
      group: 'need',
      zh: { subject: '岗位已发布：{needTitle}', text: '您提交的岗位“{needTitle}”已通过审核，现已公开。' },
      en: { subject: 'Published: {needTitle}', text: 'The post “{needTitle}” was checked and is public now.' },
      link: '/console/needs/{needId}',
    },
    'need.revised': {
      group: 'need',
      zh: {
        subject: '待审核的岗位修改：{needTitle}',
        text: '{enterpriseName} 修改了已发布的岗位“{needTitle}”。请审核；在此之前，公开的仍是原来的内容。',
      },
      en: {
        subject: 'A change to be checked: {needTitle}',
        text: '{enterpriseName} changed the published post “{needTitle}”. Please check it; until then the post stands as it was.',
      },
      link: '/console/needs/{needId}',
    },
    'need.revision_approved': {
      group: 'need',
      zh: { subject: '岗位修改已生效：{needTitle}', text: '您对岗位“{needTitle}”的修改已通过审核，现已公开。' },
      en: { subject: 'Your change is public: {needTitle}', text: 'Your change of the post “{needTitle}” was checked and is public now.' },
      link: '/console/needs/{needId}',
    },
    'need.revision_sent_back': {
      group: 'need',
      zh: {
        subject: '岗位修改未通过：{needTitle}',
        text: '您对岗位“{needTitle}”的修改未通过审核，公开的仍是原来的内容。原因：{reason}',
      },
      en: {
        subject: 'Your change was refused: {needTitle}',
        text: 'Your change of the post “{needTitle}” was refused; the post stands as it was. Reason: {reason}',
      },
      link: '/console/needs/{needId}',
    },
    'need.figures_confirmed': {
      group: 'need',
      zh: {
        subject: '数字异常的岗位：{enterpriseName}“{needTitle}”缺 {short} 人',
        text: '{enterpriseName} 的岗位“{needTitle}”填报缺 {short} 人，人数或工资与常见情况相差很大；填报人已确认无误。请核对。',
      },
      en: {
        subject: 'Unusual figures: “{needTitle}” of {enterpriseName}, {short|person|people} short',
        text: [
          'The post “{needTitle}” of {enterpriseName} says {short|person|people} short. Number or wage is far from what is usual; ',
          'whoever sent it said that it is meant. Please have a look.',
        ],
      },
      link: '/console/needs/{needId}',
    },
    'need.reported': {
      group: 'need',
      zh: { subject: '有人举报岗位：{needTitle}', text: '公众举报 {enterpriseName} 的岗位“{needTitle}”，请核实。' },
      en: {
        subject: 'A post was reported: {needTitle}',
        text: 'Somebody reported the post “{needTitle}” of {enterpriseName}. Please look into it.',
      },
      link: '/console/needs/{needId}',
    },
    'need.went_stale': {
      group: 'need',
      zh: { subject: '岗位需要确认：{needTitle}', text: '“{needTitle}”长时间未确认，已从公开目录的实时数字中移出。如仍缺人，请确认。' },
      en: {
        subject: 'Please confirm: {needTitle}',
        text: '“{needTitle}” has not been confirmed for long and left the live figures. Confirm it if you are still short.',
      },
      link: '/console/needs/{needId}',
    },
    'need.start_passed': {
      group: 'need',
      zh: {
        subject: '最晚到岗日已过：{needTitle}',
        text: '“{needTitle}”的最晚到岗日（{startBy}）已过，已从公开目录的实时数字中移出。如仍缺人，请填写新的到岗日期并确认。',
      },
      en: {
        subject: 'Its latest start day has passed: {needTitle}',
        text: 'The latest start of “{needTitle}” ({startBy}) has passed, so it is not live. Still short? Confirm it with new dates.',
      },
      link: '/console/needs/{needId}',
    },
    'import.finished': {
      group: 'work',
      zh: { subject: '导入完成：新增 {created} 条', text: '用工需求导入完成：新增 {created} 条，更新 {changed} 条。' },
      en: { subject: 'Import finished: {created} new', text: 'Your import of needs is finished: {created} new, {changed} changed.' },
      link: '/console/imports/{importId}',
    },
    'import.taken_back': {
      group: 'work',
      zh: { subject: '导入已撤回：{back} 条', text: '用工需求导入已撤回 {back} 条；{stay} 条在导入后有人动过，保持现状，原因见导入页。' },
      en: {
        subject: 'Import taken back: {back|need|needs}',
        text: 'Your import was taken back: {back|need|needs}. Left as they are, touched since: {stay}; the import page says why.',
      },
      link: '/console/imports/{importId}',
    },
    'matching.finished': {
      group: 'work',
      zh: { subject: '匹配完成：{proposals} 个方案', text: '匹配完成：{proposals} 个方案，共 {people} 人。请查看并批准。' },
      en: {
        subject: 'Matching finished: {proposals|proposal|proposals}',
        text: 'The matching run is finished: {proposals|proposal|proposals} for {people|person|people}. Please look at them and approve.',
      },
      link: '/console/runs/{runId}',
    },
    'account.invited': {
      group: 'account',
      zh: { subject: '邀请您使用岗桥', text: '{name}，您好！已为您开通岗桥账号。请在 72 小时内打开以下链接设置密码。' },
      en: {
        subject: 'You are invited to Gangqiao',
        text: 'Dear {name}, an account was opened for you. Choose your password with this link within 72 hours.',
      },
      secretLink: true,
    },
    'account.registered_again': {
      group: 'account',
      zh: {
        subject: '有人用您的手机号或邮箱注册岗桥',
        text:
          '您的账号没有任何变化，对方得到的是另一个账号。若是您本人，请用原来的账号登录后申请代表企业，忘记密码可以重设；' +
          '若非本人操作，无需处理。',
      },
      en: {
        subject: 'Somebody registered at Gangqiao with your phone or e-mail',
        text: [
          'Nothing of your account has changed: whoever it was has another one. If it was you, sign in with your account, or reset ',
          'its password, and apply for the enterprise there. If not, nothing needs doing.',
        ],
      },
      link: '/console/sign-in',
    },
    'password.reset': {
      group: 'account',
      zh: { subject: '重设岗桥密码', text: '{name}，您好！请在 72 小时内打开以下链接重设密码。若非本人操作，请忽略此邮件。' },
      en: {
        subject: 'A new password for Gangqiao',
        text: 'Dear {name}, choose a new password with this link within 72 hours. If you did not ask for it, ignore this mail.',
      },
      secretLink: true,
    },
  }),
};

type Catalogue = typeof TEMPLATES;
export type TemplateKey = keyof Catalogue;

type Pieces<T> = T extends readonly (infer P extends string)[] ? P : T extends string ? T : never;
type Texts<T> = T extends {
  zh: { subject: infer A extends string; text: infer B };
  en: { subject: infer C extends string; text: infer D };
}
  ? A | Pieces<B> | C | Pieces<D>
  : never;
type LinkOf<T> = T extends { link: infer L extends string } ? L : never;
type SecretOf<T> = T extends { secretLink: true } ? 'linkId' : never;

/** The parameters of a template: those its texts and link name. Money in yuan, instants as ISO 8601 under names that end in `At`. */
export type ParamsOf<K extends TemplateKey> = Readonly<
  Record<NamesIn<Texts<Catalogue[K]> | LinkOf<Catalogue[K]>> | SecretOf<Catalogue[K]>, ParamValue>
>;

/** Undefined for a key of another release. */
export const templateOf = (key: string): Template | undefined =>
  Object.hasOwn(TEMPLATES, key) ? (TEMPLATES as Record<string, Template>)[key] : undefined;

export interface Rendered {
  subject: string;
  text: string;
  /** Path on this site, or null. */
  link: string | null;
}

/** In front of what is said again because its date is near. */
const AGAIN: Readonly<Record<Locale, string>> = { zh: '提醒：', en: 'Reminder: ' };
/** The text alone, for where neither subject nor link is sent. */
export const renderText = (key: string, params: Readonly<Record<string, ParamValue>>, locale: Locale): string => {
  const text = ownWords(params, locale)?.text ?? templateOf(key)?.[locale].text ?? '';
  return render(typeof text === 'string' ? text : text.join(''), params, locale);
};

/** A message as one person reads it. One of a template that no longer exists shows its name. */
export const renderMessage = (key: string, params: Readonly<Record<string, ParamValue>>, locale: Locale): Rendered => {
  const template = templateOf(key);
  if (!template) return { subject: key, text: '', link: null };
  const { subject, text } = ownWords(params, locale) ?? template[locale];
  const encoded = Object.fromEntries(Object.entries(params).map(([name, value]) => [name, encodeURIComponent(value)]));
  return {
    subject: oneLine(`${params['reminder'] ? AGAIN[locale] : ''}${render(subject, params, locale)}`),
    text: render(typeof text === 'string' ? text : text.join(''), params, locale),
    link: template.link === undefined ? null : render(template.link, encoded, locale),
  };
};
