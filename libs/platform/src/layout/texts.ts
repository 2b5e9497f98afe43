import type { TableRow } from '#platform/table';

/** A cell's text without blanks, in half-width signs: "合　计：" and "合计:" are one word. */
export const compact = (text: string): string => (PLAIN.test(text) ? text : text.normalize('NFKC').replace(/[\s\u200b]/g, ''));
/** Most cells are compact already. */
const PLAIN = /^[!-~\u4e00-\u9fff]*$/;

/** Without what stands in brackets: "姓名（必填）" is 姓名, "月薪（元）" is 月薪. */
export const withoutBrackets = (text: string): string => text.replace(/[([{【〔「][^)\]}】〕」]*[)\]}】〕」]?/g, '');

export interface Own {
  column: number;
  /** As compacted. */
  text: string;
}

/** The cells that a line says itself, each merged cell once, none that was filled in from a line above. */
export const ownCells = ({ across = [], down = [] }: TableRow, texts: readonly string[]): Own[] =>
  texts.flatMap((text, column) => (text === '' || across.includes(column) || down.includes(column) ? [] : [{ column, text }]));

export const isEmpty = ({ cells, faults = [] }: TableRow): boolean => faults.length === 0 && cells.every((cell) => cell.trim() === '');

const FIGURE = /^(?:约|共|计|平均|其中)?[¥￥]?-?\d[\d,.]*(?:%|[人名个家条项位元万]|人次)*$/;
const NO_TEXT = /^(?:[-—–/\\*]+|无)$/;

/** A number, with or without a unit, or a dash for none. */
export const isFigure = (text: string): boolean => FIGURE.test(text) || NO_TEXT.test(text);

const SUM = '(?:合计|总计|小计|共计|总共|总人数|合计数|subtotal|grandtotal|total|sum)';
const EXACT_SUM = new RegExp(`^(?:本[页表月季年]|全[市县区镇街厂]|以上|累计)?${SUM}(?:\\(.*\\))?[:：]?$`, 'i');
const WITH_SUM = new RegExp(`^${SUM}[:：]?(?:共|约)?\\d|^共计?[:：]?\\d+[人名个家条位]|(?:小计|合计|总计)(?:\\(.*\\))?[:：]?$`, 'i');

const says = (pattern: RegExp) => (text: string) => pattern.test(text);

/** 合计, 总 计, 小计:, Total. */
export const isSumWord = says(EXACT_SUM);
/** 合计：10人, 潍城区小计, 共2人. */
export const saysSum = (text: string): boolean => EXACT_SUM.test(text) || WITH_SUM.test(text);

/** 注：…, 填表说明：…, ※…: the beginning of remarks about the whole list. */
export const beginsNote = says(
  new RegExp(
    '^以[上下](?:空白|无(?:正文|内容)|(?:所填)?(?:信息|内容|情况|数据)|均|所)|^[本我](?:单位|公司|企业|表)(?:郑重)?(?:承诺|保证|声明|一式|须|由)' +
      '|^(?:注|备注|说明|附注|提示|要求|温馨提示|特别(?:说明|提示)|注意事项?|请注意|填[表写报](?:说明|要求|须知)|ps|notes?|remarks?)' +
      String.raw`\d?[:：、.]|^填[表写报](?:说明|要求|须知)$|^[※★●▲△☆]`,
    'i',
  ),
);

/** 一、…, 1.…, （二）…, ①…: an item of remarks, or the heading of a section. */
export const isNumbered = says(/^(?:[一二三四五六七八九十]+[、.]|\([一二三四五六七八九十\d]+\)|[①-⑳]|\d{1,2}[、.)](?!\d))/);

const SIGNER =
  '(?:填表|制表|填报|经办|审核|复核|审批|核对|校对|报送|上报|统计|汇总|登记|录入|采集|联系|负责|主管|分管|领队|带队|法定代表|单位负责|企业负责|部门负责)';
const ROLE = '(?:人|员|者|人员|领导|单位|部门|科室|机构|日期|时间|意见|电话|人电话|人签[字名章])?';
const SIGNED = new RegExp(
  `^(?:${SIGNER}${ROLE}|(?:单位|企业|公司|部门|机构)?(?:名称)?\\(?(?:盖章|公章|签章|签字|签名)\\)?|单位|日期|时间|电话|手机|传真|邮箱|年月日?)(?:\\(.*\\))?[:：]`,
);
const SIGNED_ALONE =
  /^(?:(?:填表|制表|填报|经办|审核|复核)人|(?:填表|填报|制表|报送)(?:单位|日期|时间)|单位负责人|(?:单位|企业|公司)?\(?(?:盖章|公章|签章)\)?|年月日)$/;
const DATE = /^(?:\d{4}年\d{1,2}月(?:\d{1,2}日)?|\d{4}[-/.]\d{1,2}[-/.]\d{1,2})$/;

/** 填表人：王某, 单位（盖章）：, 日期：. */
export const isSigned = says(SIGNED);
/** 填表人, 审核人, 盖章 without anything behind it. */
export const isSigner = says(SIGNED_ALONE);
/** What stands where somebody answers for a list: a name with its office, a seal, a day. */
export const isSignature = (text: string): boolean => isSigned(text) || isSigner(text) || DATE.test(text);

/** 例, 示例：, 填写示例. */
export const isExampleWord = says(
  /^\(?(?:例|示例|样例|范例|举例|例子|填写示例|填报示例|example)\)?[:：]?$|^\((?:例|示例|样例|范例)\)|^(?:示例|样例|范例)[:：]/i,
);
/** What a template writes below its headings instead of a line: what is to be written there, or in which unit. */
export const isInstruction = says(
  new RegExp(
    String.raw`^\(?(?:单位[:：])?(?:人|名|个|岁|(?:人民币)?[百千万]?元(?:\/[人月年天时])*)\)?$|^\(?(?:必填|选填|非必填|可选|必填项|选填项|文本` +
      String.raw`|数字|日期|自动计算|自动生成|请选择|下拉选[择项]|格式.*|填写.*|请填.*)\)?$`,
  ),
);

/** What is written where nothing is to be written: /, ——, ……, 无. */
export const isFiller = says(/^(?:[-—–−~～/\\*.。…·_]+|无|空白?)$/);

/** 1, 2, 3 … or 甲, 乙, 1, 2 …: the numbers of the columns below their headings. */
export const isColumnNumbers = (texts: readonly string[]): boolean => {
  const numbers = texts.map((text) => text.replace(/^[([（]|[)\]）]$/g, '')).filter((text) => !/^[甲乙丙丁戊己庚辛栏次序号]+$/.test(text));
  return texts.length >= 3 && numbers.length >= 2 && numbers.every((text, i) => text === String(Number(numbers[0]) + i));
};

/** 序号, No. */
export const isNumberHeading = says(/^(?:序号?|编号|序列号?|行号|no\.?|number|#|id|xh)$/i);
