import { createRequire } from 'node:module';
import { join } from 'node:path';
import { openSync, type Font, type Glyph, type PathCommand } from 'fontkit';
import type { Canvas, Colour, Outline } from './canvas.js';

const fonts = join(createRequire(import.meta.url).resolve('@embedpdf/fonts-sc'), '..', '..', 'fonts');

/** Short lines that a curve is made of. */
const STEPS = 8;

/** One weight of the letters that documents are set in. */
export class Lettering {
  private readonly font: Font;

  constructor(weight: 'Regular' | 'Medium') {
    this.font = openSync(join(fonts, `NotoSansHans-${weight}.otf`));
  }

  /** Pixels that a text is wide. */
  widthOf(text: string, size: number): number {
    return this.font.glyphsForString(text).reduce((sum, { advanceWidth }) => sum + (advanceWidth * size) / this.font.unitsPerEm, 0);
  }

  /** A text in lines no wider than that; what does not fit into so many ends with dots. Words are kept whole where there are some. */
  lines(text: string, size: number, width: number, most: number): string[] {
    const lines: string[] = [];
    let line = '';
    for (const word of text.match(/[\u0021-\u024f]+ ?|./gsu) ?? []) {
      if (line !== '' && this.widthOf((line + word).trimEnd(), size) > width) {
        lines.push(line.trimEnd());
        line = '';
      }
      line += word;
    }
    if (line.trim() !== '') lines.push(line.trimEnd());
    const shown = lines.slice(0, most).map((one) => this.cut(one, size, width));
    const last = shown.at(-1);
    if (lines.length > most && last !== undefined) shown[shown.length - 1] = this.cut(`${last}…`, size, width);
    return shown;
  }

  /** @param baseline pixels from the top to the foot of the letters */
  write(canvas: Canvas, text: string, left: number, baseline: number, size: number, colour: Colour): void {
    const scale = size / this.font.unitsPerEm;
    let x = left;
    for (const glyph of this.font.glyphsForString(text)) {
      canvas.fill(outlinesOf(glyph, scale, x, baseline), colour);
      x += glyph.advanceWidth * scale;
    }
  }

  private cut(text: string, size: number, width: number): string {
    let shown = text;
    while (shown.length > 1 && this.widthOf(shown, size) > width) shown = `${shown.replace(/…$/u, '').slice(0, -1)}…`;
    return shown;
  }
}

const outlinesOf = ({ path }: Glyph, scale: number, left: number, baseline: number): Outline[] => {
  const outlines: [number, number][][] = [];
  let points: [number, number][] = [];
  const to = (x: number, y: number): void => void points.push([left + x * scale, baseline - y * scale]);
  let [fromX, fromY] = [0, 0];
  for (const { command, args } of path.commands) {
    const [x = fromX, y = fromY] = args.slice(-2);
    if (command === 'moveTo') outlines.push((points = []));
    if (command === 'moveTo' || command === 'lineTo') to(x, y);
    if (command === 'quadraticCurveTo' || command === 'bezierCurveTo')
      for (let step = 1; step <= STEPS; step += 1) to(...onCurve([fromX, fromY, ...args], step / STEPS));
    [fromX, fromY] = [x, y];
  }
  return outlines;
};

/** A point of a curve of any degree, by de Casteljau. @param points x and y in turn */
const onCurve = (points: PathCommand['args'], at: number): [number, number] => {
  const [x = 0, y = 0] = points;
  if (points.length <= 2) return [x, y];
  return onCurve(
    points.slice(0, -2).map((value, i) => value + at * ((points[i + 2] ?? 0) - value)),
    at,
  );
};
