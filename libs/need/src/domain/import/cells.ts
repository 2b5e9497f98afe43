import type { Read } from '#platform/layout';
import { phoneOf } from '#platform/phones';
import type { NeedForm, NeedShift } from '../need.js';

/** A number to call, in one spelling; of several the first. */
export const readPhone = (cell: string): Read<string> => {
  if (cell.trim() === '' || /^(?:无|-+|\/)$/.test(cell.trim())) return { value: null, unclear: false };
  const value = phoneOf(cell);
  return { value, unclear: value === null };
};

export function readForm(cell: string): NeedForm | null {
  if (/外包|承揽|outsourc/i.test(cell)) return 'outsourced';
  if (/派遣|劳务工|dispatch/i.test(cell)) return 'dispatch';
  if (/兼职|小时工|非全日|part-?time/i.test(cell)) return 'part-time';
  if (/临时|季节|短期|寒假|暑假|season/i.test(cell)) return 'seasonal';
  return /直签|正式|合同制|全职|直招|劳动合同|自有|direct|full-?time/i.test(cell) ? 'direct' : null;
}

export function readShift(cell: string): NeedShift | null {
  if (/四班|四运转|四班三运转|做四休二|上四休二|4休2/.test(cell)) return 'four-on-two';
  if (/三班|三运转|three/i.test(cell)) return 'three';
  if (/两班|二班|两运转|白夜|夜班|two/i.test(cell)) return 'two';
  if (/弹性|灵活|不定时|自由|flexible/i.test(cell)) return 'flexible';
  return /白班|日班|长白|常白|不倒班|八小时|8小时|朝[七八九]晚|day/i.test(cell) ? 'day' : null;
}

/** What board and lodging a text promises; "住房公积金" and "不包住" are neither. */
export function readBenefits(text: string): { lodging: boolean; meals: boolean } {
  const said = text.replace(/住房公积金|住房补贴|(?:不|无|未)(?:提供|包|含|管|供)?(?:食宿|吃住|住宿|吃|住|餐)/g, '');
  return {
    lodging: /(?:包|管|提供|免费|有|含|供).{0,3}(?:住|宿)|食宿|吃住|宿舍|住宿|lodging|dormitory/i.test(said),
    meals: /(?:包|管|提供|免费|含|供).{0,2}(?:吃|餐|食|饭)|食宿|吃住|工作餐|三餐|食堂|meals/i.test(said),
  };
}

const LICENCES: readonly (readonly [string, RegExp])[] = [
  ['低压电工作业证', /低压电工证|低压电工作业/],
  ['高压电工作业证', /高压电工证|高压电工作业/],
  ['电工证', /(?<![低高]压)电工(?:操作)?证/],
  ['焊工证', /焊工(?:操作)?证|焊接.{0,4}证|特种设备焊/],
  ['叉车证', /叉车(?:操作|驾驶|司机)?证|N1证/i],
  ['起重机作业证', /(?:行车|天车|起重机?|吊车)(?:操作|作业|司机)?证|Q[12]证/i],
  ['高处作业证', /(?:登高|高处|高空)(?:作业)?证/],
  ['锅炉作业证', /(?:锅炉|司炉)(?:工|操作|作业)?证|G[123]证/i],
  ['压力容器作业证', /压力容器(?:操作|作业)?证|R[12]证/i],
  ['制冷作业证', /制冷(?:工|作业)?证/],
  ['电梯作业证', /电梯(?:作业|维修|安装)?证|T证/],
  ['危险化学品作业证', /(?:危化品|危险化学品)(?:操作|作业|从业)?证/],
  ['机动车驾驶证', /驾驶证|驾照|[ABC][123](?:驾?照|证|本)/i],
  ['健康证', /健康证/],
  ['保安员证', /保安(?:员)?证/],
  ['消防设施操作员证', /消防(?:设施操作员|中控|上岗|操作)?证|建构筑物消防员/],
  ['会计证', /会计证|会计从业|会计师证/],
  ['特种作业操作证', /特种作业(?:操作)?证|特种(?:操作)?证/],
];

/** Licences that a text asks for, each by one name. */
export const readLicences = (text: string): string[] => LICENCES.filter(([, pattern]) => pattern.test(text)).map(([name]) => name);
