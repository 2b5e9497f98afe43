import type { Division } from './division.js';
import { PlaceIndex, type Place } from './places.js';
import { readTable } from './table.js';

/** Administrative divisions (GB/T 2260, 2024). Read on first use. */
export class Divisions {
  private table: Map<string, Division> | undefined;
  private index: PlaceIndex | undefined;

  constructor(private readonly source: () => string) {}

  all(): Division[] {
    return [...this.load().values()];
  }

  byCode(code: string): Division | undefined {
    return this.load().get(code);
  }

  children(code: string | null): Division[] {
    return this.all().filter((one) => one.parent === code);
  }

  /** From the province down to the division itself; [] for an unknown code. */
  path(code: string): Division[] {
    const path: Division[] = [];
    for (let at = this.byCode(code); at; at = at.parent ? this.byCode(at.parent) : undefined) path.unshift(at);
    return path;
  }

  /** "山东省潍坊市奎文区"; a city that carries its province's name, and containers, are left out. */
  fullName(code: string): string {
    const path = this.path(code);
    return path
      .filter((one, i) => path[i - 1]?.name !== one.name && !one.name.includes('直辖县级'))
      .map((one) => one.name)
      .join('');
  }

  /**
   * The division a place names: "上海·浦东新区", "山东省潍坊市奎文区东风街", "福建龙岩", "昆山". A part that is no division
   * (虎门镇, 高新区) is handed back in `rest`. `code` is null when nothing is named or a name stands for several
   * ("朝阳区"); `within` (a division, e.g. one's own province or city) then decides.
   */
  parsePlace(text: string, within?: string): Place {
    this.index ??= new PlaceIndex(this.all());
    return this.index.parse(text, within);
  }

  /** Great-circle kilometres between two divisions; null when one is unknown. */
  distanceKm(a: string, b: string): number | null {
    const from = this.byCode(a);
    const to = this.byCode(b);
    if (from?.lng == null || from.lat == null || to?.lng == null || to.lat == null) return null;
    return greatCircleKm({ lng: from.lng, lat: from.lat }, { lng: to.lng, lat: to.lat });
  }

  private load(): Map<string, Division> {
    this.table ??= tableOf(readTable(this.source()));
    return this.table;
  }
}

/** Great-circle distance in kilometres on a sphere of 6,371.0088 km. */
export function greatCircleKm(a: { lng: number; lat: number }, b: { lng: number; lat: number }): number {
  const rad = Math.PI / 180;
  const dLat = (b.lat - a.lat) * rad;
  const dLng = (b.lng - a.lng) * rad;
  const h = Math.sin(dLat / 2) ** 2 + Math.cos(a.lat * rad) * Math.cos(b.lat * rad) * Math.sin(dLng / 2) ** 2;
  return 2 * 6371.0088 * Math.asin(Math.min(1, Math.sqrt(h)));
}

function tableOf(rows: string[][]): Map<string, Division> {
  const table = new Map<string, Division>();
  for (const [code = '', name = '', lng = '', lat = ''] of rows) {
    const level = code.endsWith('0000') ? 1 : code.endsWith('00') ? 2 : 3;
    const parent = level === 1 ? null : level === 2 ? `${code.slice(0, 2)}0000` : `${code.slice(0, 4)}00`;
    // Rows are in order of code, so the parent is there already.
    const above = parent ? table.get(parent) : undefined;
    const known = lng !== '' && lat !== '';
    table.set(code, {
      code,
      name,
      level,
      parent,
      lng: known ? Number(lng) : (above?.lng ?? null),
      lat: known ? Number(lat) : (above?.lat ?? null),
    });
  }
  return table;
}
