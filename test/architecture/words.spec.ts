import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '#platform/config';

/** One name for one thing: the words that people may not meet, by the one that they do. */
const ONE_NAME = {
  zh: {
    用工需求: /用人需求|招工需求|招聘需求/,
    协作站: /(?<!到|到达|出发|集结)站点(?!名)|劳务站/,
    花名册: /(?<!花)名册|人员名单/,
    缺工动态: /看板/,
    县市区: /区县|县区/,
    展位: /摊位|展台/,
    服务专员: /联络员|专干/,
    职业: /(?<!职业（)工种/,
    账号: /帐号|账户|帐户/,
    登录: /登陆/,
    '详细问卷、简要问卷': /长表|短表/,
    抽样编号: /种子/,
    最好的安排: /可行解|最优解/,
    一部分缺口: /第[一二]档/,
  },
  en: {
    enterprise: /\b(compan(y|ies)|firms?)\b/i,
    'post or need': /\bvacanc(y|ies)\b/i,
    station: /\boutposts?\b/i,
    manifest: /\b(rosters?|passenger lists?)\b/i,
    booth: /\bstalls?\b/i,
    'sign in': /\blog(ged|ging)? ?in\b|\blog ?on\b/i,
    'full and short questionnaire': /\b(long|short) form\b/i,
    'draw number': /\bseeds?\b/i,
    'the best arrangement': /\b(feasible|optimal)\b/i,
    'a part of what it lacks': /\btiers?\b/i,
    'placed in all': /\bnet placed\b/i,
  },
} as const;

const folder = (path: string): string[] => readdirSync(join(projectRoot, path)).map((name) => `${path}/${name}`);
const texts = (language: 'zh' | 'en'): string[] => [
  ...folder(`apps/web/src/i18n/${language}`),
  ...folder('apps/web/src/console').flatMap((path) =>
    existsSync(join(projectRoot, path, `texts.${language}.json`)) ? [`${path}/texts.${language}.json`] : [],
  ),
];
/** What the server says: Chinese stands in no identifier, so its files are read as they are. */
const server = readdirSync(join(projectRoot, 'libs'), { recursive: true, encoding: 'utf8' })
  .filter((path) => /(problems|traces|templates)\.ts$/.test(path))
  .map((path) => `libs/${path}`);

describe('words', () => {
  it.each([
    ['zh', [...texts('zh'), ...server]],
    ['en', texts('en')],
  ] as const)('call one thing by one name, in %s', (language, files) => {
    const found = files.flatMap((path) =>
      readFileSync(join(projectRoot, path), 'utf8')
        .split('\n')
        .map((line) => (path.endsWith('.json') ? line.replace(/^\s*"[^"]*":/, '') : line))
        .flatMap((line, at) =>
          Object.entries(ONE_NAME[language])
            .filter(([, others]) => others.test(line))
            .map(([name]) => `${path}:${at + 1} ${name}: ${line.trim()}`),
        ),
    );
    expect(found).toEqual([]);
  });
});
