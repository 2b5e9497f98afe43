import { defineExport } from '#access';
import { columnsOf } from '#platform/document';
import { industries } from '#reference';
import type { SurveyDoubtDto, SurveyMemberDto } from './answer.dto.js';
import type { SurveyCallDto, SurveyRoundDto } from './round.dto.js';

const { code, day, flag, moment, place, text } = columnsOf<SurveyMemberDto>();

const SIZES: Record<string, readonly [string, string]> = {
  large: ['大型', 'large'],
  medium: ['中型', 'medium'],
  small: ['小型', 'small'],
  micro: ['微型', 'micro'],
};

const STATES = {
  invited: ['未填写', 'Not begun'],
  started: ['填写中', 'Begun'],
  submitted: ['已提交', 'Submitted'],
  asked_back: ['已退回', 'Asked back'],
  accepted: ['已认可', 'Accepted'],
} as const;

/** Lists of the enterprises of a survey round to take along. */
export const membersExport = defineExport<SurveyMemberDto>(
  'survey_members',
  ['调查企业', 'survey enterprises'],
  [
    text(['季度', 'Quarter'], (one) => one.quarter),
    text(['企业', 'Enterprise'], (one) => one.enterpriseName),
    place(['县市区', 'County or zone'], (one) => one.nodeId),
    text(['行业代码', 'Industry code'], (one) => one.industryCode),
    text(['行业', 'Industry'], (one) => (one.industryCode === null ? null : (industries.byCode(one.industryCode)?.name ?? null))),
    code(['规模', 'Size'], 'size', SIZES, (one) => (one.sizeClass !== null && one.sizeClass in SIZES ? one.sizeClass : null)),
    flag(['必查', 'Asked for certain'], (one) => one.certain),
    code(['状态', 'State'], 'state.survey', STATES, (one) => one.state),
    day(['截止日', 'Closes on'], (one) => one.closesOn),
    moment(['提交时间', 'Submitted'], (one) => one.submittedAt),
    flag(['工作人员代填', 'Answered by staff'], (one) => one.answeredFor),
    text(['退回原因', 'Why asked back'], (one) => one.askedBack),
  ],
);

const call = columnsOf<SurveyCallDto>();

/** The call sheet to take along. */
export const callsExport = defineExport<SurveyCallDto>(
  'survey_calls',
  ['催报名单', 'call sheet'],
  [
    call.text(['企业', 'Enterprise'], (one) => one.enterpriseName),
    call.place(['县市区', 'County or zone'], (one) => one.nodeId),
    call.text(['联系人', 'Contact'], (one) => one.contactName),
    call.text(['联系电话', 'Phone'], (one) => one.contactPhone),
    call.code(['状态', 'State'], 'state.survey', STATES, (one) => one.state),
  ],
);

const doubt = columnsOf<SurveyDoubtDto>();

const figuresOf = (values: SurveyDoubtDto['last']): string | null =>
  Object.values(values ?? {})
    .filter((value) => value !== null)
    .join(' · ') || null;

/** Doubtful answers beside last quarter's to take along. */
export const doubtsExport = defineExport<SurveyDoubtDto>(
  'survey_doubts',
  ['存疑数据', 'doubtful answers'],
  [
    doubt.text(['企业', 'Enterprise'], (one) => one.enterpriseName),
    doubt.text(['岗位', 'Post'], (one) => one.answer?.title ?? null),
    doubt.text(['疑点', 'What is doubtful'], (one) => one.words),
    doubt.text(['本季', 'Now'], (one) => figuresOf(one.now)),
    doubt.text(['上季', 'Last quarter'], (one) => figuresOf(one.last)),
  ],
);

const round = columnsOf<SurveyRoundDto>();

/** The rounds of the survey to take along. */
export const roundsExport = defineExport<SurveyRoundDto>(
  'survey_rounds',
  ['调查轮次', 'survey rounds'],
  [
    round.text(['季度', 'Quarter'], (one) => one.quarter),
    round.code(
      ['问卷', 'Questionnaire'],
      'survey',
      { form_long: ['详细问卷', 'full questionnaire'], form_short: ['简要问卷', 'short questionnaire'] },
      (one) => `form_${one.form}` as const,
    ),
    round.code(
      ['状态', 'State'],
      'state.round',
      { draft: ['已安排', 'Planned'], open: ['进行中', 'Open'], closed: ['已截止', 'Closed'], published: ['已发布', 'Published'] },
      (one) => one.state,
    ),
    round.day(['开始日', 'Opens on'], (one) => one.opensOn),
    round.day(['截止日', 'Closes on'], (one) => one.closesOn),
    round.count(['抽样比例（%）', 'Share asked (%)'], (one) => one.sharePercent, 'each'),
    round.count(['每层最少企业数', 'Fewest of a stratum'], (one) => one.stratumMinimum, 'each'),
    round.count(['定稿版本', 'Frozen version'], (one) => one.latestVersion || null, 'each'),
    round.count(['发布版本', 'Published version'], (one) => one.publishedVersion || null, 'each'),
    round.moment(['开始时间', 'Opened'], (one) => one.openedAt),
    round.moment(['截止时间', 'Closed'], (one) => one.closedAt),
    round.moment(['发布时间', 'Published at'], (one) => one.publishedAt),
  ],
);
