import { readBenefits, readDay, readForm, readLicences, readPeople, readPhone, readShift } from './cells.js';

describe('cells of a list of needs', () => {
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

  it('reads numbers to call', () => {
    const phone = (cell: string): string | null => readPhone(cell).value;
    expect(phone('138 0000 1111')).toBe('13800001111');
    expect(phone('+86-138-0000-1111')).toBe('13800001111');
    expect(phone('王经理 13800001111 / 13900002222')).toBe('13800001111');
    expect(phone('0536-8888888')).toBe('0536-8888888');
    expect(phone('（0536）8888888转802')).toBe('0536-8888888-802');
    expect(phone('400-123-4567')).toBe('400-123-4567');
    expect(readPhone('微信联系').unclear).toBe(true);
    expect(readPhone('')).toEqual({ value: null, unclear: false });
  });

  it('reads form, shift, board and lodging, and licences', () => {
    expect(['劳务派遣', '直签合同', '业务外包', '兼职', '寒假工', ''].map(readForm)).toEqual([
      'dispatch',
      'direct',
      'outsourced',
      'part-time',
      'seasonal',
      null,
    ]);
    expect(['长白班', '两班倒', '三班倒', '四班三运转', '弹性', '面议'].map(readShift)).toEqual([
      'day',
      'two',
      'three',
      'four-on-two',
      'flexible',
      null,
    ]);
    expect(readBenefits('五险一金|包住宿|餐饮补贴')).toEqual({ lodging: true, meals: false });
    expect(readBenefits('包吃住')).toEqual({ lodging: true, meals: true });
    expect(readBenefits('住房公积金|不包住')).toEqual({ lodging: false, meals: false });
    expect(readLicences('需持低压电工证，有叉车证优先，C1驾照')).toEqual(['低压电工作业证', '叉车证', '机动车驾驶证']);
  });
});
