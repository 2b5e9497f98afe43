import { catalogue } from './template.js';

/** Fairs and the quarter's survey; what becomes of booths stands beside it. */
export const calendarTemplates = catalogue({
  'fair.invited': {
    group: 'fair',
    zh: {
      subject: '邀请参加招聘会：{fairName}（{day}）',
      text: '{fairName} 将于 {day} {opensAt}–{closesAt} 在 {place} 举办，主题是{theme}。贵企业有相应的缺工，特此邀请，请预订展位。',
    },
    en: {
      subject: 'Invited: {fairName}, {day}',
      text: [
        '{fairName} takes place on {day}, {opensAt}–{closesAt}, at {place}, about {theme}. ',
        'You are short of such workers: book a booth.',
      ],
    },
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
    date: { uid: 'fair-{fairId}', summary: { zh: '{fairName}', en: '{fairName}' }, from: 'day', place: '{place}', cancelled: true },
    link: '/console/fairs/{fairId}',
    sms: true,
    must: true,
  },
  'fair.moved': {
    group: 'fair',
    zh: {
      subject: '招聘会改期或改地点：{fairName}',
      text: [
        '您已预订展位的 {fairName} 有变更：由 {fromDay} {fromHours}（{fromPlace}）改为 {day} {hours}（{place}）。',
        '展位为您保留，请打开页面答复是否参加。',
      ],
    },
    en: {
      subject: 'Moved: {fairName}',
      text: [
        '{fairName}, where you have a booth, was on {fromDay}, {fromHours} ({fromPlace}), and is now on {day}, {hours} ({place}). ',
        'Your booth is kept. Please open the page and say whether you still come.',
      ],
    },
    date: { uid: 'fair-{fairId}', summary: { zh: '{fairName}', en: '{fairName}' }, from: 'day', place: '{place}', moved: true },
    link: '/console/fairs/{fairId}',
    sms: true,
    remindDays: 3,
    must: true,
  },
  'ticket.code': {
    group: 'account',
    zh: { subject: '招聘会入场码的验证码', text: '验证码 {code}，10 分钟内有效，用于领取“{fairName}”入场码。非本人操作请忽略。' },
    en: {
      subject: 'Code for your job fair ticket',
      text: 'Code {code}, valid for 10 minutes, for a ticket to {fairName}. Not you? Ignore it.',
    },
    validMinutes: 10,
    sms: true,
  },
  'turn.called': {
    group: 'account',
    zh: {
      subject: '轮到您了：{enterpriseName}',
      text: '“{fairName}”{enterpriseName} 正在叫您，时段 {slot}，请在 {comeBy} 前进入：{meetingLink}',
    },
    en: {
      subject: 'Your turn: {enterpriseName}',
      text: '{fairName}: {enterpriseName} calls you, {slot}. Please come in by {comeBy}: {meetingLink}',
    },
    validMinutes: 10,
    sms: true,
  },
  'ticket.fair_moved': {
    group: 'fair',
    zh: {
      subject: '招聘会改期或改地点：{fairName}',
      text: [
        '您领取入场码的 {fairName} 有变更：由 {fromDay} {fromHours}（{fromPlace}）改为 {day} {hours}（{place}）。',
        '入场码仍然有效，请问还来吗？不来请在“我的入场码”退掉。',
      ],
    },
    en: {
      subject: 'Moved: {fairName}',
      text: [
        '{fairName}, for which you have a ticket, was on {fromDay}, {fromHours} ({fromPlace}), and is now on {day}, {hours} ({place}). ',
        'Your ticket holds. Do you still come? If not, give it back under “my ticket”.',
      ],
    },
    date: { uid: 'fair-{fairId}', summary: { zh: '{fairName}', en: '{fairName}' }, from: 'day', place: '{place}', moved: true },
    link: '/fairs/{fairId}',
    sms: true,
    must: true,
  },
  'ticket.fair_cancelled': {
    group: 'fair',
    zh: {
      subject: '招聘会取消：{fairName}（{day}）',
      text: '您领取入场码的 {fairName}（{day}，{place}）已取消，请勿前往。原因：{reason}',
    },
    en: {
      subject: 'Cancelled: {fairName}, {day}',
      text: '{fairName} on {day} at {place}, for which you have a ticket, does not take place. Reason: {reason}',
    },
    date: { uid: 'fair-{fairId}', summary: { zh: '{fairName}', en: '{fairName}' }, from: 'day', place: '{place}', cancelled: true },
    link: '/fairs/{fairId}',
    sms: true,
    must: true,
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
    date: { uid: 'fair-{fairId}', summary: { zh: '{fairName}', en: '{fairName}' }, from: 'day', place: '{place}' },
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
      text: [
        'The survey of scarce workers of {quarter} has begun. Please answer by {closesOn}: your needs are filled in ',
        'already, confirm or change them.',
      ],
    },
    date: { uid: 'survey-{memberId}', summary: { zh: '{quarter} 缺工调查截止', en: 'Survey of {quarter} closes' }, from: 'closesOn' },
    link: '/console/survey/{memberId}',
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
    link: '/console/survey/{memberId}',
  },
  'survey.asked_back': {
    group: 'need',
    zh: { subject: '请核对 {quarter} 缺工调查', text: '您的 {quarter} 缺工调查答卷需要核对：{reason}。请修改或确认后重新提交。' },
    en: {
      subject: 'Please look at your answer of {quarter} again',
      text: [
        'There is a question about your answer to the survey of {quarter}: {reason}. Please correct or confirm it ',
        'and hand it in again.',
      ],
    },
    link: '/console/survey/{memberId}',
  },
});
