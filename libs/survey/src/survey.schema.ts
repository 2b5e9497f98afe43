import { In, LessThan } from 'typeorm';
import { sealedColumns, secretCol } from '#platform/crypto';
import { addColumn, col, createIndex, createTable, defineRetention, dropIndex, keepWithoutRule, type SchemaPart } from '#platform/db';
import {
  SurveyAnswer,
  SurveyClient,
  SurveyDoubt,
  SurveyMember,
  SurveyPortion,
  SurveyReview,
  SurveyRound,
  SurveyVersion,
} from './survey.entity.js';

const nullable = { nullable: true };
const largeNullable = { nullable: true, large: true };
const answerText = { blank: null, json: true };

sealedColumns.register({
  table: 'survey_answer',
  clear: { draft: answerText, final: answerText, aside: answerText, savedBy: { blank: null } },
  chunk: 50,
});
sealedColumns.register({ table: 'survey_review', clear: { before: answerText }, chunk: 50 });

const surveyAnswerRule = defineRetention({
  name: 'survey_answer',
  also: ['survey_doubt', 'survey_client'],
  keepDays: 5 * 366,
  source:
    'raw answers name people to call and are compared for a few years; the frozen rounds that figures rest on ' +
    'stay (Statistics Law, article 20)',
  sweep: async (uow, before, limit) => {
    const rows = await uow.manager.find(SurveyAnswer, { select: { id: true }, where: { savedAt: LessThan(before) }, take: limit });
    const ids = rows.map((row) => row.id);
    if (ids.length === 0) return 0;
    await uow.manager.delete(SurveyDoubt, { memberId: In(ids) });
    await uow.manager.delete(SurveyClient, { memberId: In(ids) });
    await uow.manager.delete(SurveyAnswer, { id: In(ids) });
    return ids.length;
  },
});

const surveyReviewRule = defineRetention({
  name: 'survey_review',
  keepDays: 5 * 366,
  source: 'kept as long as the answers that it is about',
  sweep: async (uow, before, limit) => {
    const rows = await uow.manager.find(SurveyReview, { select: { id: true }, where: { at: LessThan(before) }, take: limit });
    if (rows.length > 0) await uow.manager.delete(SurveyReview, { id: In(rows.map((row) => row.id)) });
    return rows.length;
  },
});

keepWithoutRule(
  'what published figures rest on: enterprises and counts, no people (Statistics Law, article 20)',
  'survey_round',
  'survey_member',
  'survey_version',
  'survey_portion',
);

const round = createTable('1790000100001', 'survey_round', {
  columns: [
    col.key(),
    col.str('quarter', 6),
    col.str('form', 8),
    col.day('opensOn'),
    col.day('closesOn'),
    col.int('seed'),
    col.int('sharePercent'),
    col.int('stratumMinimum'),
    col.json('reminders'),
    col.str('state', 12),
    col.json('ranges', { large: true }),
    col.json('usualPairs', { large: true }),
    col.ref('previousId', nullable),
    col.int('latest', { default: 0 }),
    col.int('publishedVersion', { default: 0 }),
    col.int('moves', { default: 0 }),
    col.ref('createdById', nullable),
    col.instant('createdAt'),
    col.instant('openedAt', nullable),
    col.instant('closedAt', nullable),
    col.instant('publishedAt', nullable),
    col.int('version', { default: 1 }),
  ],
  uniques: [{ name: 'UQ_survey_round_quarter', columns: ['quarter'] }],
  indices: [{ name: 'IX_survey_round_state', columns: ['state', 'quarter'] }],
});

const member = createTable('1790000100002', 'survey_member', {
  columns: [
    col.key(),
    col.ref('roundId'),
    col.ref('enterpriseId'),
    col.str('enterpriseName', 120),
    col.str('creditCode', 18, nullable),
    col.ref('nodeId'),
    col.str('nodePath', 400),
    col.ref('countyId'),
    col.str('industryCode', 8, nullable),
    col.str('sizeClass', 8, nullable),
    col.str('stratum', 80),
    col.flag('certain'),
    col.int('stratumSize'),
    col.int('stratumDrawn'),
    col.str('state', 12),
    col.instant('submittedAt', nullable),
    col.ref('answeredForById', nullable),
    col.str('askedBack', 300, nullable),
    col.int('version', { default: 1 }),
  ],
  uniques: [{ name: 'UQ_survey_member', columns: ['roundId', 'enterpriseId'] }],
  indices: [
    { name: 'IX_survey_member_node', columns: ['roundId', 'nodePath', 'id'] },
    { name: 'IX_survey_member_state', columns: ['roundId', 'state', 'id'] },
    { name: 'IX_survey_member_stratum', columns: ['roundId', 'stratum', 'id'] },
    { name: 'IX_survey_member_enterprise', columns: ['enterpriseId', 'id'] },
    { name: 'IX_survey_member_code', columns: ['roundId', 'creditCode'] },
  ],
});

const answer = createTable('1790000100003', 'survey_answer', {
  columns: [
    col.key(),
    col.ref('roundId'),
    col.json('draft', largeNullable),
    col.json('final', largeNullable),
    col.json('aside', largeNullable),
    col.int('version', { default: 0 }),
    col.ref('savedById', nullable),
    col.str('savedBy', 60, nullable),
    col.instant('savedAt'),
  ],
  indices: [
    { name: 'IX_survey_answer_round', columns: ['roundId', 'id'] },
    { name: 'IX_survey_answer_saved', columns: ['savedAt'] },
  ],
});

const doubt = createTable('1790000100004', 'survey_doubt', {
  columns: [
    col.key(),
    col.ref('roundId'),
    col.ref('memberId'),
    col.str('nodePath', 400),
    col.str('kind', 24),
    col.int('row'),
    col.json('now'),
    col.json('last', nullable),
    col.str('state', 12),
    col.instant('createdAt'),
  ],
  indices: [
    { name: 'IX_survey_doubt_list', columns: ['roundId', 'state', 'id'] },
    { name: 'IX_survey_doubt_kind', columns: ['roundId', 'kind', 'state', 'id'] },
    { name: 'IX_survey_doubt_member', columns: ['memberId', 'state'] },
  ],
});

const review = createTable('1790000100005', 'survey_review', {
  columns: [
    col.key(),
    col.ref('roundId'),
    col.ref('memberId'),
    col.str('action', 12),
    col.str('reason', 300, nullable),
    col.json('before', largeNullable),
    col.ref('byId'),
    col.instant('at'),
  ],
  indices: [
    { name: 'IX_survey_review_member', columns: ['memberId', 'at'] },
    { name: 'IX_survey_review_at', columns: ['at'] },
  ],
});

const client = createTable('1790000100006', 'survey_client', {
  columns: [col.key(), col.ref('roundId'), col.ref('memberId'), col.str('clientCreditCode', 18), col.str('occupationCode', 16)],
  indices: [
    { name: 'IX_survey_client_code', columns: ['roundId', 'clientCreditCode'] },
    { name: 'IX_survey_client_member', columns: ['memberId'] },
  ],
});

const version = createTable('1790000100007', 'survey_version', {
  columns: [
    col.key(),
    col.ref('roundId'),
    col.int('number'),
    col.str('digest', 64),
    col.int('answers'),
    col.json('responded', { large: true }),
    col.str('reason', 300, nullable),
    col.ref('memberId', nullable),
    col.ref('madeById', nullable),
    col.instant('at'),
  ],
  uniques: [{ name: 'UQ_survey_version', columns: ['roundId', 'number'] }],
});

const portion = createTable('1790000100008', 'survey_portion', {
  columns: [
    col.key(),
    col.ref('roundId'),
    col.int('place'),
    col.int('number'),
    col.str('fromMember', 36),
    col.str('digest', 64),
    col.json('rows', { large: true }),
  ],
  uniques: [{ name: 'UQ_survey_portion', columns: ['roundId', 'place', 'number'] }],
});

/** As the frame knew it: the province's table is cut by it. */
const aboveScale = addColumn('1790000100009', 'survey_member', col.flag('aboveScale'));

/** Doubts are read place by place. */
const doubtPlaces = [
  createIndex('1790000100010', 'survey_doubt', 'IX_survey_doubt_place', ['roundId', 'nodePath', 'id']),
  createIndex('1790000100011', 'survey_doubt', 'IX_survey_doubt_state', ['roundId', 'state', 'nodePath', 'id']),
  createIndex('1790000100012', 'survey_doubt', 'IX_survey_doubt_of_kind', ['roundId', 'kind', 'nodePath', 'id']),
  dropIndex('1790000100013', 'survey_doubt', 'IX_survey_doubt_list', ['roundId', 'state', 'id']),
  dropIndex('1790000100014', 'survey_doubt', 'IX_survey_doubt_kind', ['roundId', 'kind', 'state', 'id']),
];

/** Answers name whom to call. */
const sealedAnswers = [
  addColumn('1790000100021', 'survey_answer', col.txt('draftSealed', largeNullable)),
  addColumn('1790000100022', 'survey_answer', col.txt('finalSealed', largeNullable)),
  addColumn('1790000100023', 'survey_answer', col.txt('asideSealed', largeNullable)),
  addColumn('1790000100024', 'survey_answer', secretCol('savedBySealed', nullable)),
  addColumn('1790000100025', 'survey_review', col.txt('beforeSealed', largeNullable)),
];
/** Publishing takes two people. */
const publication = [
  addColumn('1790000100036', 'survey_round', col.ref('askedById', nullable)),
  addColumn('1790000100046', 'survey_round', col.instant('askedAt', nullable)),
  addColumn('1790000100056', 'survey_round', col.int('askedVersion', { default: 0 })),
];
export const surveyRetention = [surveyAnswerRule, surveyReviewRule];

export const surveySchema: SchemaPart = {
  entities: [SurveyRound, SurveyMember, SurveyAnswer, SurveyDoubt, SurveyReview, SurveyClient, SurveyVersion, SurveyPortion],
  migrations: [
    round,
    member,
    answer,
    doubt,
    review,
    client,
    version,
    portion,
    aboveScale,
    ...doubtPlaces,
    ...sealedAnswers,
    ...publication,
  ],
};
