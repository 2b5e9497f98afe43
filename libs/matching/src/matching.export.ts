import { defineExport } from '#access';
import { columnsOf, type Words } from '#platform/document';
import type { ChangeKind, UnfilledCode } from './domain/index.js';
import type { ProposalDto, UnfilledDto } from './matching.dto.js';
import type { MatchingRunDto } from './run/run.dto.js';

const { code, count, day, flag, text, yuan } = columnsOf<ProposalDto>();

/** The day of arrival and the days that were wished, of a proposal's reasons. */
const daysOf = ({ reasons }: ProposalDto) => reasons.find(({ days }) => days)?.days;

/** Lists of proposals to take along. */
export const proposalsExport = defineExport<ProposalDto>(
  'proposals',
  ['匹配方案', 'proposals'],
  [
    text(['岗位', 'Need'], (one) => one.needTitle),
    text(['企业', 'Enterprise'], (one) => one.enterpriseName),
    text(['县市区', 'County or zone'], (one) => one.nodeName),
    text(['协作站', 'Station'], (one) => one.supplierName),
    text(['批次', 'Batch'], (one) => one.batchTitle),
    count(['人数', 'People'], (one) => one.people),
    code(
      ['状态', 'State'],
      'state.proposal',
      {
        proposed: ['待审定', 'to approve'],
        sent: ['可承诺', 'open to promise'],
        promised: ['已承诺', 'promised'],
        dropped: ['已放弃', 'dropped'],
        stale: ['条件已变', 'conditions changed'],
        declined: ['已谢绝', 'declined'],
      },
      (one) => one.state,
    ),
    flag(['企业愿意接收', 'Welcome'], (one) => one.welcome),
    text(['谢绝原因', 'Why declined'], (one) => one.reason),
    yuan(['月薪下限（元）', 'Wage from (yuan a month)'], (one) => one.wageFromYuan),
    yuan(['月薪上限（元）', 'Wage to (yuan a month)'], (one) => one.wageToYuan),
    day(['预计到岗', 'Arrives'], (one) => daysOf(one)?.arrives ?? null),
    day(['希望到岗', 'Wished from'], (one) => daysOf(one)?.wished ?? null),
    day(['最晚到岗', 'Start by'], (one) => one.startBy),
    flag(['提供住宿', 'Lodging'], (one) => one.lodging),
  ],
);

const run = columnsOf<MatchingRunDto>();

/** The list of matching runs to take along. Each counts the same needs and people anew, so that nothing is added up. */
export const runsExport = defineExport<MatchingRunDto>(
  'matching_runs',
  ['匹配记录', 'matching runs'],
  [
    run.moment(['开始时间', 'Started'], (one) => one.startedAt),
    run.moment(['完成时间', 'Finished'], (one) => one.finishedAt),
    run.text(['发起人', 'Started by'], (one) => one.startedByName),
    run.code(
      ['状态', 'State'],
      'state.run',
      {
        queued: ['排队中', 'queued'],
        running: ['计算中', 'running'],
        done: ['已完成', 'done'],
        failed: ['失败', 'failed'],
        cancelled: ['已取消', 'cancelled'],
      },
      (one) => one.state,
    ),
    run.count(['需求', 'Needs'], (one) => one.needs, 'each'),
    run.count(['批次', 'Batches'], (one) => one.batches, 'each'),
    run.count(['缺工人数', 'People short'], (one) => one.asked, 'each'),
    run.count(['安排人数', 'People placed'], (one) => (one.state === 'done' ? one.placed : null), 'each'),
    run.number(['用时（秒）', 'Seconds'], (one) => one.seconds),
    run.flag(['结果已核验', 'Result checked'], (one) => one.certified),
    run.text(['失败原因', 'Why it failed'], (one) => one.failure),
  ],
);

const left = columnsOf<UnfilledDto>();

const WHY: Record<UnfilledCode, Words> = {
  occupation: ['没有这一职业的人', 'nobody offers this work'],
  level: ['没有达到这一技能等级的人', 'nobody has this skill level'],
  time: ['没有人能在最晚到岗日之前到位', 'nobody can be there in time'],
  wage: ['工资低于现有人员的期望', 'wage below what people expect'],
  lodging: ['外地人员需要住宿', 'people from afar need lodging'],
  excluded: ['可行的搭配都被人工排除', 'every fit was excluded by hand'],
  'all-here': ['合适的人已全部派来，没有更多了', 'everybody who fits comes here already; there are no more'],
  elsewhere: ['合适的人用在别处更好', 'those who fit do more good elsewhere'],
  'supplier-capacity': ['供给方本次可派人数已用完', 'the suppliers can send no more this time'],
  'too-costly': ['有人可派，但代价高于收益', 'possible, but costs more than it gains'],
  group: ['人数不足以成团出行', 'too few to travel as a group'],
};

const advised = (one: UnfilledDto, kind: ChangeKind) => one.advice.find(({ change }) => change.kind === kind);
const to = (one: UnfilledDto, kind: ChangeKind): string | null => advised(one, kind)?.change.to ?? null;
/** People whom one change alone would bring. */
const gain = (head: Words, kind: ChangeKind) => left.count(head, (one) => advised(one, kind)?.gain ?? null, 'each');

/** Needs that a run left short, why, and what each single change would bring, to take along. */
export const unfilledExport = defineExport<UnfilledDto>(
  'unfilled',
  ['未满足的需求', 'needs left short'],
  [
    left.text(['岗位', 'Need'], (one) => one.needTitle),
    left.text(['企业', 'Enterprise'], (one) => one.enterpriseName),
    left.count(['缺工人数', 'People short'], (one) => one.people),
    left.code(['原因', 'Reason'], 'unfilled', WHY, (one) => one.reason),
    left.yuan(['工资提到（元）', 'Wage raised to (yuan a month)'], (one) => (to(one, 'wage') === null ? null : Number(to(one, 'wage')))),
    gain(['提高工资可增加人数', 'People whom the wage would bring'], 'wage'),
    left.day(['最晚到岗推迟到', 'Start put off until'], (one) => to(one, 'start')),
    gain(['推迟到岗可增加人数', 'People whom the later start would bring'], 'start'),
    gain(['提供住宿可增加人数', 'People whom lodging would bring'], 'lodging'),
    gain(['岗前培训可增加人数', 'People whom training would bring'], 'training'),
  ],
);
