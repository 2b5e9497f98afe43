import { catalogue } from './template.js';

/** Proposals, promises and trips. */
export const chainTemplates = catalogue({
  'proposal.sent': {
    group: 'promise',
    zh: {
      subject: '匹配方案：{enterprises} 家企业缺 {people} 人',
      text: '本次匹配为您的劳务批次推荐了 {enterprises} 家企业的岗位，共 {people} 人（{proposals} 个方案）。请查看推荐理由，答复能否承诺。',
    },
    en: {
      subject: 'Proposals: {people|person|people} for {enterprises|enterprise|enterprises}',
      text: [
        'The matching run proposes posts of {enterprises|enterprise|enterprises} for {people|person|people} of your ',
        'batches ({proposals|proposal|proposals}). Please look at the reasons and say whether you can promise them.',
      ],
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
      text: [
        'The matching run proposes {people|person|people} for your posts ({proposals|proposal|proposals}); the ',
        'stations will promise them. Please look at the reasons, and accept or decline.',
      ],
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
      subject: '“{needTitle}”的方案失效',
      text: '匹配之后条件有变，{enterpriseName} 的“{needTitle}”原 {people} 人的方案不再有效，方案上写明了变化。请等下一次匹配，或直接查看现在合适的岗位。',
    },
    en: {
      subject: 'A proposal for “{needTitle}” holds no more',
      text: [
        'What decided has changed since the matching run, so the proposal of {people|person|people} for “{needTitle}” of ',
        '{enterpriseName} holds no more; it says what changed. Wait for the next run, or look at what fits now.',
      ],
    },
    link: '/console/proposals',
  },
  'supplier.agreement_ends': {
    group: 'work',
    zh: { subject: '{supplierName}的协议 {until} 到期', text: '{supplierName}的协作协议 {until} 到期，请商定是否续签，并登记新的期限。' },
    en: {
      subject: 'The agreement with {supplierName} ends on {until}',
      text: 'The agreement with {supplierName} ends on {until}. Please settle whether it goes on, and enter its new term.',
    },
    link: '/console/suppliers/{supplierId}',
  },
  'supplier.licence_ends': {
    group: 'work',
    zh: {
      subject: '{supplierName}的许可证 {until} 到期',
      text: '{supplierName}的人力资源服务许可证 {until} 到期，到期后不能再提供人员。续期后请登记新的有效期。',
    },
    en: {
      subject: 'The licence of {supplierName} ends on {until}',
      text: 'The licence of {supplierName} ends on {until}; after that it can offer nobody. Please enter the new one once it is there.',
    },
    link: '/console/suppliers/{supplierId}',
  },
  'promise.made': {
    group: 'promise',
    zh: {
      subject: '{supplierName} 承诺 {people} 人',
      text: '{supplierName} 为“{needTitle}”承诺 {people} 人，名额为您保留到 {expiresAt}。请在此之前答复。',
    },
    en: {
      subject: '{supplierName} promises {people|person|people}',
      text: [
        '{supplierName} promises {people|person|people} for “{needTitle}”. The places are held until {expiresAt}: ',
        'please answer before.',
      ],
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
  'promise.accepted_in_part': {
    group: 'promise',
    zh: {
      subject: '{enterpriseName} 接受了其中 {people} 人',
      text: '{enterpriseName} 接受了您为“{needTitle}”承诺的 {people} 人，其余 {notTaken} 人可另行安排。原因：{reason} 请为接受的人员安排出行。',
    },
    en: {
      subject: '{enterpriseName} accepts {people} of your people',
      text: [
        '{enterpriseName} accepts {people|person|people} for “{needTitle}”; the other {notTaken|person is|people are} free for something ',
        'else. Reason: {reason} Please plan the trip of those who are accepted.',
      ],
    },
    link: '/console/promises',
    sms: true,
  },
  'promise.lapsing': {
    group: 'promise',
    zh: {
      subject: '承诺即将到期：{supplierName} {people} 人',
      text: '{supplierName} 为“{needTitle}”承诺的 {people} 人还没有答复，{expiresAt} 到期后名额将自动释放。',
    },
    en: {
      subject: 'About to lapse: {people|person|people} of {supplierName}',
      text: [
        'Nobody has answered about the {people|person|people} whom {supplierName} promised for “{needTitle}”. At {expiresAt} their ',
        'places are free again.',
      ],
    },
    link: '/console/promises',
    sms: true,
  },
  'promise.without_trip': {
    group: 'promise',
    zh: {
      subject: '尚未安排行程：“{needTitle}”{people} 人',
      text: '{supplierName} 为“{needTitle}”落实的 {people} 人还没有行程，最晚 {startBy} 到岗。请尽快安排出行，或与企业商定。',
    },
    en: {
      subject: 'No trip yet: {people|person|people} for “{needTitle}”',
      text: [
        'The {people|person|people} whom {supplierName} committed for “{needTitle}” have no trip, and start by {startBy} at the latest. ',
        'Please plan one, or come to terms with the enterprise.',
      ],
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
      text: [
        '{enterpriseName} did not answer in time about {people|person|people} for “{needTitle}”. Their time is free ',
        'for something else.',
      ],
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
    date: {
      uid: 'trip-{tripId}',
      summary: { zh: '{people} 人到达（{supplierName}）', en: '{people|person|people} of {supplierName} arrive' },
      from: 'arriveAt',
      place: '{to}',
    },
    remindDays: 1,
    link: '/console/trips/{tripId}',
  },
  'trip.cancelled': {
    group: 'trip',
    zh: {
      subject: '{people} 人的行程已取消',
      text: '{supplierName} 取消了原定 {departAt} 从 {from} 出发、{arriveAt} 到达 {to} 的行程，涉及贵企业 {people} 人。',
    },
    en: {
      subject: 'A trip of {people|person|people} is cancelled',
      text: '{supplierName} cancelled the trip from {from} {departAt} to {to} {arriveAt}, with {people|person|people} for you.',
    },
    date: {
      uid: 'trip-{tripId}',
      summary: { zh: '{people} 人到达（{supplierName}）', en: '{people|person|people} of {supplierName} arrive' },
      from: 'arriveAt',
      cancelled: true,
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
      text: [
        '{supplierName} promised {enterpriseName} {promised|person|people} and {came} came: {missing} missing, and ',
        'the shortage has risen by as many.',
      ],
    },
    link: '/console/trips/{tripId}',
  },
});
