/** Numbers that look random and are the same for a seed: mulberry32. */
export const seeded = (seed: number): (() => number) => {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
};

const TITLES = [
  '焊工',
  '电焊工（二保焊）',
  '数控车工',
  'CNC操作工',
  '缝纫工',
  '裁剪工',
  '叉车司机',
  '包装工',
  '质检员',
  '仓库管理员',
  '电工',
  '维修钳工',
  '注塑工',
  '普工',
  '装配工',
  '铣工',
  '钢筋工',
  '保洁员',
  '厨师',
  '营业员',
];
const PLACES = [
  '潍坊·潍城区',
  '潍坊·奎文区',
  '潍坊·寒亭区',
  '潍坊·坊子区',
  '青州',
  '诸城市',
  '寿光',
  '安丘市',
  '高密',
  '昌邑',
  '临朐县',
  '昌乐县',
  '上海·浦东新区',
  '苏州·苏州工业园区',
  '广州·天河区',
  '青岛·黄岛区',
];
const SALARIES = [
  '5-9千',
  '6-8千',
  '1-1.5万·13薪',
  '15-20万/年',
  '200元/天',
  '无',
  '4.5-6千',
  '5千-1万',
  '25元/小时',
  '3千及以下',
  '8千-1.2万',
  '面议',
];
const WORDS = ['鸢都', '齐鲁', '渤海', '昌潍', '白浪河', '泰和', '金利', '同创', '万瑞', '恒远', '海岱', '东方', '鲁东', '宏图', '嘉禾'];
const TRADES = ['机械', '纺织', '食品', '化工', '汽配', '电子', '建材', '物流', '包装', '制衣'];
const TAGS = ['五险一金|包住宿|包吃|年底双薪', '五险|餐补|节日福利', '包吃|包住|全勤奖', '五险一金|带薪年假|免费班车|定期体检'];

/** A made-up list in the shape of a job site's export: `rows` lines of vacancies without headcount or credit code, the same for a seed. */
export const vacancyList = (rows: number, seed = 1): string => {
  const random = seeded(seed);
  const pick = <T>(items: readonly T[]): T => items[Math.floor(random() * items.length)] as T;
  const lines = ['category,title,company,company_type,company_size,company_business,place,salary,tags'];
  for (let i = 0; i < rows; i += 1) {
    const company = `潍坊${pick(WORDS)}${pick(WORDS)}${pick(TRADES)}${1 + Math.floor(random() * 40)}厂有限公司`;
    lines.push(['生产', pick(TITLES), company, '民营', '50-150人', pick(TRADES), pick(PLACES), pick(SALARIES), pick(TAGS)].join(','));
  }
  return `${lines.join('\n')}\n`;
};
