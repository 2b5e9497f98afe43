import type { SpecialKind } from './domain/hours.js';

const NOTICE_2026 = '《国务院办公厅关于2026年部分节假日安排的通知》（国办发明电〔2025〕7号）';

/** Holidays and the weekend days that are worked for them, as announced: name, first day, how many days, worked days. */
const announced: [name: string, month: number, first: number, days: number, worked: string[]][] = [
  ['元旦', 1, 1, 3, ['2026-01-04']],
  ['春节', 2, 15, 9, ['2026-02-14', '2026-02-28']],
  ['清明节', 4, 4, 3, []],
  ['劳动节', 5, 1, 5, ['2026-05-09']],
  ['端午节', 6, 19, 3, []],
  ['中秋节', 9, 25, 3, []],
  ['国庆节', 10, 1, 7, ['2026-09-20', '2026-10-10']],
];

const row = (day: string, kind: SpecialKind, name: string) => ({
  id: `special-day-${day}`,
  day,
  kind,
  name,
  source: NOTICE_2026,
  setAt: '2026-11-01 00:00:00.000',
});

/** The calendar that comes with the program; the office adds the years that are announced later. */
export const specialDays = announced.flatMap(([name, month, first, days, worked]) => [
  ...Array.from({ length: days }, (_, i) =>
    row(`2026-${String(month).padStart(2, '0')}-${String(first + i).padStart(2, '0')}`, 'holiday', name),
  ),
  ...worked.map((day) => row(day, 'workday', `${name}调休上班`)),
]);
