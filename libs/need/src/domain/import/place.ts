/** Finds the division that a place names; `ambiguous` when the name stands for several. */
export type FindPlace = (text: string) => { code: string | null; rest: string; ambiguous: string[] };

export interface PlacesRead {
  /** Divisions named, narrowest first mentioned first, each once. */
  codes: string[];
  /** "全国各地" and the like: anywhere. */
  anywhere: boolean;
  /** Work from home. */
  remote: boolean;
  /** Parts that are no place or stand for several. */
  unknown: string[];
}

const NONE = /^(?:无|不限|-+|\/|项目地|项目所在地|待定|暂无|其他|总部)?$/;

/** Reads the places of a cell: one ("上海·浦东新区", "山东省 潍坊市 奎文区"), several ("南昌/南京/北京等"), or none in particular ("全国各地", "远程办公"). */
export function readPlaces(cell: string, find: FindPlace): PlacesRead {
  const read: PlacesRead = { codes: [], anywhere: false, remote: false, unknown: [] };
  const text = cell.normalize('NFKC').trim();
  if (NONE.test(text)) return read;
  const whole = /[、,，;；|\n]/.test(text) ? { code: null, rest: text } : find(text);
  if (whole.code && whole.rest === '') return { ...read, codes: [whole.code] };
  for (const item of text.split(/[、,，;；|\n]+|\s+或\s*/)) {
    // Strokes and blanks stand between places, but also within one ("山东省/潍坊市/青州市").
    let above: string | null = null;
    for (const piece of item.split(/\/+|(?<=\p{Script=Han})\s+(?=\p{Script=Han})/u))
      above = readPiece(piece.trim().replace(/等(?:地|城市|多地)?$/, ''), above, read, find);
  }
  return read;
}

function readPiece(piece: string, above: string | null, read: PlacesRead, find: FindPlace): string | null {
  if (NONE.test(piece)) return above;
  if (/全国|各地|多地|外派|出差|不固定|国内/.test(piece)) {
    read.anywhere = true;
    return above;
  }
  if (/远程|居家|在家|线上/.test(piece)) {
    read.remote = true;
    return above;
  }
  const { code, ambiguous } = find(piece);
  // "潍坊市 奎文区": what stands in the division before it narrows it instead of being another place.
  const stem = above?.replace(/(?:00)+$/, '');
  const inside = (code ? [code] : ambiguous).filter((one) => stem !== undefined && one !== above && one.startsWith(stem));
  const chosen = inside.length === 1 ? (inside[0] ?? null) : code;
  if (chosen === null) {
    // A town after its city ("东莞 虎门镇") is not another place either.
    if (above === null || !/[镇乡街道区园村]$/.test(piece)) read.unknown.push(piece);
    return above;
  }
  if (inside.length === 1 && read.codes.at(-1) === above) read.codes[read.codes.length - 1] = chosen;
  else if (!read.codes.includes(chosen)) read.codes.push(chosen);
  return chosen;
}
