import { readings, spells } from './pinyin.js';
import { readTable } from './table.js';

export interface Industry {
  code: string;
  name: string;
  /** 1 门类 (A), 2 大类 (A01), 3 中类 (A011), 4 小类 (A0111). */
  level: 1 | 2 | 3 | 4;
  parent: string | null;
}

/** GB/T 4754-2017. Read on first use. */
export class Industries {
  private table: Map<string, Industry> | undefined;

  constructor(private readonly source: () => string) {}

  all(): Industry[] {
    return [...this.load().values()];
  }

  byCode(code: string): Industry | undefined {
    return this.load().get(code);
  }

  /** As people write codes: with the letter of the section or without it, L7263 or 7263. */
  written(code: string): Industry | undefined {
    return this.byCode(code) ?? this.all().find((one) => one.level > 1 && one.code.slice(1) === code);
  }

  /** The division (大类, e.g. C34) a code stands in, itself when it is one; null for a bare section. */
  divisionOf(code: string): string | null {
    return code.length >= 3 ? code.slice(0, 3) : null;
  }

  children(code: string | null): Industry[] {
    return this.all().filter((one) => one.parent === code);
  }

  /** By code, name, pinyin or initials; divisions before their groups. */
  search(query: string, limit = 20): Industry[] {
    const wanted = query.normalize('NFKC').toLowerCase().replace(/\s+/g, '');
    if (wanted === '') return [];
    const latin = /^[a-z]+$/.test(wanted);
    return this.all()
      .map((one) => ({ one, score: industryScore(wanted, latin, one) }))
      .filter(({ score }) => score > 0)
      .sort((a, b) => b.score - a.score || a.one.code.localeCompare(b.one.code))
      .slice(0, limit)
      .map(({ one }) => one);
  }

  private load(): Map<string, Industry> {
    this.table ??= new Map(
      readTable(this.source()).map(([code = '', name = '']) => [code, { code, name, level: levelOf(code), parent: parentOf(code) }]),
    );
    return this.table;
  }
}

const levelOf = (code: string): 1 | 2 | 3 | 4 => (code.length === 1 ? 1 : ((code.length - 1) as 2 | 3 | 4));

const parentOf = (code: string): string | null => (code.length === 1 ? null : code.length === 3 ? code.slice(0, 1) : code.slice(0, -1));

function industryScore(wanted: string, latin: boolean, one: Industry): number {
  if (one.code.toLowerCase().startsWith(wanted) && /\d|^[a-t]$/.test(wanted)) return 20 - one.level;
  const at = one.name.indexOf(wanted);
  if (at >= 0) return (at === 0 ? 8 : 6) + (2 * wanted.length) / one.name.length - 0.3 * one.level;
  if (!latin) return 0;
  const chars = [...one.name];
  for (let i = 0; i < chars.length; i++) {
    if (!readings(chars[i] ?? '').some((reading) => reading[0] === wanted[0])) continue;
    const used = spells(wanted, chars, i);
    if (used > 0) return (i === 0 ? 4 : 2) + (2 * used) / chars.length - one.level / 10;
  }
  return 0;
}
