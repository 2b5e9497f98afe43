import { crc32, deflateSync } from 'node:zlib';

/** Red, green and blue. */
export type Colour = readonly [number, number, number];

/** Corners of a shape; a curve is as many short lines as make it look round. */
export type Outline = readonly (readonly [number, number])[];

/** A picture that shapes are laid upon, smooth at their edges. */
export class Canvas {
  private readonly pixels: Uint8Array;

  constructor(
    readonly width: number,
    readonly height: number,
    background: Colour,
  ) {
    this.pixels = new Uint8Array(width * height * 3);
    this.rectangle(0, 0, width, height, background);
  }

  /** Whole pixels. */
  rectangle(left: number, top: number, width: number, height: number, colour: Colour): void {
    for (let y = Math.max(0, top); y < Math.min(this.height, top + height); y += 1)
      for (let x = Math.max(0, left); x < Math.min(this.width, left + width); x += 1) this.pixels.set(colour, (y * this.width + x) * 3);
  }

  /** What lies within the outlines; one that runs the other way round is a hole. */
  fill(outlines: readonly Outline[], colour: Colour): void {
    const all = outlines.flat();
    if (all.length === 0) return;
    const left = Math.floor(Math.min(...all.map(([x]) => x)));
    const top = Math.floor(Math.min(...all.map(([, y]) => y)));
    const width = Math.ceil(Math.max(...all.map(([x]) => x))) - left + 2;
    const height = Math.ceil(Math.max(...all.map(([, y]) => y))) - top + 1;
    const cover = new Cover(width, height);
    for (const outline of outlines)
      outline.forEach(([x, y], i) => {
        const [toX, toY] = outline[(i + 1) % outline.length] ?? [x, y];
        cover.line(x - left, y - top, toX - left, toY - top);
      });
    cover.each((x, y, share) => this.blend(left + x, top + y, share, colour));
  }

  /** The picture as a PNG of 24 bits a pixel. */
  png(): Buffer {
    const lines = Buffer.alloc((this.width * 3 + 1) * this.height);
    for (let y = 0; y < this.height; y += 1)
      lines.set(this.pixels.subarray(y * this.width * 3, (y + 1) * this.width * 3), y * (this.width * 3 + 1) + 1);
    const head = Buffer.alloc(13);
    head.writeUInt32BE(this.width, 0);
    head.writeUInt32BE(this.height, 4);
    head.set([8, 2], 8);
    return Buffer.concat([SIGNATURE, chunk('IHDR', head), chunk('IDAT', deflateSync(lines)), chunk('IEND', Buffer.alloc(0))]);
  }

  private blend(x: number, y: number, share: number, colour: Colour): void {
    if (x < 0 || y < 0 || x >= this.width || y >= this.height) return;
    const at = (y * this.width + x) * 3;
    for (let i = 0; i < 3; i += 1) {
      const before = this.pixels[at + i] ?? 0;
      this.pixels[at + i] = Math.round(before + share * ((colour[i] ?? 0) - before));
    }
  }
}

/** How much of each pixel a shape covers: every line adds the area to its right, and sums along a row give what is inside. */
class Cover {
  private readonly area: Float32Array;

  constructor(
    private readonly width: number,
    private readonly height: number,
  ) {
    this.area = new Float32Array(width * height);
  }

  line(x0: number, y0: number, x1: number, y1: number): void {
    if (y0 === y1) return;
    const down = y0 < y1 ? 1 : -1;
    const [fromX, fromY, toX, toY] = y0 < y1 ? [x0, y0, x1, y1] : [x1, y1, x0, y0];
    const slope = (toX - fromX) / (toY - fromY);
    let x = fromX;
    for (let y = Math.floor(fromY); y < toY; y += 1) {
      const part = Math.min(y + 1, toY) - Math.max(y, fromY);
      const next = x + slope * part;
      this.row(y * this.width, Math.min(x, next), Math.max(x, next), part * down);
      x = next;
    }
  }

  each(told: (x: number, y: number, share: number) => void): void {
    for (let y = 0; y < this.height; y += 1)
      for (let x = 0, sum = 0; x < this.width; x += 1) {
        sum += this.area[y * this.width + x] ?? 0;
        const share = Math.min(1, Math.abs(sum));
        if (share > 1 / 512) told(x, y, share);
      }
  }

  /** A line that crosses `high` of a row from `left` to `right`. */
  private row(begin: number, left: number, right: number, high: number): void {
    const [first, last] = [Math.floor(left), Math.ceil(right)];
    if (last <= first + 1) {
      const inside = (left + right) / 2 - first;
      this.add(begin + first, high * (1 - inside));
      this.add(begin + first + 1, high * inside);
      return;
    }
    // Of each pixel that it passes, what lies to the right of it.
    const each = 1 / (right - left);
    let before = 0;
    for (let x = first; x < last; x += 1) {
      const [from, to] = [Math.max(x, left), Math.min(x + 1, right)];
      const crossed = (to - from) * each;
      const covered = (from - left) * each + crossed * (1 - ((from + to) / 2 - x));
      this.add(begin + x, high * (covered - before));
      before = covered;
    }
    this.add(begin + last, high * (1 - before));
  }

  private add(at: number, area: number): void {
    this.area[at] = (this.area[at] ?? 0) + area;
  }
}

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

const chunk = (type: string, data: Buffer): Buffer => {
  const body = Buffer.concat([Buffer.from(type), data]);
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  check.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, check]);
};
