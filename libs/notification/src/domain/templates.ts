import { oneLine, render, type Locale, type NamesIn, type ParamValue } from './render.js';

/** What people can choose to get or not, by channel. `account` cannot be switched off: it is how one gets in. */
export const GROUPS = ['account', 'registration', 'need', 'promise', 'trip', 'fair', 'work'] as const;
export type Group = (typeof GROUPS)[number];

interface Wording {
  readonly subject: string;
  readonly text: string;
}

interface Template {
  readonly group: Group;
  readonly zh: Wording;
  readonly en: Wording;
  /** Page of the console that it leads to. Its names are parameters, too. */
  readonly link?: string;
  /** Urgent enough for a text message to those who have a telephone number. */
  readonly sms?: boolean;
  /** Sent only: it carries a link that is resolved when it is sent and never stored with the message. */
  readonly secretLink?: boolean;
}

const catalogue = <const C extends Record<string, Template>>(templates: C): C => templates;

/** Every message the product sends. Names in braces are parameters; the compiler asks callers for exactly these. */
export const TEMPLATES = catalogue({
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
  'need.reported': {
    group: 'need',
    zh: { subject: '有人举报岗位：{needTitle}', text: '公众举报 {enterpriseName} 的岗位“{needTitle}”（{kind}），请核实。' },
    en: {
      subject: 'A post was reported: {needTitle}',
      text: 'Somebody reported the post “{needTitle}” of {enterpriseName} ({kind}). Please look into it.',
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
  'proposal.sent': {
    group: 'promise',
    zh: {
      subject: '匹配方案：{enterprises} 家企业缺 {people} 人',
      text: '本次匹配为您的劳务批次推荐了 {enterprises} 家企业的岗位，共 {people} 人（{proposals} 个方案）。请查看推荐理由，答复能否承诺。',
    },
    en: {
      subject: 'Proposals: {people|person|people} for {enterprises|enterprise|enterprises}',
      text:
        'The matching run proposes posts of {enterprises|enterprise|enterprises} for {people|person|people} of your ' +
        'batches ({proposals|proposal|proposals}). Please look at the reasons and say whether you can promise them.',
    },
    link: '/console/proposals',
  },
  'proposal.offered': {
    group: 'promise',
    zh: {
      subject: '为您匹配到 {people} 人',
      text: '本次匹配为您的岗位推荐了 {people} 人（{proposals} 个方案），协作站将据此承诺。请查看推荐理由，同意或说明原因后谢绝。',
    },
    en: {
      subject: '{people|person|people} proposed to you',
      text:
        'The matching run proposes {people|person|people} for your posts ({proposals|proposal|proposals}); the ' +
        'stations will promise them. Please look at the reasons, and accept or decline.',
    },
    link: '/console/proposals',
  },
  'proposal.welcomed': {
    group: 'promise',
    zh: { subject: '{enterpriseName} 同意接收 {people} 人', text: '{enterpriseName} 同意“{needTitle}”的 {people} 人方案，请承诺。' },
    en: {
      subject: '{enterpriseName} would take {people|person|people}',
      text: '{enterpriseName} would take the {people|person|people} proposed for “{needTitle}”. Please promise them.',
    },
    link: '/console/proposals',
  },
  'proposal.declined': {
    group: 'promise',
    zh: { subject: '“{needTitle}”的方案已谢绝', text: '{enterpriseName}“{needTitle}”的 {people} 人方案已被谢绝。原因：{reason}' },
    en: {
      subject: 'The proposal for “{needTitle}” was declined',
      text: 'The proposal of {people|person|people} for “{needTitle}” of {enterpriseName} was declined. Reason: {reason}',
    },
    link: '/console/proposals',
  },
  'proposal.stale': {
    group: 'promise',
    zh: {
      subject: '“{needTitle}”已变，方案失效',
      text: '{enterpriseName} 的“{needTitle}”在匹配后有变化，原 {people} 人的方案不再有效。请等下一次匹配，或直接查看现在合适的岗位。',
    },
    en: {
      subject: '“{needTitle}” has changed: the proposal holds no more',
      text:
        '“{needTitle}” of {enterpriseName} has changed since the matching run, so the proposal of ' +
        '{people|person|people} holds no more. Wait for the next run, or look at what fits now.',
    },
    link: '/console/proposals',
  },
  'promise.made': {
    group: 'promise',
    zh: {
      subject: '{supplierName} 承诺 {people} 人',
      text: '{supplierName} 为“{needTitle}”承诺 {people} 人，名额为您保留到 {expiresAt}。请在此之前答复。',
    },
    en: {
      subject: '{supplierName} promises {people|person|people}',
      text:
        '{supplierName} promises {people|person|people} for “{needTitle}”. The places are held until {expiresAt}: ' +
        'please answer before.',
    },
    link: '/console/promises',
    sms: true,
  },
  'promise.accepted': {
    group: 'promise',
    zh: {
      subject: '{enterpriseName} 接受了 {people} 人',
      text: '{enterpriseName} 接受了您为“{needTitle}”承诺的 {people} 人，请安排出行。',
    },
    en: {
      subject: '{enterpriseName} accepts your {people|person|people}',
      text: '{enterpriseName} accepts the {people|person|people} you promised for “{needTitle}”. Please plan the trip.',
    },
    link: '/console/promises',
    sms: true,
  },
  'promise.declined': {
    group: 'promise',
    zh: {
      subject: '{enterpriseName} 未接受 {people} 人',
      text: '{enterpriseName} 未接受您为“{needTitle}”承诺的 {people} 人。原因：{reason}',
    },
    en: {
      subject: '{enterpriseName} declines your {people|person|people}',
      text: '{enterpriseName} declines the {people|person|people} you promised for “{needTitle}”. Reason: {reason}',
    },
    link: '/console/promises',
  },
  'promise.lapsed': {
    group: 'promise',
    zh: {
      subject: '承诺到期：{enterpriseName} {people} 人',
      text: '{enterpriseName} 未在期限内答复“{needTitle}”的 {people} 人，名额已释放，您可以另行安排。',
    },
    en: {
      subject: 'Your promise lapsed: {people|person|people} for {enterpriseName}',
      text:
        '{enterpriseName} did not answer in time about {people|person|people} for “{needTitle}”. Their time is free ' +
        'for something else.',
    },
    link: '/console/promises',
  },
  'promise.withdrawn': {
    group: 'promise',
    zh: { subject: '{supplierName} 撤回 {people} 人', text: '{supplierName} 撤回了为“{needTitle}”承诺的 {people} 人。原因：{reason}' },
    en: {
      subject: '{supplierName} withdraws {people|person|people}',
      text: '{supplierName} withdraws the {people|person|people} promised for “{needTitle}”. Reason: {reason}',
    },
    link: '/console/promises',
    sms: true,
  },
  'trip.announced': {
    group: 'trip',
    zh: {
      subject: '{people} 人将于 {arriveAt} 到达',
      text: '{supplierName} 安排了 {people} 人出行：{departAt} 从 {from} 出发，预计 {arriveAt} 到达 {to}。',
    },
    en: {
      subject: '{people|person|people} arriving {arriveAt}',
      text: '{supplierName} has planned a trip of {people|person|people}: leaving {from} {departAt}, due in {to} {arriveAt}.',
    },
    link: '/console/trips/{tripId}',
  },
  'trip.departed': {
    group: 'trip',
    zh: { subject: '{people} 人已出发', text: '{supplierName} 的 {people} 人已从 {from} 出发，预计 {arriveAt} 到达 {to}。' },
    en: {
      subject: '{people|person|people} on the way',
      text: '{people|person|people} of {supplierName} left {from}, due in {to} {arriveAt}.',
    },
    link: '/console/trips/{tripId}',
    sms: true,
  },
  'trip.arrived': {
    group: 'trip',
    zh: { subject: '{people} 人已到达', text: '{supplierName} 的 {people} 人已到达 {to}。请在签订合同后逐人确认。' },
    en: {
      subject: '{people|person|people} arrived',
      text: '{people|person|people} of {supplierName} arrived in {to}. Please confirm each who signs.',
    },
    link: '/console/trips/{tripId}',
  },
  'trip.confirmed': {
    group: 'trip',
    zh: { subject: '{enterpriseName} 确认 {signed} 人签约', text: '{enterpriseName} 已确认本次出行：{signed} 人签约，{refused} 人未签。' },
    en: {
      subject: '{enterpriseName} confirms {signed} signed',
      text: '{enterpriseName} has confirmed the trip: {signed} signed, {refused} did not.',
    },
    link: '/console/trips/{tripId}',
  },
  'trip.short': {
    group: 'trip',
    zh: {
      subject: '{enterpriseName} 少到 {missing} 人',
      text: '{supplierName} 承诺 {enterpriseName} {promised} 人，实际 {came} 人，少 {missing} 人，缺工数已相应回升。',
    },
    en: {
      subject: '{missing|person|people} missing for {enterpriseName}',
      text:
        '{supplierName} promised {enterpriseName} {promised|person|people} and {came} came: {missing} missing, and ' +
        'the shortage has risen by as many.',
    },
    link: '/console/trips/{tripId}',
  },
  'fair.published': {
    group: 'fair',
    zh: { subject: '招聘会：{fairName}（{day}）', text: '{fairName} 将于 {day} 在 {place} 举办，欢迎预订展位。' },
    en: { subject: 'Job fair: {fairName}, {day}', text: '{fairName} takes place on {day} at {place}. You can book a booth.' },
    link: '/console/fairs/{fairId}',
  },
  'fair.cancelled': {
    group: 'fair',
    zh: {
      subject: '招聘会取消：{fairName}（{day}）',
      text: '原定 {day} 在 {place} 举办的 {fairName} 已取消，您的展位不再保留。原因：{reason}',
    },
    en: {
      subject: 'Cancelled: {fairName}, {day}',
      text: '{fairName} on {day} at {place} is cancelled, and with it your booth. Reason: {reason}',
    },
    link: '/console/fairs/{fairId}',
    sms: true,
  },
  'booth.booked': {
    group: 'fair',
    zh: {
      subject: '{enterpriseName} 预订展位 {boothNumber}',
      text: '{enterpriseName} 预订了 {day} {fairName} 的 {boothNumber} 号展位，地点：{place}。',
    },
    en: {
      subject: 'Booth {boothNumber} for {enterpriseName}',
      text: '{enterpriseName} has booth {boothNumber} at {fairName} on {day}, {place}.',
    },
    link: '/console/fairs/{fairId}',
  },
  'booth.cancelled': {
    group: 'fair',
    zh: { subject: '{enterpriseName} 退订展位 {boothNumber}', text: '{enterpriseName} 退订了 {day} {fairName} 的 {boothNumber} 号展位。' },
    en: { subject: 'Booth {boothNumber} given back', text: '{enterpriseName} gave back booth {boothNumber} at {fairName} on {day}.' },
    link: '/console/fairs/{fairId}',
  },
  'survey.invited': {
    group: 'need',
    zh: { subject: '{quarter} 缺工调查', text: '{quarter} 缺工调查已开始，请于 {closesOn} 前填报。已有岗位已为您预填，确认或更新即可。' },
    en: {
      subject: 'Survey of {quarter}',
      text:
        'The survey of scarce workers of {quarter} has begun. Please answer by {closesOn}: your needs are filled in ' +
        'already, confirm or change them.',
    },
    link: '/console/survey-answers/{memberId}',
  },
  'survey.reminded': {
    group: 'need',
    zh: {
      subject: '请填报 {quarter} 缺工调查',
      text: '尚未收到贵企业的 {quarter} 缺工调查，截止日期为 {closesOn}。未变化的岗位几步即可完成。',
    },
    en: {
      subject: 'Please answer the survey of {quarter}',
      text: 'Your answer to the survey of {quarter} has not come yet; the closing day is {closesOn}. Unchanged needs take a few taps.',
    },
    link: '/console/survey-answers/{memberId}',
  },
  'survey.asked_back': {
    group: 'need',
    zh: { subject: '请核对 {quarter} 缺工调查', text: '您的 {quarter} 缺工调查答卷需要核对：{reason}。请修改或确认后重新提交。' },
    en: {
      subject: 'Please look at your answer of {quarter} again',
      text:
        'There is a question about your answer to the survey of {quarter}: {reason}. Please correct or confirm it ' +
        'and hand it in again.',
    },
    link: '/console/survey-answers/{memberId}',
  },
  'import.finished': {
    group: 'work',
    zh: { subject: '导入完成：新增 {created} 条', text: '用工需求导入完成：新增 {created} 条，更新 {changed} 条。' },
    en: { subject: 'Import finished: {created} new', text: 'Your import of needs is finished: {created} new, {changed} changed.' },
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
      text: '您已有岗桥账号，这次注册没有生效。若是您本人，请用原来的账号登录后申请代表企业，忘记密码可以重设；若非本人操作，无需处理。',
    },
    en: {
      subject: 'Somebody registered at Gangqiao with your phone or e-mail',
      text: 'You have an account already, so this registration had no effect. If it was you, sign in with your account, or reset its password, and apply for the enterprise there. If not, nothing needs doing.',
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
});

type Catalogue = typeof TEMPLATES;
export type TemplateKey = keyof Catalogue;

type Texts<T> = T extends {
  zh: { subject: infer A extends string; text: infer B extends string };
  en: { subject: infer C extends string; text: infer D extends string };
}
  ? A | B | C | D
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

/** A message as one person reads it. One of a template that no longer exists shows its name. */
export const renderMessage = (key: string, params: Readonly<Record<string, ParamValue>>, locale: Locale): Rendered => {
  const template = templateOf(key);
  if (!template) return { subject: key, text: '', link: null };
  const { subject, text } = template[locale];
  const encoded = Object.fromEntries(Object.entries(params).map(([name, value]) => [name, encodeURIComponent(value)]));
  return {
    subject: oneLine(render(subject, params, locale)),
    text: render(text, params, locale),
    link: template.link === undefined ? null : render(template.link, encoded, locale),
  };
};
