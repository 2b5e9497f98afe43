import { defineExport } from '#access';
import { columnsOf } from '#platform/document';
import { skillLevels } from '#reference';
import { POSTING } from './domain/posting-table.js';
import type { NeedDto } from './need.dto.js';

const { code, count, day, flag, moment, text, yuan } = columnsOf<NeedDto>();

const levels = Object.fromEntries(skillLevels.map(({ level, zh, en }) => [String(level), [zh, en] as const]));

/** The list of needs to take along. */
export const needsExport = defineExport<NeedDto>(
  'needs',
  ['用工需求', 'needs'],
  [
    text(['岗位', 'Title'], (need) => need.title),
    text(['企业', 'Enterprise'], (need) => need.enterpriseName),
    text(['县市区', 'County or zone'], (need) => need.nodeName),
    text(['工作地点', 'Workplace'], (need) => need.workplace),
    text(['职业代码', 'Occupation code'], (need) => need.occupationCode),
    text(['职业', 'Occupation'], (need) => need.occupationName),
    code(['技能等级', 'Skill level'], 'level', levels, (need) => String(need.skillLevel)),
    code(
      ['状态', 'State'],
      'state.need',
      {
        draft: ['待补全', 'draft'],
        checking: ['待审核', 'Being checked'],
        published: ['已发布', 'published'],
        filled: ['已招满', 'filled'],
        withdrawn: ['已撤回', 'withdrawn'],
        stale: ['待确认', 'to be confirmed'],
      },
      (need) => need.state,
    ),
    count(['报缺人数', 'Reported short'], (need) => need.short),
    day(POSTING.asOf.words, (need) => need.asOf),
    count(POSTING.neededInAll.words, (need) => need.neededInAll),
    count(['已到岗', 'Filled'], (need) => need.filled),
    count(['已落实', 'Committed'], (need) => need.committed),
    count(['已承诺', 'Promised'], (need) => need.promised),
    count(['还缺', 'Still short'], (need) => need.shortage),
    flag(['计入动态数字', 'In the live figures'], (need) => need.inFigures),
    yuan(['月薪下限（元）', 'Wage from (yuan a month)'], (need) => need.wageFromYuan),
    yuan(['月薪上限（元）', 'Wage to (yuan a month)'], (need) => need.wageToYuan),
    yuan(POSTING.baseWageFen.words, (need) => need.baseWageYuan),
    text(POSTING.wageText.words, (need) => need.wageText),
    day(['最早到岗', 'Start from'], (need) => need.startFrom),
    day(['最晚到岗', 'Start by'], (need) => need.startBy),
    code(
      ['用工形式', 'Form of work'],
      'form',
      {
        direct: ['企业直签', 'employed directly'],
        dispatch: ['劳务派遣', 'through an agency'],
        outsourced: ['外包', 'outsourced'],
        'part-time': ['非全日制', 'part time'],
        seasonal: ['季节性用工', 'seasonal'],
      },
      (need) => need.form,
    ),
    code(
      ['班次', 'Shift'],
      'shift',
      {
        day: ['长白班', 'day shift'],
        two: ['两班倒', 'two shifts'],
        three: ['三班倒', 'three shifts'],
        'four-on-two': ['四班三运转', 'four crews, three shifts'],
        flexible: ['弹性', 'flexible'],
      },
      (need) => need.shift,
    ),
    flag(['提供住宿', 'Lodging'], (need) => need.lodging),
    flag(['提供餐食', 'Meals'], (need) => need.meals),
    flag(['可培训上岗', 'Trainable'], (need) => need.trainable),
    flag(POSTING.minorsAllowed.words, (need) => need.minorsAllowed),
    text(['证书要求', 'Licences'], (need, locale) => need.licences.join(locale === 'zh' ? '、' : ', ') || null),
    text(POSTING.note.words, (need) => need.note),
    text(POSTING.clientCreditCode.words, (need) => need.clientCreditCode),
    text(['联系人', 'Contact'], (need) => need.contactName),
    text(['联系电话', 'Phone'], (need) => need.contactPhone),
    moment(['最近确认', 'Last confirmed'], (need) => need.confirmedAt),
    moment(['发布时间', 'Published'], (need) => need.publishedAt),
  ],
);
