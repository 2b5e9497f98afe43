/** A stretch of a title that may name the work, with how much it counts. */
export interface Segment {
  text: string;
  weight: number;
}

/**
 * A title cut into what may name the work: company, wages, benefits, ids and calls to apply are taken out, the first of several named
 * jobs counts most, what stands in brackets least.
 */
export function segmentsOf(title: string): Segment[] {
  let text = title.normalize('NFKC').toLowerCase();
  text = text.replace(PLACEHOLDER_IDS, ' ').replace(JOINED, (word) => word.replace(/\//g, ''));
  const segments: Segment[] = [];
  const inner: string[] = [];
  text = text.replace(/[([{【「<《]([^)\]}】」>》]*)[)\]}】」>》]?/g, (_all, content: string) => {
    inner.push(content);
    return ' ';
  });
  const { work, employer } = splitEmployer(text);
  addSegments(work, 1, segments);
  const outside = segments.some((one) => one.text !== '');
  for (const content of inner) addSegments(content, outside ? IN_BRACKETS : 0.9, segments);
  // A laundry's 普工 is a laundry worker; beside a named trade the employer's business weighs nothing.
  addSegments(employer, OF_EMPLOYER, segments);
  return segments;
}

/** The same work written with other noise has the same key; under it an enterprise's earlier choices are remembered. */
export function titleKey(title: string): string {
  return segmentsOf(title)
    .filter((one) => one.weight > IN_BRACKETS)
    .map((one) => one.text)
    .join('/');
}

const IN_BRACKETS = 0.55;
const OF_EMPLOYER = 0.3;
const LATER = 0.86;

function addSegments(text: string, weight: number, into: Segment[]): void {
  let factor = weight;
  for (const piece of text.split(SEPARATORS)) {
    const clean = withoutNoise(piece);
    if (clean === '') continue;
    into.push({ text: clean, weight: factor });
    factor = Math.max(factor * LATER, weight * 0.6);
  }
}

const SEPARATORS = /[/\\、,,。;;|+&*·•\s~!?:"'“”‘’…—–_\-=#@^]+|(?<=[工员师])(?:兼|或|和|及|与)(?=\p{Script=Han}{2})/u;

/** "水/空/陆运操作" and the like are one word in spite of their strokes. */
const JOINED = /水\/空\/陆运|海\/空运|质量管理\/测试|it\/|o\/a/g;

const PLACEHOLDER_IDS = /[([【]?\s*(?:[a-z]{1,5}\d{3,}[a-z]*|id\s*\d+|职位编号[::]?\s*\w+|编号[::]?\s*\w+|\d{5,})\s*[)\]】]?/g;

/** What stands before a call to apply is the employer: "鼎丰水暖招聘货运司机". Recruiters themselves ("招聘专员") are kept. */
function splitEmployer(text: string): { work: string; employer: string } {
  const call =
    /^(.*?)(?:诚招|诚聘|招聘|急招|急聘|招募|直聘|直招|招收|高薪聘请|聘请|招工|寻找|长期招|大量招|需要|急需|招(?![标商生采投待])|^聘)(.*)$/u.exec(
      text.trim(),
    );
  if (!call) return { work: text, employer: '' };
  const [, before = '', after = ''] = call;
  const rest = after.trim();
  if (RECRUITER.test(rest)) return { work: text, employer: '' };
  // "海底捞招聘暑假短期工": nothing is left but a rank, so the employer is all there is to go by.
  if (withoutNoise(rest).replace(RANK, '') === '' && withoutNoise(before) !== '') return { work: `${before} ${rest}`, employer: '' };
  return { work: rest, employer: before };
}

const RECRUITER = /^(专员|主管|经理|顾问|专家|助理|师|官|文员|实习|负责人|总监|岗|专业主管|岗位|部)/u;

function withoutNoise(piece: string): string {
  let text = piece;
  // Most titles hold none of a pattern's characters: looking for those first spares the pattern.
  for (const [hint, pattern] of NOISE) if (hint.test(text)) text = text.replace(pattern, '');
  return text.replace(/[^\p{L}\p{N}.]/gu, '').replace(/^\.+|\.+$/g, '');
}

const NOISE: readonly (readonly [hint: RegExp, noise: RegExp])[] = [
  // wages
  [
    /\d/,
    new RegExp(
      '(?:月|日|年|时|底|综合|平均|保底|无责|税后|到手|起)*(?:薪|入|收入|工资|薪资|底薪|待遇|保底)?(?:约|可达|过' +
        '|超)?\\d+(?:\\.\\d+)?(?:[-~至到]\\d+(?:\\.\\d+)?)?\\s*(?:k|w|千|万|元|块' +
        '|rmb)(?:/?(?:月|天|日|时|小时|年))?(?:\\+|以上|起|左右|保底|加)?',
      'g',
    ),
  ],
  [/[薪入]/, /(?:月|日|年)(?:薪|入)(?:过万|上万|\d+|[一二两三四五六七八九十]+[千万k])\+?/g],
  [/\d{4}/, /\d{4,}\+?(?=$|\p{Script=Han})/gu],
  [/\d/, /\d+(?:元|块)?\/?(?:小时|时|天|月)/g],
  // benefits and hours
  [/[包管提含]/, /(?:免费|公司|厂里)?(?:包|管|提供|含)(?:食宿|吃住|吃|住宿|住|饭|三餐|两餐|工作餐|中餐|水电)+(?:行)?/g],
  [
    /[险保金缴补奖提分福龄加]/,
    /(?:[五六七二]险(?:[一二]金)?|社保|公积金|交五险|入职缴纳|缴纳|年终奖金?|高温补贴|全勤奖?|餐补|房补|提成|高提成|奖金|分红|福利好?|补贴|工龄奖|加班费)+/g,
  ],
  [
    /[休班晚时间坐弹周]/,
    new RegExp(
      '(?:周末|做五休二|上五休二|上四休二|上六休一|月休\\p{Script=Han}?|单双?休|双休|大小周|朝九晚[五六]' +
        '|早[八九]晚[五六]|八小时|8小时|六小时|6\\.?5?小时|不加班|不倒班|不上夜班|两班倒|三班倒|四班三倒|倒班|常白班|长白班' +
        '|白夜班|白班|夜班|早班|晚班|半天班|坐班|无需坐班|时间自由|弹性工作)+',
      'gu',
    ),
  ],
  // who may come
  [/不限/, /(?:男女|性别|年龄|学历|经验|专业|户籍)?不限(?:经验|男女|学历)?/g],
  [
    /[无零0接新培薪实应假校社届专本统研岁]/,
    new RegExp(
      '(?:无|零|0)(?:经验|基础)(?:可|也可|均可)?(?:培训|教)?|接受(?:小白|新手|无经验)|新手(?:可' +
        '|均可)?(?:教|学|培训)?|免费培训|带薪(?:培训|学习|实习)?|可(?:带薪)?实习|应届(?:毕业)?生?|暑假|寒假' +
        '|校招(?!主管|专员|经理)|社招|\\d\\d届|大专|本科|统招|研究生|\\d+岁(?:以下|以上|以内)?',
      'g',
    ),
  ],
  // shouting
  [
    /[急聘招薪名国央上5五厂企正长短临兼全结稳轻简好活离就转入数若十两一二三四五六七八九\d无地坐加火热面快晋空福待双可]/,
    new RegExp(
      '(?:急招|急聘|急求|急|诚聘|诚招|高薪|直招|直聘|厂家?直招|招聘(?!专员|主管|经理|顾问|专家|助理|师|官|文员|实习' +
        '|负责人|总监|岗|专业主管)|招人|招(?![聘标商生采投待])|(?<!招)聘|名企|国企|央企|上市公司|世界?500强|五百强|大厂' +
        '|外企|正式工|长期工?|短期|临时|兼职|全职|日结|周结|月结|小时结|当天结|稳定|轻松|简单|好做|活轻|离家近|就近(?:分配' +
        '|安排|选择|安置)?|可?就近|转正|入职(?:即)?|名额有限|数名|若干|\\d+名|[一二两三四五六七八九十]+[名个人]|无责' +
        '|地铁口|坐班|急急|加急|火爆|热招|面试通过|快速晋升|晋升快?|空间大|福利待遇优?|待遇优?厚?|双薪|可转正)+',
      'g',
    ),
  ],
  // grades keep no occupation
  [/[级深首特储见实熟生助]/, /(?:初级|中级|高级|资深|首席|特级|储备|见习|实习生?|熟练|熟手|生手|[一二三四五]级|助理(?=工程师|会计师))/g],
];

/** Endings that say who one is among one's mates, not what one does; what stands before them is the head of the title. */
export const RANK = new RegExp(
  '(?:主管|领班|组长|班长|班组长|队长|课长|拉长|线长|副?主任|学徒工?|学员|师傅|助手|帮工|大工|中工|小工|徒弟|普工' +
    '|操作工|操作员|操作手|操作|司机|驾驶员|机长|产线|流水线|车间|作业员|员工|工人|技工|技师|人员|工作人员|岗位?|助理|负责人' +
    '|专业|老师傅|生|手|工|员|师|职位|方向)+$',
  'u',
);
