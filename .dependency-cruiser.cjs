/** Who may import whom. The table is the design's; what is not in a row is forbidden. */
const everyone = ['platform', 'reference', 'access'];
const table = {
  platform: [],
  solver: [],
  reference: ['platform'],
  access: ['platform', 'reference'],
  enterprise: everyone,
  supply: everyone,
  notification: everyone,
  webhook: everyone,
  field: everyone,
  need: [...everyone, 'enterprise'],
  survey: [...everyone, 'enterprise', 'need'],
  board: [...everyone, 'enterprise', 'need'],
  catalogue: [...everyone, 'enterprise', 'need'],
  liaison: [...everyone, 'enterprise', 'need'],
  dispatch: [...everyone, 'enterprise', 'need', 'supply', 'field'],
  fair: [...everyone, 'enterprise', 'need', 'supply', 'field'],
  matching: [...everyone, 'enterprise', 'need', 'supply', 'solver'],
  programme: [...everyone, 'enterprise', 'need', 'survey', 'board', 'catalogue', 'matching', 'dispatch', 'fair', 'supply', 'liaison'],
};

const librariesRule = Object.entries(table).map(([library, allowed]) => ({
  name: `imports-of-${library}`,
  comment: `${library} imports ${allowed.length ? `only ${allowed.join(', ')}` : 'nothing of ours'}`,
  severity: 'error',
  from: { path: `^libs/${library}/` },
  to: { path: '^(libs|apps|test)/', pathNot: [`^libs/(${[library, ...allowed].join('|')})/`, '^test/support/'] },
}));

/** Folders in a library's `src` besides `domain` and `testing`, which every library may have. */
const rooms = {
  catalogue: ['documents'],
  dispatch: [
    ...['absence', 'arrivals', 'chase', 'documents', 'hand-over', 'insurance', 'people', 'people-table', 'performance'],
    ...['roll-call', 'trip', 'worker-link'],
  ],
  fair: [
    ...['arrival', 'booth', 'documents', 'floor', 'gate', 'group', 'outcome', 'plan-table', 'planner', 'result'],
    ...['series', 'share', 'ticket', 'turn', 'wall', 'year'],
  ],
  matching: ['run', 'proposal', 'rule', 'fitting'],
  need: ['import'],
  notification: ['sms', 'gate', 'live', 'watch', 'wecom', 'rule', 'mass', 'quota', 'template'],
  solver: ['kernel'],
  supply: ['batch-table'],
  platform: [
    'cache',
    'config',
    'crypto',
    'dates',
    'db',
    'document',
    'health',
    'http',
    'icalendar',
    'jobs',
    'layout',
    'log',
    'moves',
    'once',
    'pdf',
    'phones',
    'table',
  ],
};
const roomsOf = (library) => ['domain', 'testing', ...(rooms[library] ?? [])].join('|');

/** A file is known by what it imports or by who imports it; one that has neither is unused, which knip says. */
const misplaced = (name, comment, path, pathNot) =>
  ['from', 'to'].map((end) => ({
    name: `${name}-${end}`,
    comment,
    severity: 'error',
    from: {},
    to: {},
    [end]: { path, pathNot },
  }));

const roomsRule = [...Object.keys(table), 'flow'].flatMap((library) =>
  misplaced(
    `rooms-of-${library}`,
    `in its src: files, ${roomsOf(library).replaceAll('|', ', ')}`,
    `^libs/${library}/src/[^/]+/`,
    `^libs/${library}/src/(${roomsOf(library)})/`,
  ),
);

module.exports = {
  forbidden: [
    ...librariesRule,
    ...roomsRule,
    ...misplaced(
      'names-in-domain',
      'plain nouns: what is a service, a controller or an entity stands beside the domain, not in it',
      '^libs/[^/]+/src/domain/',
      '/[a-z-]+(\\.spec)?\\.ts$',
    ),
    ...misplaced('sources-in-src', 'a library is its src; data, texts and build programs stand beside it', '^libs/[^/]+/[^/]+\\.tsx?$', []),
    {
      name: 'jobs-apart-from-handlers',
      comment: 'a kind of job is known without what does it',
      severity: 'error',
      from: { path: '^libs/(?!platform/).*\\.jobs\\.ts$' },
      to: { pathNot: '^libs/platform/src/jobs/index\\.ts$' },
    },
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'only-through-index',
      comment: "a library's public face is its index.ts (platform's parts have one each)",
      severity: 'error',
      from: { path: '^libs/([^/]+)/' },
      to: { path: '^libs/', pathNot: ['^libs/$1/', '^libs/[^/]+/src/index\\.ts$', '^libs/platform/src/[^/]+/index\\.ts$'] },
    },
    {
      name: 'apps-through-index',
      severity: 'error',
      from: { path: '^(apps|test)/' },
      to: { path: '^libs/', pathNot: ['^libs/[^/]+/src/index\\.ts$', '^libs/platform/src/[^/]+/index\\.ts$'] },
    },
    {
      name: 'platform-parts-through-index',
      severity: 'error',
      from: { path: '^libs/platform/src/([^/]+)/' },
      to: { path: '^libs/platform/src/', pathNot: ['^libs/platform/src/$1/', '^libs/platform/src/[^/]+/index\\.ts$'] },
    },
    {
      name: 'domain-is-pure',
      comment: 'plain TypeScript: data in, decision out. No framework, no database, no clock, nothing else of the library',
      severity: 'error',
      from: { path: '^libs/[^/]+/src/domain/', pathNot: '(\\.spec\\.ts$|/testing/)' },
      to: {
        pathNot: [
          '^libs/[^/]+/src/domain/',
          '^libs/(reference|solver|platform/src/(dates|icalendar|layout|moves|phones))/(src/)?index\\.ts$',
          'node_modules/(pinyin-pro|@node-rs/jieba|luxon)/', // functions of their arguments
        ],
      },
    },
    {
      name: 'caches-are-bounded-by-bytes',
      comment: 'what grows with what people ask is kept in a ByteCache: a number of entries says nothing about their size',
      severity: 'error',
      from: { path: '^(apps|libs)/', pathNot: '^libs/platform/src/(cache|http)/' },
      to: { path: 'node_modules/lru-cache/' },
    },
    {
      name: 'solver-knows-nothing',
      comment: 'algorithms on typed arrays: no package at run time either',
      severity: 'error',
      from: { path: '^libs/solver/src/', pathNot: '(\\.spec\\.ts$|/testing/)' },
      to: { path: 'node_modules', dependencyTypesNot: ['core'] },
    },
    {
      name: 'nobody-imports-apps',
      severity: 'error',
      from: { path: '^libs/' },
      to: { path: '^apps/' },
    },
    {
      name: 'apps-are-apart',
      comment: 'apps compose; the pages know the server only by its OpenAPI file. The command line and worker share the api’s composition',
      severity: 'error',
      from: { path: '^apps/web/' },
      to: { path: '^(libs|apps/(api|worker|cli)/src)/' },
    },
    {
      name: 'no-test-code-in-the-product',
      severity: 'error',
      from: { path: '^(apps|libs)/', pathNot: '(\\.spec\\.tsx?$|/testing/)' },
      to: { path: '(^test/|\\.spec\\.tsx?$|^libs/.*/testing/)' },
    },
    {
      name: 'no-developer-packages-in-the-server',
      severity: 'error',
      from: { path: '^(apps/(api|worker|cli)|libs/[^/]+)/src/', pathNot: '(\\.spec\\.ts$|/testing/)' },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
    },
    { name: 'resolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(dist|data)/' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['gangqiao-source', 'import', 'require', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.mts', '.d.ts', '.js', '.mjs', '.json'],
    },
  },
};
