import type { Division } from './division.js';

export interface Place {
  code: string | null;
  /** What of the text named it. */
  named: string;
  /** What was left over: a town, a zone, a street, or all of it. */
  rest: string;
  /** Candidates when the name stands for several divisions. */
  ambiguous: string[];
}

/** Finds divisions in written places: names in full or without their ending, from the widest to the narrowest. */
export class PlaceIndex {
  private readonly names = new Map<string, Division[]>();
  private readonly longest: number;

  constructor(divisions: Iterable<Division>) {
    let longest = 0;
    for (const one of divisions) {
      if (one.name.includes('直辖县级')) continue;
      for (const name of spellings(one)) {
        const known = this.names.get(name);
        if (known) known.push(one);
        else this.names.set(name, [one]);
        longest = Math.max(longest, name.length);
      }
    }
    this.longest = longest;
  }

  parse(text: string, within?: string): Place {
    const clean = text
      .normalize('NFKC')
      .replace(/[\s·•・.,，、\-—_>/|]+/g, '')
      .replace(/^(中国|中华人民共和国)/, '');
    const { at, divisions } = this.descend(clean, 0, undefined, within);
    const one = divisions.length === 1 ? divisions[0] : undefined;
    return {
      code: one?.code ?? null,
      named: clean.slice(0, at),
      rest: clean.slice(at),
      ambiguous: divisions.length > 1 ? divisions.map((d) => d.code) : [],
    };
  }

  /** Longest names first, but 乐山 + 市中区 is better than 乐山市 with 中区 left over. */
  private descend(text: string, at: number, above: Division | undefined, within?: string): { at: number; divisions: Division[] } {
    let best: { at: number; divisions: Division[] } = { at, divisions: above ? [above] : [] };
    for (let length = Math.min(this.longest, text.length - at); length >= 2; length--) {
      const named = this.names.get(text.slice(at, at + length));
      const below = named && above ? named.filter((one) => isBelow(one, above)) : named;
      if (!below || below.length === 0) continue;
      const chosen = decide(below, within);
      const one = chosen.length === 1 ? chosen[0] : undefined;
      // Under a known place an unclear name is left over; alone it is reported as unclear.
      if (!one && above) continue;
      const found = one ? this.descend(text, at + length, one, within) : { at: at + length, divisions: chosen };
      if (found.at > best.at) best = found;
    }
    return best;
  }
}

/** A wider division is meant before a narrower one of the same name; `within` chooses among equals. */
function decide(named: Division[], within?: string): Division[] {
  if (within) {
    const scope = within.replace(/(00)+$/, '');
    const inside = named.filter((one) => one.code.startsWith(scope) && one.code !== within);
    if (inside.length === 1) return inside;
  }
  const widest = Math.min(...named.map((one) => one.level));
  return named.filter((one) => one.level === widest);
}

function isBelow(one: Division, above: Division): boolean {
  return one.level > above.level && one.code.startsWith(above.code.replace(/(00)+$/, ''));
}

const PEOPLES = new RegExp(
  '(蒙古族|回族|藏族|维吾尔|苗族|彝族|壮族|布依族|朝鲜族|满族|侗族|瑶族|白族|土家族|哈尼族|哈萨克|傣族|黎族|傈僳族|佤族' +
    '|畲族|拉祜族|水族|东乡族|纳西族|景颇族|柯尔克孜|土族|达斡尔族|仫佬族|羌族|布朗族|撒拉族|毛南族|仡佬族|锡伯|阿昌族|普米族' +
    '|塔吉克|怒族|鄂温克族|保安族|裕固族|独龙族|鄂伦春|各族|蒙古|门巴族|珞巴族)+',
);

/** "恩施土家族苗族自治州" is also written 恩施州 and 恩施; "海淀区" also 海淀; "浦东新区" also 浦东. */
function spellings(one: Division): string[] {
  const names = new Set([one.name]);
  const short = one.name.replace(/(特别行政区|自治区|自治州|自治县|自治旗|地区|新区|林区|特区|矿区|盟|省|市|区|县|旗|州)$/, '');
  const bare = /自治|特别/.test(one.name) ? short.replace(PEOPLES, '').replace(/(壮族|回族|维吾尔)$/, '') : short;
  for (const name of [short, bare]) if (name.length >= 2) names.add(name);
  if (one.name.endsWith('自治州') && bare.length >= 2) names.add(`${bare}州`);
  if (/自治县$/.test(one.name) && bare.length >= 2) names.add(`${bare}县`);
  if (one.name.endsWith('地区')) names.add(`${bare}市`);
  if (one.name === '内蒙古自治区') names.add('内蒙古').add('内蒙');
  return [...names];
}
