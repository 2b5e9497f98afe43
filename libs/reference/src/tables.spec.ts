import {
  greatCircleKm,
  divisions,
  industries,
  matchTitle,
  occupations,
  parseSkillLevel,
  queryTokens,
  searchTokens,
  skillLevels,
  titleKey,
} from './index.js';

describe('occupations', () => {
  it('carries the whole classification with its additions', () => {
    const all = occupations.all();
    expect([1, 2, 3, 4].map((level) => all.filter((one) => one.level === level).length)).toEqual([8, 79, 450, 1660]);
    expect(occupations.byCode('6-18-02-04')).toMatchObject({ name: '焊工', parent: '6-18-02' });
    expect(occupations.parents('6-18-02-04')).toEqual(['6-18-02', '6-18', '6']);
    expect([occupations.isPostable('6-18-02-04'), occupations.isPostable('6-18-02'), occupations.isPostable('9')]).toEqual([
      true,
      false,
      false,
    ]);
  });

  it('tells how far two occupations are apart', () => {
    const from = (code: string): number => occupations.distance('6-18-02-04', code);
    expect(['6-18-02-04', '6-18-02-01', '6-18-01-01', '6-05-01-03', '4-07-05-01'].map(from)).toEqual([0, 1, 2, 3, 4]);
  });

  it.each(['dh', 'dhg', 'hangong', 'dianhan', '电焊', '氩弧焊', 'hg'])('finds the welder by “%s”', (query) => {
    expect(occupations.search(query, 5).map((hit) => hit.name)).toContain('焊工');
  });

  it.each([
    ['叉车', '起重装卸机械操作工'],
    ['chegong', '车工'],
    ['CNC', '多工序数控机床操作调整工'],
    ['zhusu', '塑料制品成型制作工'],
    ['保洁', '保洁员'],
    ['月嫂', '家政服务员'],
  ])('finds “%s” first', (query, name) => expect(occupations.search(query, 1)[0]?.name).toBe(name));
});

describe('divisions', () => {
  it('parses written places', () => {
    const code = (text: string, within?: string): string | null => divisions.parsePlace(text, within).code;
    expect(code('上海·浦东新区')).toBe('310115');
    expect(code('山东省潍坊市奎文区东风街')).toBe('370705');
    expect(code('昆山')).toBe('320583');
    expect(code('红河州')).toBe('532500');
    expect(code('乐山市中区')).toBe('511102');
    expect(code('长春·朝阳区')).toBe('220104');
    expect(code('朝阳区')).toBeNull();
    expect(code('朝阳区', '110000')).toBe('110105');
    expect(code('月球')).toBeNull();
    expect(divisions.parsePlace('东莞·虎门镇')).toMatchObject({ code: '441900', rest: '虎门镇' });
    expect(divisions.fullName('370705')).toBe('山东省潍坊市奎文区');
  });

  it('measures the way between them, by the parent where a district has no coordinates', () => {
    expect(divisions.distanceKm('370700', '370700')).toBe(0);
    expect(divisions.distanceKm('110000', '310000')).toBeGreaterThan(1000);
    expect(divisions.distanceKm('110000', '310000')).toBeLessThan(1150);
    expect(divisions.byCode('130505')?.lng).toBe(divisions.byCode('130500')?.lng);
    expect(greatCircleKm({ lng: 0, lat: 0 }, { lng: 0, lat: 90 })).toBeCloseTo(10_007.6, 0);
    expect(divisions.distanceKm('110000', '999999')).toBeNull();
  });

  it('walks down from the provinces', () => {
    expect(divisions.children(null)).toHaveLength(34);
    expect(divisions.children('370700').map((one) => one.name)).toContain('青州市');
  });
});

it('knows industries by code, name and initials', () => {
  expect(industries.byCode('C34')).toMatchObject({ level: 2, parent: 'C' });
  expect(industries.search('C34', 1)[0]?.code).toBe('C34');
  expect(industries.search('通用设备', 1)[0]?.code).toBe('C34');
  expect(industries.divisionOf('C3431')).toBe('C34');
});

it('reads skill levels as they are written', () => {
  expect(skillLevels).toHaveLength(9);
  expect(
    ['学徒', '初级工', '五级', '中级工（四级）', '高级工', '技师', '高级技师', '特级技师', '首席技师', '不限', ''].map(parseSkillLevel),
  ).toEqual([1, 2, 2, 3, 4, 5, 6, 7, 8, 0, null]);
});

it('gives tokens that a plain table can be searched by', () => {
  const tokens = searchTokens('潍坊电焊工 CNC');
  for (const token of ['电焊', '焊工', 'dhg', 'dianhangong', 'wfdhg', 'cnc']) expect(tokens).toContain(token);
  const found = (query: string): boolean =>
    queryTokens(query).every(({ token, prefix }) => tokens.some((one) => (prefix ? one.startsWith(token) : one === token)));
  expect(['dh', 'dianh', '电焊工', 'cn', '潍坊 电焊', '工'].map(found)).toEqual(Array(6).fill(true));
  expect(['车工', 'xyz', '焊电'].map(found)).toEqual(Array(3).fill(false));
});

describe('job titles', () => {
  const code = (title: string): string | null => matchTitle(title).code;

  it.each([
    ['急招氩弧焊工5名，月薪8000+包吃住', '6-18-02-04'],
    ['鼎丰水暖招聘货运司机', '4-02-02-02'],
    ['注塑机机修师傅（兼水电工）', '6-31-01-02'],
    ['注塑组长', '6-14-02-00'],
    ['招聘专员', '4-07-03-08'],
    ['电梯销售经理', '4-01-02-01'],
    ['洗车工', '4-12-01-01'],
    ['数控操作工', '6-18-01-07'],
    ['结构工程师', '2-02-07-01'],
  ])('understands “%s”', (title, expected) => expect(code(title)).toBe(expected));

  it('says that it cannot tell, and offers what it has', () => {
    expect(code('月入过万不是梦')).toBeNull();
    expect(matchTitle('工程师').code).toBeNull();
    expect(matchTitle('工程师').candidates.length).toBeGreaterThan(0);
    expect(matchTitle('dianhangong')).toMatchObject({ code: null, candidates: [{ code: '6-18-02-04' }, {}] });
    expect(matchTitle('')).toEqual({ code: null, candidates: [] });
  });

  it('goes by what enterprises chose before for the same words', () => {
    const chosen = new Map([
      [
        titleKey('学徒'),
        new Map([
          ['6-18-02-04', 5],
          ['6-18-01-01', 1],
        ]),
      ],
    ]);
    expect(matchTitle('急聘学徒 包吃住', { chosen }).code).toBe('6-18-02-04');
    const tied = new Map([
      [
        titleKey('学徒'),
        new Map([
          ['6-18-02-04', 1],
          ['6-18-01-01', 1],
        ]),
      ],
    ]);
    expect(matchTitle('学徒', { chosen: tied }).code).not.toBe('6-18-02-04');
  });

  it('lets the industry tell equal readings apart', () => {
    expect(matchTitle('油漆工', { industry: 'E501' }).code).toBe('6-29-04-01');
    expect(matchTitle('油漆工', { industry: 'C211' }).code).toBe('6-18-03-03');
    expect(matchTitle('普工', { industry: 'C391' }).candidates.map((one) => one.code)).toContain('6-25-04-07');
  });
});
