import { readBenefits, readForm, readLicences, readPhone, readShift } from './cells.js';

describe('cells of a list of needs', () => {
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
