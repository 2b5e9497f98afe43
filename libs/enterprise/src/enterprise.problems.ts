import { defineProblems } from '#platform/http';

export const problems = defineProblems({
  'enterprise.industry': {
    status: 422,
    zh: '行业代码 {code} 不在 GB/T 4754-2017 中',
    en: 'The industry code {code} is not one of GB/T 4754-2017',
  },
  'enterprise.figures_doubtful': {
    status: 409,
    zh: '职工人数与此前相差很大，请核对；确实如此，请确认后再次提交',
    en: 'The headcount is far from the one before: look again, and send it again with `figuresConfirmed` if it is meant',
  },
  'registration.credit_code': { status: 422, zh: '统一社会信用代码有误：{reason}', en: 'The credit code is wrong: {reason}' },
  'registration.documents': {
    status: 422,
    zh: '首位用户须上传营业执照和授权书',
    en: 'The first person of an enterprise has to hand in its licence and a letter of authority',
  },
  'registration.file_unknown': { status: 422, zh: '上传的文件已失效，请重新上传', en: 'An uploaded file is gone; upload it again' },
  'registration.county': {
    status: 422,
    zh: '请选择企业所在的县市区或开发区',
    en: 'Choose the county or development zone of the enterprise',
  },
  'registration.bureau': {
    status: 403,
    zh: '人社部门账号不能代表企业，请由企业人员用自己的账号申请',
    en: 'An account of the bureau cannot act for an enterprise; somebody of the enterprise has to apply with their own',
  },
  'registration.own': {
    status: 403,
    zh: '不能审核自己或自己所在企业的申请，请交由其他工作人员办理',
    en: 'Nobody decides about their own application or one of their own enterprise; leave it to a colleague of the bureau',
  },
  'registration.pending': {
    status: 409,
    zh: '您已经提交过这家企业的申请，请等待审核',
    en: 'You have already applied for this enterprise; wait for the decision',
  },
  'registration.decided': { status: 409, zh: '该申请已经处理过', en: 'This application has been decided already' },
  'registration.another_first': {
    status: 409,
    zh: '该企业已有获批人员，此申请应由其同事审核',
    en: 'The enterprise has an approved person by now; this application is theirs to decide',
  },
  'file.type': { status: 415, zh: '只接受 PDF、PNG 或 JPEG 文件', en: 'Only PDF, PNG or JPEG files are accepted' },
  'file.too_large': { status: 413, zh: '文件超过 {limit} MB', en: 'The file is larger than {limit} MB' },
  'file.quota': {
    status: 429,
    zh: '今天从您的网络上传的材料已满 {limit} MB，请明天再传，或把文件压缩后再传',
    en: 'Papers from your network have reached {limit} MB today; try again tomorrow, or hand in smaller files',
  },
  'file.quota_all': {
    status: 429,
    zh: '今天收到的材料已满，请明天再传；急办请联系所在县市区的人社部门',
    en: 'No more papers can be taken in today; try again tomorrow, or call your county’s bureau when it is urgent',
  },
  'file.empty': { status: 422, zh: '文件是空的', en: 'The file is empty' },
});
