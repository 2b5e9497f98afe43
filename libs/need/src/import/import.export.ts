import { defineExport } from '#access';
import { columnsOf } from '#platform/document';
import { skillLevels } from '#reference';
import type { ImportDto, ImportRowDto } from './import.dto.js';

const row = columnsOf<ImportRowDto>();
const levels = Object.fromEntries(skillLevels.map(({ level, zh, en }) => [String(level), [zh, en] as const]));

/** The rows of a list, as they were understood, to take along. */
export const importRowsExport = defineExport<ImportRowDto>(
  'import_rows',
  ['导入预览', 'rows of a list'],
  [
    row.text(['工作表', 'Sheet'], (one) => one.sheet),
    row.count(['行号', 'Line'], (one) => one.line, 'each'),
    row.code(
      ['结果', 'Result'],
      'state.importRow',
      {
        new: ['新增', 'new'],
        changed: ['有变化', 'changed'],
        unchanged: ['无变化', 'unchanged'],
        draft: ['待补全', 'draft'],
        wrong: ['有误', 'wrong'],
        conflict: ['未保存（有变化）', 'not saved: changed meanwhile'],
      },
      (one) => one.kind,
    ),
    row.text(['企业', 'Enterprise'], (one) => one.enterpriseName),
    row.text(['岗位', 'Post'], (one) => one.title || null),
    row.text(['职业代码', 'Occupation code'], (one) => one.occupationCode),
    row.text(['职业', 'Occupation'], (one) => one.occupationName),
    row.code(['技能等级', 'Skill level'], 'level', levels, (one) => String(one.skillLevel)),
    row.count(['缺工人数', 'Short'], (one) => one.short),
    row.yuan(['月薪从（元）', 'Wage from (yuan a month)'], (one) => one.wageFromYuan),
    row.yuan(['月薪到（元）', 'Wage to (yuan a month)'], (one) => one.wageToYuan),
    row.text(['薪资原文', 'Wage as the list says it'], (one) => one.wageText),
    row.day(['最迟到岗', 'Start by'], (one) => one.startBy),
    row.text(['工作地点原文', 'Workplace as the list says it'], (one) => one.workplace),
    row.text(['工作地点', 'Workplace'], (one) => one.placeName),
    row.flag(['数字异常', 'Figure out of proportion'], (one) => one.doubtful),
    row.text(['原因', 'Reasons'], (one, locale) => one.reasons.join(locale === 'zh' ? '；' : '; ') || null),
  ],
);

const list = columnsOf<ImportDto>();

/** The lists that were handed in, to take along. */
export const importsExport = defineExport<ImportDto>(
  'imports',
  ['导入记录', 'imported lists'],
  [
    list.text(['文件', 'File'], (one) => one.fileName),
    list.moment(['导入时间', 'Handed in'], (one) => one.createdAt),
    list.moment(['保存时间', 'Saved'], (one) => one.confirmedAt),
    list.moment(['撤回时间', 'Taken back'], (one) => one.takenBackAt),
    list.code(
      ['状态', 'State'],
      'state.import',
      {
        reading: ['正在读取', 'reading'],
        ready: ['待确认', 'to confirm'],
        saving: ['正在保存', 'saving'],
        confirmed: ['已保存', 'saved'],
        failed: ['失败', 'failed'],
        taking_back: ['正在撤回', 'Being taken back'],
        taken_back: ['已撤回', 'Taken back'],
      },
      (one) => one.state,
    ),
    list.count(['读取行数', 'Rows read'], (one) => one.counts.read),
    list.count(['新增', 'New'], (one) => one.counts.created),
    list.count(['其中待补全', 'Of them drafts'], (one) => one.counts.drafts),
    list.count(['有变化', 'Changed'], (one) => one.counts.changed),
    list.count(['无变化', 'Unchanged'], (one) => one.counts.unchanged),
    list.count(['有误', 'Wrong'], (one) => one.counts.wrong),
    list.count(['未保存（有变化）', 'Not saved: changed meanwhile'], (one) => one.counts.conflicts),
    list.count(['已撤回行数', 'Rows taken back'], (one) => one.counts.takenBack),
    list.count(['清单以外的行', 'Lines that are none of the list'], (one) => one.counts.leftOut),
    list.text(['失败原因', 'Why it failed'], (one) => one.failure),
  ],
);
