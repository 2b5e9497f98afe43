import { readDay, readPeople } from './cells.js';

describe('cells of any list', () => {
  it('reads a number of people, and asks where it is not one', () => {
    expect(['5', '5人', '12名', '5.0', '１０', '十人', '二十五', '两名', '一百二十'].map((cell) => readPeople(cell).value)).toEqual([
      5, 5, 12, 5, 10, 10, 25, 2, 120,
    ]);
    expect(['十五', '两百', '一百零五', '一百二', '一千二百', '十'].map((cell) => readPeople(cell).value)).toEqual([
      15, 200, 105, 120, 1200, 10,
    ]);
    for (const cell of [
      '五六人',
      '三五人',
      '十来人',
      '二十多人',
      '十几个',
      '几人',
      '约20人',
      '20人左右',
      '20+',
      '3+2',
      '男3女2',
      '百余人',
      '二三十人',
    ])
      expect([cell, readPeople(cell)]).toEqual([cell, { value: null, unclear: true }]);
    expect(['1,200', '12 人', '共8人', '8（人）'].map((cell) => readPeople(cell).value)).toEqual([1200, 12, 8, 8]);
    for (const cell of ['10,20', '1,20', '12 (急)']) expect([cell, readPeople(cell).unclear]).toEqual([cell, true]);
    for (const cell of ['', '若干', '不限', '不限人数', '大量', '长期招聘', '—', '0', '无'])
      expect(readPeople(cell)).toEqual({ value: null, unclear: false });
    for (const cell of ['3-5人', '约20', '10人以上', 'abc', '-3', '2.5']) expect(readPeople(cell)).toEqual({ value: null, unclear: true });
  });

  it('reads days in the ways people write them', () => {
    const day = (cell: string): string | null => readDay(cell, '2026-11-24').value;
    expect(['2026-12-01', '2026/12/1', '2026年12月1日', '2026.12.1', '20261201', '2026-12-01 00:00:00'].map(day)).toEqual(
      Array(6).fill('2026-12-01'),
    );
    expect(day('12月1日')).toBe('2026-12-01');
    expect(['12月1号', '2026年12月1日前', '2026-12-1T00:00:00.000Z'].map(day)).toEqual(Array(3).fill('2026-12-01'));
    for (const cell of ['即日起', '随时到岗', '尽快到岗', '长期招聘', '面谈'])
      expect([cell, readDay(cell, '2026-11-24')]).toEqual([cell, { value: null, unclear: false }]);
    for (const cell of ['12月底', '年前', '26.12.1', '2026.12.1-2026.12.31', '12/25/2026'])
      expect([cell, readDay(cell, '2026-11-24').unclear]).toEqual([cell, true]);
    expect(day('3月1日')).toBe('2027-03-01');
    expect(day('46357')).toBe('2026-12-01');
    expect(readDay('随时', '2026-11-24')).toEqual({ value: null, unclear: false });
    expect(readDay('2026-02-30', '2026-11-24')).toEqual({ value: null, unclear: true });
    expect(readDay('下周', '2026-11-24').unclear).toBe(true);
  });
});
