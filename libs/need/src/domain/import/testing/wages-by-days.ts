/** Text, lowest and highest in yuan a month; both null where nobody can tell. */
export type SaidWage = readonly [text: string, from: number | null, to: number | null];

/** Wages of which somebody might work out a month, and should not. */
export const WAGES_BY_DAYS: readonly SaidWage[] = [
  ['7.5小时工作制，5500元', 5500, 5500],
  ['6000<月薪<8000', 6000, 8000],
  ['干满一个月6000元，不满按200/天', 6000, 6000],
  ['四千五百元至六千五百元', 4500, 6500],
  // by several days or months: nobody works it out for them
  ['1500元/10天', null, null],
  ['3000/15天', null, null],
  ['12000/2个月', null, null],
  ['6000元/26天', 6000, 6000],
  // what an agency gives back is no wage
  ['20元/时，满7天返3000', 3480, 3480],
  ['7天返800，时薪22', 3828, 3828],
  ['返岗工资6000-7000', 6000, 7000],
  ['0-10000', null, 10000],
];
