import { readSalary } from './salary.js';

const range = (cell: string): string => {
  const { wage, reason } = readSalary(cell);
  return wage ? `${wage.fromYuan ?? ''}-${wage.toYuan ?? ''}${wage.monthsPerYear ? `x${wage.monthsPerYear}` : ''}` : reason;
};

describe('wages as people write them', () => {
  it.each([
    ['5-9千', '5000-9000'],
    ['3.8-4.8千', '3800-4800'],
    ['7千-1.1万', '7000-11000'],
    ['1-1.5万·13薪', '10000-15000x13'],
    ['7千-1万·15薪', '7000-10000x15'],
    ['6千以下', '-6000'],
    ['3千及以下', '-3000'],
    ['1万以上', '10000-'],
    ['5000+', '5000-'],
    ['保底5000', '5000-5000'],
    ['底薪3000+提成', '3000-'],
    ['8000-12000元/月', '8000-12000'],
    ['4000—6000', '4000-6000'],
    ['4500~6500元', '4500-6500'],
    ['￥6,500-8,500', '6500-8500'],
    ['6500', '6500-6500'],
    ['5K-8K', '5000-8000'],
    ['15k*13', '15000-15000x13'],
    ['30-60K·16薪', '30000-60000x16'],
    ['5000-1万', '5000-10000'],
    ['8千-12', '8000-12000'],
    ['1万2', '12000-12000'],
    ['一万二', '12000-12000'],
    ['6千5', '6500-6500'],
    ['6-8', '6000-8000'],
    ['0.8-1.2', '8000-12000'],
    ['税后8千', '8000-8000'],
    ['５－８千', '5000-8000'],
    [' 5 - 8 千 ', '5000-8000'],
    ['5千至8千', '5000-8000'],
    ['计件 6000-9000', '6000-9000'],
  ])('reads %s as %s yuan a month', (cell, expected) => expect(range(cell)).toBe(expected));

  it('works the month out from pay by the year, day and hour, and says so', () => {
    expect(range('15-20万/年')).toBe('12500-16667');
    expect(range('年薪15万')).toBe('12500-12500');
    expect(range('30-50万')).toBe('25000-41667');
    expect(range('200元/天')).toBe('4350-4350');
    expect(range('日薪260')).toBe('5655-5655');
    expect(range('1千/天')).toBe('21750-21750');
    expect(range('25元/小时')).toBe('4350-4350');
    expect(range('22-25元/时')).toBe('3828-4350');
    expect(readSalary('200元/天').wage?.converted).toBe(true);
    expect(readSalary('5-9千').wage?.converted).toBe(false);
  });

  it('gives the reason where there is no figure, and keeps what was written', () => {
    expect(range('无')).toBe('none_given');
    expect(range('')).toBe('none_given');
    expect(range('面议')).toBe('negotiable');
    expect(range('待遇从优')).toBe('negotiable');
    expect(range('计件')).toBe('piece_rate');
    expect(range('看能力')).toBe('not_understood');
    expect(range('9千-8千')).toBe('crossed');
    expect(range('900万/年')).toBe('out_of_range');
    expect(readSalary(' 5-9千 ').wage?.text).toBe('5-9千');
  });
});
