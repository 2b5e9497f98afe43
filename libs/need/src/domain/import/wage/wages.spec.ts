import { WAGES } from '../testing/wages.js';
import { hintOf, readSalary, readWageEnds } from './salary.js';

const read = (text: string): [number | null, number | null] => {
  const { wage } = readSalary(text);
  return [wage?.fromYuan ?? null, wage?.toYuan ?? null];
};

describe('wages as factories write them', () => {
  it(`reads at least 98 of a hundred of ${WAGES.length} right, and publishes none that is wrong`, () => {
    const answers = WAGES.map(([text, ...right]) => ({ text, right, got: read(text) }));
    const wrong = answers.filter(({ right, got }) => String(got) !== String(right));
    expect(wrong.filter(({ got }) => got[0] !== null || got[1] !== null)).toEqual([]);
    expect(wrong.length / WAGES.length).toBeLessThanOrEqual(0.02);
    expect(WAGES.length).toBeGreaterThanOrEqual(200);
  });

  it('goes by the heading where the cell has numbers only', () => {
    const under = (heading: string, text: string) => {
      const { wage, reason } = readSalary(text, hintOf(heading));
      return wage ? [wage.fromYuan, wage.toYuan] : reason;
    };
    expect(under('月薪（元）', '5000-6000')).toEqual([5000, 6000]);
    expect(under('工资(千元)', '5-8')).toEqual([5000, 8000]);
    expect(under('工资(千元)', '5.5')).toEqual([5500, 5500]);
    expect(under('工资(千元)', '5500')).toEqual([5500, 5500]);
    expect(under('年薪（万元）', '8-10')).toEqual([6667, 8333]);
    expect(under('日薪', '200')).toEqual([4350, 4350]);
    expect(under('日工资（元/天）', '180-220')).toEqual([3915, 4785]);
    expect(under('时薪', '20')).toEqual([3480, 3480]);
    expect(under('月薪', '200元/天')).toEqual([4350, 4350]);
    expect(under('日薪', '6000元/月')).toEqual([6000, 6000]);
    expect(under('日薪', '6000')).toEqual([6000, 6000]);
    expect(under('薪资待遇', '200')).toBe('not_understood');
  });

  it('makes one wage of a lowest and a highest, and none where one of them cannot be told', () => {
    const ends = (low: string, high: string, heading = '月薪') => {
      const { wage, reason } = readWageEnds(low, high, { low: hintOf(`最低${heading}`), high: hintOf(`最高${heading}`) });
      return wage ? [wage.fromYuan, wage.toYuan] : reason;
    };
    expect(ends('5000', '8000')).toEqual([5000, 8000]);
    expect(ends('5000', '')).toEqual([5000, null]);
    expect(ends('', '8000')).toEqual([null, 8000]);
    expect(ends('5', '8', '工资（千元）')).toEqual([5000, 8000]);
    expect(ends('8000', '5000')).toBe('crossed');
    expect(ends('5000', '看能力')).toBe('not_understood');
    expect(ends('', '')).toBe('none_given');
    expect(ends('面议', '面议')).toBe('negotiable');
    expect(readWageEnds('5000', '8000', { low: hintOf(''), high: hintOf('') }).wage?.text).toBe('5000-8000');
  });
});
