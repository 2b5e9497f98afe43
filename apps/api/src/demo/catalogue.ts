/** What the demo city is made of. Names of enterprises are made up; occupations, wages and places are of the real kind. */

export interface DemoJob {
  code: string;
  /** As the shop floor says it. */
  titles: readonly string[];
  level: number;
  wage: readonly [from: number, to: number];
}

const job = (code: string, titles: string, level: number, from: number, to: number): DemoJob => ({
  code,
  titles: titles.split('、'),
  level,
  wage: [from, to],
});

export const jobs: readonly DemoJob[] = [
  job('6-18-02-04', '电焊工、二保焊工、氩弧焊工、焊工', 2, 6000, 9500),
  job('6-18-01-01', '数控车工、普车工、车工', 2, 5500, 9000),
  job('6-18-01-02', '铣工、数控铣工', 3, 5800, 9000),
  job('6-18-01-07', '加工中心操作工、CNC 操作工', 3, 6000, 9800),
  job('6-20-01-01', '装配钳工、钳工、机械装配工', 2, 5500, 8500),
  job('6-05-01-03', '缝纫工、平车工、服装车工', 0, 4500, 7500),
  job('6-05-01-02', '裁剪工、裁床工', 0, 4800, 7000),
  job('6-31-01-03', '维修电工、电工', 3, 5500, 8000),
  job('6-18-01-12', '冲压工、折弯工', 0, 5200, 7500),
  job('6-18-02-01', '铸造工、造型工', 0, 6000, 8800),
  job('6-18-02-02', '锻造工、锻工', 0, 6200, 9000),
  job('6-14-02-00', '注塑工、挤出机操作工', 0, 5000, 7000),
  job('6-31-05-00', '包装工、打包工', 0, 4500, 6000),
  job('6-31-03-05', '质检员、检验员', 1, 4800, 6800),
  job('4-07-05-01', '保安员、保安', 0, 3600, 4800),
  job('4-09-08-01', '保洁员、保洁', 0, 3000, 4000),
  job('4-10-01-05', '养老护理员、护理员', 2, 4500, 7000),
  job('4-10-01-06', '家政服务员、住家保姆', 0, 5000, 8500),
  job('4-02-07-08', '快递员、派送员', 0, 6000, 9500),
  job('4-02-06-01', '仓库管理员、仓管', 1, 4500, 6200),
  job('4-02-05-01', '装卸工、搬运工', 0, 5500, 8000),
  job('6-04-03-03', '织布工、挡车工', 0, 5200, 7800),
  job('6-04-02-01', '细纱工、纺纱工', 0, 5000, 7500),
  job('6-18-03-03', '喷漆工、涂装工', 2, 6000, 9500),
  job('6-22-02-01', '汽车装配工、总装工', 0, 5800, 8200),
  job('6-20-02-02', '柴油机装配工、内燃机装配工', 1, 5600, 8000),
  job('6-11-01-03', '化工操作工、DCS 操作员', 3, 5800, 8500),
  job('4-03-02-05', '餐厅服务员、服务员', 0, 3800, 5200),
  job('4-03-02-01', '厨师、炒锅', 3, 6000, 9000),
  job('4-01-02-04', '收银员', 0, 3500, 4500),
  job('4-02-02-02', '货车司机、A2 司机', 0, 7000, 11000),
  job('6-30-05-01', '行车工、天车工、叉车工', 2, 5500, 7800),
  job('6-18-01-04', '磨工、数控磨工', 3, 6000, 8800),
  job('6-18-04-01', '模具工、模具钳工', 4, 7000, 12000),
  job('6-31-07-03', '机器人操作员、工业机器人操作工', 4, 6500, 10000),
  job('6-01-04-03', '分割工、肉制品加工工', 0, 4800, 6800),
  job('6-29-01-04', '钢筋工', 0, 7000, 10000),
  job('6-29-01-01', '瓦工、砌筑工', 0, 7500, 11000),
];

export interface DemoIndustry {
  code: string;
  nouns: readonly string[];
  /** Occupations it is short of, by code. */
  jobs: readonly string[];
}

const industry = (code: string, nouns: string, jobCodes: string): DemoIndustry => ({
  code,
  nouns: nouns.split('、'),
  jobs: jobCodes.split(' '),
});

export const industries: readonly DemoIndustry[] = [
  industry(
    'C34',
    '机械、重工、精密机械、动力',
    '6-18-02-04 6-18-01-01 6-18-01-02 6-18-01-07 6-20-01-01 6-18-02-01 6-20-02-02 6-30-05-01 6-18-01-04 6-31-03-05',
  ),
  industry('C36', '汽车部件、汽车科技、车桥', '6-22-02-01 6-18-02-04 6-18-01-12 6-18-03-03 6-31-07-03 6-18-04-01 6-31-03-05 4-02-06-01'),
  industry('C18', '服装、服饰、制衣', '6-05-01-03 6-05-01-02 6-31-05-00 6-31-03-05'),
  industry('C17', '纺织、织造、棉业', '6-04-03-03 6-04-02-01 6-31-01-03 6-31-05-00'),
  industry('C13', '食品、肉食、生物食品', '6-01-04-03 6-31-05-00 4-02-05-01 4-02-06-01 4-02-02-02'),
  industry('C29', '塑胶、橡塑、新材料', '6-14-02-00 6-31-05-00 6-31-01-03 6-18-04-01'),
  industry('C26', '化工、盐化、新材料科技', '6-11-01-03 6-31-01-03 4-02-05-01 4-07-05-01'),
  industry('C39', '光电、电子、智能科技', '6-31-07-03 6-31-03-05 6-31-05-00 6-18-01-07'),
  industry('H61', '酒店、餐饮管理', '4-03-02-05 4-03-02-01 4-09-08-01 4-01-02-04'),
  industry('G60', '物流、供应链、快运', '4-02-07-08 4-02-05-01 4-02-02-02 4-02-06-01'),
  industry('O80', '养老服务、家政服务', '4-10-01-05 4-10-01-06 4-09-08-01'),
  industry('E47', '建设工程、建筑劳务', '6-29-01-04 6-29-01-01 6-18-02-04 6-30-05-01'),
];

export const firstWords = '恒,鼎,瑞,盛,宏,远,泰,华,金,鲁,海,润,东,安,立,创,德,凯,锦,祥,昊,佳,正,晟,博,力,信,丰,荣,通'.split(',');
export const secondWords = '达,源,信,昌,锐,泽,航,邦,阳,成,峰,和,运,腾,新,辰,宇,茂,森,诚,川,佑,联,景,顺'.split(',');
export const familyNames = '王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗'.split('');
export const givenNames = '伟芳娜敏静丽强磊军洋勇艳杰娟涛明超霞平刚'.split('');

export interface DemoStation {
  name: string;
  kind: 'station' | 'agency';
  level: 'provincial' | 'branch' | 'county' | null;
  division: string;
  lng: number;
  lat: number;
}

/** Labour collaboration stations in the four sending regions: north-east, north-west, south-west, centre. */
export const stations: readonly DemoStation[] = [
  { name: '甘肃定西劳务协作站', kind: 'station', level: 'branch', division: '621100', lng: 104.626294, lat: 35.579578 },
  { name: '陕西安康劳务协作站', kind: 'station', level: 'branch', division: '610900', lng: 109.029273, lat: 32.6903 },
  { name: '黑龙江绥化劳务协作站', kind: 'station', level: 'branch', division: '231200', lng: 126.99293, lat: 46.637393 },
  { name: '贵州毕节劳务协作站', kind: 'station', level: 'branch', division: '520500', lng: 105.28501, lat: 27.301693 },
  { name: '云南昭通劳务协作站', kind: 'station', level: 'branch', division: '530600', lng: 103.717216, lat: 27.336999 },
  { name: '河南周口劳务协作站', kind: 'station', level: 'branch', division: '411600', lng: 114.649653, lat: 33.620357 },
];

export const fairThemes: readonly (readonly [
  name: string,
  theme: string,
  campaign: 'spring-breeze' | 'hundred-days' | 'private-enterprises' | 'graduates' | 'none',
  /** Group of occupations that it is about. */
  themeOccupation?: string,
])[] = [
  ['装备制造专场招聘会', '焊工、车工、装配工等紧缺工种', 'none', '6-18'],
  ['春风行动现场招聘会', '返乡务工人员与就业困难人员', 'spring-breeze'],
  ['民营企业招聘月', '民营企业用工对接', 'private-enterprises'],
  ['百日千万招聘专项行动', '线上线下同步', 'hundred-days'],
  ['高校毕业生专场', '智能制造与电子信息', 'graduates'],
  ['纺织服装专场招聘会', '缝纫、裁剪、挡车', 'none', '6-05'],
  ['家政养老护理专场', '护理员、家政服务员', 'none', '4-10'],
];
