import { defineProblems } from '#platform/http';

export const problems = defineProblems({
  'promise.state': { status: 409, zh: '该承诺当前状态（{state}）不能进行此操作', en: 'The promise cannot do this while it is {state}' },
  'promise.version_stale': {
    status: 409,
    zh: '该承诺已有变化，请刷新后重试',
    en: 'The promise has changed meanwhile; reload and try again',
  },
  'promise.expired': {
    status: 409,
    zh: '该承诺已过期，名额已释放',
    en: 'The time of the promise is over and its places are free again',
  },
  'promise.more_than_promised': { status: 409, zh: '对方只承诺了 {people} 人', en: 'Only {people} people were promised' },
  'promise.reason_missing': {
    status: 422,
    zh: '有 {people} 人没有接受，请写明原因，对方会收到',
    en: 'Say why {people} people are not taken: the other side is told',
  },
  'promise.accepted_otherwise': {
    status: 409,
    zh: '该承诺已由同事接受 {people} 人；如需调整，请撤回一部分或请对方再次承诺',
    en: 'A colleague has accepted {people} people of it already: withdraw a part, or ask for another promise',
  },
  'dispatch.rule_past': { status: 422, zh: '规则只能从今天或以后开始', en: 'A rule can begin today or later' },
  'dispatch.rule_order': {
    status: 422,
    zh: '提醒要早于到期：提醒小时数应小于保留小时数',
    en: 'The warning comes before the end: fewer hours',
  },
  'promise.batch_supplier': { status: 422, zh: '请选择批次和需求', en: 'Choose a batch and a need' },
  'promise.more_than_outstanding': { status: 409, zh: '最多还能撤回 {people} 人', en: 'At most {people} people can still be withdrawn' },
  'promise.on_a_manifest': {
    status: 409,
    zh: '只有 {people} 人不在花名册上；请先从花名册中移除，或全部撤回',
    en: 'Only {people} people stand on no manifest; take others off it first, or withdraw all',
  },
  'promise.on_the_way': {
    status: 409,
    zh: '已有 {people} 人在途，撤回前请先为他们安排替代岗位',
    en: '{people} people are on their way: find them a substitute place before withdrawing',
  },
  'trip.promise': {
    status: 422,
    zh: '所选承诺不存在、未被企业接受，或不属于该供给方',
    en: 'A chosen promise does not exist, is not accepted, or is another supplier’s',
  },
  'trip.supplier': { status: 422, zh: '请选择要随行的已落实承诺', en: 'Choose the accepted promises that the trip serves' },
  'trip.order': { status: 422, zh: '到达时间不能早于出发时间', en: 'It cannot arrive before it departs' },
  'trip.state': { status: 409, zh: '该行程当前状态（{state}）不能进行此操作', en: 'The trip cannot do this while it is {state}' },
  'trip.lines_open': { status: 409, zh: '还有 {open} 人没有点到', en: '{open} people have not been answered for yet' },
  'trip.line_unknown': { status: 404, zh: '花名册中没有此人', en: 'There is no such person on the manifest' },
  'manifest.invalid': { status: 422, zh: '花名册有 {count} 处需要修改', en: '{count} things on the manifest need correction' },
  'manifest.not_a_table': {
    status: 422,
    zh: '这个文件不是可以读取的花名册：{zh}',
    en: 'The file is no manifest that can be read: {en}',
  },
  'manifest.travelled': {
    status: 409,
    zh: '此人已点名，不能移除',
    en: 'This person has been called at a roll call and cannot be taken off',
  },
  'manifest.replaced': {
    status: 409,
    zh: '已有人顶替此人；如需更换，请对顶替的人操作',
    en: 'Somebody takes this person’s place already: replace that one',
  },
  'worker.entered': {
    status: 409,
    zh: '本站已登记过此人，请用证件号或手机号查找',
    en: 'This station has entered the person already: look for the ID number or telephone number',
  },
  'worker.file_invalid': {
    status: 422,
    zh: '名单中有 {count} 人需要改正，还没有登记任何人',
    en: '{count} people of the list need correction, and nobody was entered',
  },
  'worker.supplier': { status: 422, zh: '请选择为哪个协作站登记', en: 'Choose the station for which the person is entered' },
  'worker.consent_ahead': { status: 422, zh: '同意日期不能晚于今天', en: 'Nobody has agreed on a day to come' },
  'worker.version_stale': {
    status: 409,
    zh: '此人的进展已有变化，请刷新后重试',
    en: 'The person has moved on meanwhile; reload and try again',
  },
  'worker.step': { status: 409, zh: '不能从“{from}”直接到“{to}”', en: 'Nobody gets from {from} to {to} at once' },
  'worker.reason_missing': { status: 422, zh: '请写明原因', en: 'Give the reason' },
  'worker.slot_missing': { status: 422, zh: '请填写面试时间', en: 'Say when the interview is' },
  'worker.travelling': {
    status: 409,
    zh: '此人在一个未结束的行程中，到达后才能删除',
    en: 'The person is on a trip that has not ended: they can be deleted after it',
  },
  'worker.not_accepted': {
    status: 409,
    zh: '有 {people} 人还没有录用，录用后才能列入花名册',
    en: '{people} of them are not accepted yet and cannot go on a manifest',
  },
  'insurance.not_a_table': {
    status: 422,
    zh: '这个文件不是可以读取的参保名单：{zh}',
    en: 'The file is no list of paid months that can be read: {en}',
  },
  'insurance.invalid': {
    status: 422,
    zh: '名单有 {count} 行看不懂，请改正后重新上传',
    en: '{count} lines of the list cannot be understood; correct them first',
  },
  'insurance.office': { status: 422, zh: '请用县市区或市级账号导入', en: 'Read it in with an account of a county or of the city' },
  'retention.contradicts': {
    status: 409,
    zh: '后一次回访已确认此人在岗，请先更正后一次的答复',
    en: 'A later check says that the person was there: correct that one first',
  },
  'retention.named_left': {
    status: 409,
    zh: '其中有人已答复为离职；请刷新后重试',
    en: 'One of them was said to have left; reload and try again',
  },
  'retention.early': { status: 409, zh: '尚未到确认日期（{dueOn}）', en: 'It is not due before {dueOn}' },
});

/** What can be wrong with a line of a list of paid months. */
export const insuranceFaults = {
  id_number: { zh: '身份证号码有误，请核对 18 位号码', en: 'the ID number is wrong: compare its 18 signs' },
  employer: { zh: '没有单位名称或统一社会信用代码', en: 'it names no employer' },
  month: { zh: '看不出缴费月份，请写成 2026-12 或 202612', en: 'the month cannot be told: write 2026-12 or 202612' },
  months_order: { zh: '终止月份早于起始月份，或相隔太久', en: 'the last month is before the first, or too far from it' },
} as const;

/** What can be wrong with one person of a manifest. */
export const lineFaults = {
  name: { zh: '请填写姓名（2 至 40 个字）', en: 'give the name, 2 to 40 characters' },
  id_number: { zh: '身份证号码有误，请对照证件核对 18 位号码', en: 'the ID number is wrong: compare its 18 signs with the card' },
  id_digits: {
    zh: '身份证号码按数字保存，后三位已丢失：请在表格中将该列设为“文本”格式，重新填写后再上传',
    en: 'the ID number was stored as a number and lost its last digits: format the column as text and type it again',
  },
  cell: {
    zh: '单元格显示错误或公式没有结果，请在表格中改正',
    en: 'the cell shows an error or a formula without a result: correct it in the table',
  },
  child: { zh: '未满 16 周岁，不得招用', en: 'is under 16: that would be child labour' },
  minor: { zh: '未满 18 周岁，该岗位不招用未成年工', en: 'is under 18, and this post is not open to minors' },
  phone: { zh: '手机号码有误，请填 11 位号码，没有可留空', en: 'the mobile number is wrong: 11 digits, or leave it empty' },
  twice: { zh: '同一人在花名册中出现两次，请只留一行', en: 'the same person stands on the manifest already: keep one line' },
  elsewhere: {
    zh: '此人在另一个未结束的行程中，请先从那里移除',
    en: 'the person stands on another trip that has not ended: take them off that one first',
  },
  promise: {
    zh: '看不出前往行程中的哪家企业，请在“企业”一列写明',
    en: 'say in a column headed 企业 which of the trip’s enterprises the person goes to',
  },
  full: {
    zh: '超出该企业已落实的人数，请移除多出的人或先增加落实',
    en: 'more people than are committed to this enterprise: take somebody off, or have more committed first',
  },
} as const;
/** What can be wrong with one person of a list whom a station enters, besides. */
export const enteredFault = { zh: '本站已登记过此人', en: 'this station has entered the person already' } as const;
export type LineFault = keyof typeof lineFaults;
