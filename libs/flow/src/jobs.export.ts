import { defineExport } from '#access';
import { columnsOf, type Words } from '#platform/document';
import type { JobDto } from '#platform/jobs';

const { code, count, flag, moment, text } = columnsOf<JobDto>();

/** What each kind of background work of every library does, as the page of jobs says it. */
const WORK: Readonly<Record<string, Words>> = {
  other: ['其他任务', 'Other work'],
  'access.answer_reset_request': ['发送找回密码的链接', 'Send a link to a new password'],
  'crypto.seal_clear': ['补齐未加密的内容', 'Encrypt what is not yet'],
  'dispatch.chase_retention': ['提醒到期和逾期的在岗回访', 'Tell of checks that are due or late'],
  'dispatch.tally_promises': ['统计承诺成效', 'Count what became of promises'],
  'dispatch.forget_people': ['清除到期的人员信息', 'Remove personal data past its time'],
  'dispatch.lapse_promise': ['释放到期的承诺', 'Release a promise that ran out'],
  'dispatch.prepare_retention': ['安排 30、90、180 天回访', 'Prepare the checks after 30, 90 and 180 days'],
  'dispatch.watch_promises': ['提醒将到期的承诺和未安排的行程', 'Warn of promises near their end and of missing trips'],
  'enterprise.sweep_files': ['清除无主的文件', 'Remove files that nobody uses'],
  'enterprise.tell_namesakes': ['提醒手机号或邮箱已被注册的人', 'Tell whose phone or e-mail somebody registered again'],
  'matching.clear_run': ['清除旧的匹配', 'Remove an old matching run'],
  'matching.run': ['匹配计算', 'Matching run'],
  'matching.stale_of_import': ['核对导入影响的方案', 'Check proposals after an import'],
  'matching.stale_proposals': ['核对需求变动影响的方案', 'Check proposals after a need changed'],
  'matching.stale_of_batch': ['核对批次变动影响的方案', 'Check proposals after a batch changed'],
  'need.read_import': ['读取导入的表格', 'Read an imported list'],
  'need.save_import': ['保存导入的需求', 'Save imported needs'],
  'need.send_stale': ['标记超期未确认的需求', 'Mark needs that were not confirmed in time'],
  'need.sweep_imports': ['清除旧的导入', 'Remove old imports'],
  'need.trim_changes': ['整理需求变动记录', 'Tidy the list of changed needs'],
  'need.take_back_import': ['撤回导入', 'Take an import back'],
  'notification.send': ['发送邮件或短信', 'Send an e-mail or text message'],
  'notification.match_receipt': ['核对短信回执', 'Match receipts of text messages'],
  'notification.resend_failed': ['重新发送失败的消息', 'Send failed messages again'],
  'notification.send_urgent': ['立即发送的消息', 'Send what somebody waits for'],
  'notification.send_portion': ['成批发送消息', 'Send many messages'],
  'notification.watch_queues': ['检查队列是否积压', 'Look whether queues are late'],
  'retention.sweep': ['按期限清理记录', 'Remove records past their time'],
  'shortage.documents': ['制作目录文件', 'Make the documents of a catalogue'],
  'shortage.publish_catalogue': ['生成季度目录', 'Make the quarter’s catalogue'],
  'survey.remind': ['提醒填写调查', 'Remind who has not answered the survey'],
  'survey.tell_members': ['通知被调查企业', 'Tell the enterprises of a survey'],
  'fair.keep_time': ['招聘会按时开始和结束', 'Begin and end fairs by the clock'],
  'fair.make_plan': ['测算招聘会计划', 'Plan a quarter’s fairs'],
  'fair.accept_plan': ['按计划生成招聘会', 'Make fairs of a plan'],
  'fair.free_holds': ['释放过期保留的展位', 'Free booths that were held too long'],
  'fair.invite_fitting': ['通知适合的企业', 'Tell enterprises of fairs that fit'],
  'fair.remind': ['提醒招聘会到期事项', 'Remind of what is due of fairs'],
  'supply.remind_of_papers': ['提醒将到期的协议和许可证', 'Tell of agreements and licences that end soon'],
  'webhook.send': ['推送到其他系统', 'Tell a connected system'],
};

/** Background work to take along. */
export const jobsExport = defineExport<JobDto>(
  'jobs',
  ['后台任务', 'background work'],
  [
    code(['任务', 'Job'], 'jobName', WORK, ({ name }) => (name in WORK ? name : 'other')),
    code(
      ['队列', 'Queue'],
      'queueName',
      {
        default: ['日常', 'everyday work'],
        urgent: ['紧急', 'urgent work'],
        mail: ['邮件', 'mail'],
        import: ['导入', 'imports'],
        solver: ['匹配计算', 'matching'],
        documents: ['文件制作', 'documents'],
        webhook: ['推送', 'connected systems'],
      },
      (one) => one.queue,
    ),
    code(
      ['状态', 'State'],
      'state.job',
      {
        waiting: ['等待', 'waiting'],
        running: ['进行中', 'running'],
        done: ['完成', 'done'],
        failed: ['失败', 'failed'],
        cancelled: ['已取消', 'cancelled'],
      },
      (one) => one.state,
    ),
    flag(['自动运行', 'Runs by itself'], (one) => one.scheduled),
    moment(['运行时间', 'Run at'], (one) => one.runAt),
    moment(['开始时间', 'Started'], (one) => one.startedAt),
    moment(['结束时间', 'Ended'], (one) => one.finishedAt),
    count(['次数', 'Tries'], (one) => one.attempts),
    count(['失败次数', 'Failed tries'], (one) => one.failures),
    count(['已处理', 'Dealt with'], (one) => one.progress?.done ?? null),
    count(['共', 'In all'], (one) => one.progress?.total ?? null),
    text(['技术说明', 'Technical note'], (one) => one.lastError),
  ],
);
