import { inflateSync } from 'node:zlib';
import { pictureFacts } from '../floor/picture.js';
import { Canvas } from './canvas.js';

/** The red of each pixel, row by row. */
const redOf = (picture: Buffer, width: number, height: number): number[][] => {
  const at = picture.indexOf('IDAT');
  const lines = inflateSync(picture.subarray(at + 4, at + 4 + picture.readUInt32BE(at - 4)));
  return Array.from({ length: height }, (_, y) => Array.from({ length: width }, (__, x) => lines[y * (width * 3 + 1) + 1 + x * 3] ?? -1));
};

describe('a picture', () => {
  it('covers pixels as far as a shape lies in them, leaves holes, and is a whole PNG', () => {
    const canvas = new Canvas(6, 4, [0, 0, 0]);
    // From the middle of a pixel to the middle of another, with a pixel left out within.
    const square = [
      [0.5, 0],
      [4.5, 0],
      [4.5, 3],
      [0.5, 3],
    ] as const;
    const hole = [
      [2, 1],
      [2, 2],
      [3, 2],
      [3, 1],
    ] as const;
    canvas.fill([square, hole], [200, 0, 0]);
    const picture = canvas.png();
    expect(pictureFacts(picture)).toEqual({ mime: 'image/png', width: 6, height: 4 });
    expect(redOf(picture, 6, 4)).toEqual([
      [100, 200, 200, 200, 100, 0],
      [100, 200, 0, 200, 100, 0],
      [100, 200, 200, 200, 100, 0],
      [0, 0, 0, 0, 0, 0],
    ]);
  });

  it('covers half of what a slope cuts in two, and nothing beside the picture', () => {
    const canvas = new Canvas(4, 4, [0, 0, 0]);
    const slope = [
      [-3, 4],
      [5, -4],
      [5, 4],
    ] as const;
    canvas.fill([slope], [200, 0, 0]);
    expect(redOf(canvas.png(), 4, 4)[0]).toEqual([100, 200, 200, 200]);
    expect(redOf(canvas.png(), 4, 4)[3]).toEqual([200, 200, 200, 200]);
  });
});
