import { catalogue } from './template.js';

/** What becomes of booths and of the places in waiting lists, and fairs that fit. */
export const boothTemplates = catalogue({
  'booth.placed': {
    group: 'fair',
    zh: {
      subject: '已为贵企业安排展位 {boothNumber}：{fairName}',
      text: '主办单位已为 {enterpriseName} 安排 {day} {fairName} 的 {boothNumber} 号展位，地点：{place}。请选择展示岗位并填写参会人员。',
    },
    en: {
      subject: 'Booth {boothNumber} is yours: {fairName}',
      text: [
        'The office gave {enterpriseName} booth {boothNumber} at {fairName} on {day}, {place}. ',
        'Please choose what you show and say who comes.',
      ],
    },
    date: { uid: 'fair-{fairId}', summary: { zh: '{fairName}', en: '{fairName}' }, from: 'day', place: '{place}' },
    remindDays: 3,
    link: '/console/fairs/{fairId}',
  },
  'booth.withdrawn': {
    group: 'fair',
    zh: {
      subject: '展位 {boothNumber} 已取消：{fairName}',
      text: '主办单位取消了 {enterpriseName} 在 {day} {fairName} 的 {boothNumber} 号展位。原因：{reason}',
    },
    en: {
      subject: 'Booth {boothNumber} is taken back: {fairName}',
      text: 'The office took back booth {boothNumber} of {enterpriseName} at {fairName} on {day}. Reason: {reason}',
    },
    date: { uid: 'fair-{fairId}', summary: { zh: '{fairName}', en: '{fairName}' }, from: 'day', cancelled: true },
    link: '/console/fairs/{fairId}',
    sms: true,
  },
  'booth.renumbered': {
    group: 'fair',
    zh: {
      subject: '展位由 {before} 调整为 {boothNumber}：{fairName}',
      text: '{enterpriseName} 在 {day} {fairName} 的展位由 {before} 号调整为 {boothNumber} 号。',
    },
    en: {
      subject: 'Booth {boothNumber} instead of {before}: {fairName}',
      text: '{enterpriseName} has booth {boothNumber} instead of {before} at {fairName} on {day}.',
    },
    link: '/console/fairs/{fairId}',
  },
  'booth.offered': {
    group: 'fair',
    zh: {
      subject: '候补到展位 {boothNumber}，请在 {until} 前确认：{fairName}',
      text: '{day} {fairName} 空出 {boothNumber} 号展位，已为 {enterpriseName} 保留到 {until}。逾期未确认将顺延给下一家。',
    },
    en: {
      subject: 'Booth {boothNumber} is free for you until {until}: {fairName}',
      text: [
        'Booth {boothNumber} at {fairName} on {day} became free and is kept for {enterpriseName} until {until}. ',
        'Confirm it, or the next one has it.',
      ],
    },
    link: '/console/fairs/{fairId}',
    sms: true,
  },
  'booth.offer_lapsed': {
    group: 'fair',
    zh: {
      subject: '候补展位已顺延：{fairName}',
      text: '为 {enterpriseName} 保留的 {day} {fairName} {boothNumber} 号展位逾期未确认，已顺延给下一家。如仍想参加，请重新候补。',
    },
    en: {
      subject: 'The booth went to the next one: {fairName}',
      text: [
        'Booth {boothNumber} at {fairName} on {day}, kept for {enterpriseName}, was not confirmed in time. ',
        'Ask again if you still want to come.',
      ],
    },
    link: '/console/fairs/{fairId}',
  },
  'booth.absent': {
    group: 'fair',
    zh: {
      subject: '登记为未到场：{fairName}',
      text: '{enterpriseName} 订了 {day} {fairName} 的 {boothNumber} 号展位但未到场，近期第 {times} 次。如有误，请联系主办单位。',
    },
    en: {
      subject: 'Marked as not there: {fairName}',
      text: [
        '{enterpriseName} had booth {boothNumber} at {fairName} on {day} and did not come: number {times} of late. ',
        'Call the office if that is wrong.',
      ],
    },
    link: '/console/fairs/{fairId}',
  },
  'booth.suspended': {
    group: 'fair',
    zh: {
      subject: '暂停自行预订展位至 {until}',
      text: '{enterpriseName} 未到 {day} {fairName} 的 {boothNumber} 号展位，近期第 {times} 次。{until} 前不能自行预订，请联系人社部门。',
    },
    en: {
      subject: 'No bookings by yourselves until {until}',
      text: [
        '{enterpriseName} did not come to booth {boothNumber} at {fairName} on {day}: number {times} of late. ',
        'Until {until} your office books for you.',
      ],
    },
    link: '/console/fairs/{fairId}',
  },
  'wait.removed': {
    group: 'fair',
    zh: { subject: '候补已取消：{fairName}', text: '主办单位将贵企业移出 {day} {fairName} 的候补名单。原因：{reason}' },
    en: {
      subject: 'Off the waiting list: {fairName}',
      text: 'The office took you off the waiting list of {fairName} on {day}. Reason: {reason}',
    },
    link: '/console/fairs/{fairId}',
  },
  'wait.fair_moved': {
    group: 'fair',
    zh: {
      subject: '候补的招聘会有变更：{fairName}',
      text: '您正在候补的 {fairName} 由 {fromDay} {fromHours}（{fromPlace}）改为 {day} {hours}（{place}）。候补位置不变；如不参加，请退出候补。',
    },
    en: {
      subject: 'Moved, where you wait: {fairName}',
      text: [
        '{fairName}, where you wait for a booth, was on {fromDay}, {fromHours} ({fromPlace}), and is now on {day}, {hours} ({place}). ',
        'You keep your place; leave the list if you cannot come.',
      ],
    },
    link: '/console/fairs/{fairId}',
  },
  'wait.fair_cancelled': {
    group: 'fair',
    zh: { subject: '候补的招聘会取消：{fairName}', text: '您正在候补的 {day} {fairName} 已取消。原因：{reason}' },
    en: {
      subject: 'Cancelled, where you wait: {fairName}',
      text: '{fairName} on {day}, where you wait for a booth, is cancelled: {reason}',
    },
    link: '/console/fairs/{fairId}',
  },
  'fair.fits': {
    group: 'fair',
    zh: {
      subject: '适合贵企业的招聘会：{fairName}（{day}）',
      text: '{fairName} 将于 {day} {hours} 在 {place} 举办，与贵企业在招岗位相符，现可预订展位。不想再收到此类通知，可在“招聘会”页面关闭。',
    },
    en: {
      subject: 'A fair that fits you: {fairName}, {day}',
      text: [
        '{fairName} takes place on {day}, {hours}, at {place}, and is about workers that you look for. You can book a booth. ',
        'Do you not want to hear of such fairs? Say so on the page of fairs.',
      ],
    },
    link: '/console/fairs/{fairId}',
  },
  'fair.due_filing': {
    group: 'fair',
    zh: { subject: '{due} 前须完成备案：{fairName}', text: '{day} {fairName} 尚未备案，请于 {due} 前补齐材料。' },
    en: {
      subject: 'To be filed by {due}: {fairName}',
      text: '{fairName} on {day} is not filed yet. Please bring what is missing by {due}.',
    },
    link: '/console/fairs/{fairId}',
  },
  'fair.due_permit': {
    group: 'fair',
    zh: {
      subject: '{due} 前须申请安全许可：{fairName}',
      text: '{day} {fairName} 须向公安机关申请大型群众性活动安全许可，请于 {due} 前申请。',
    },
    en: {
      subject: 'Permit to be applied for by {due}: {fairName}',
      text: '{fairName} on {day} needs a permit of the police. Please apply for it by {due}.',
    },
    link: '/console/fairs/{fairId}',
  },
  'fair.due_results': {
    group: 'fair',
    zh: { subject: '{due} 前须报送成效：{fairName}', text: '{day} {fairName} 已结束，请于 {due} 前报送成效。' },
    en: { subject: 'Results by {due}: {fairName}', text: '{fairName} on {day} is over. Please hand in its results by {due}.' },
    link: '/console/fairs/{fairId}',
  },
});
