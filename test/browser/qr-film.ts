import { writeFileSync } from 'node:fs';
import encodeQR from 'qr';

const [WIDTH, HEIGHT] = [640, 480];
const FRAMES = 10;

/** What a camera sees that is held before a code: a film as the browser plays it in place of its camera. */
export const filmCode = (file: string, text: string): void => {
  const modules = encodeQR(text, 'raw', { border: 4 });
  const size = Math.floor((HEIGHT * 0.9) / modules.length);
  const [left, top] = [(WIDTH - size * modules.length) / 2, (HEIGHT - size * modules.length) / 2];
  const light = Buffer.alloc(WIDTH * HEIGHT, 200);
  for (let y = 0; y < HEIGHT; y += 1)
    for (let x = 0; x < WIDTH; x += 1) {
      const module = modules[Math.floor((y - top) / size)]?.[Math.floor((x - left) / size)];
      if (module !== undefined) light[y * WIDTH + x] = module ? 20 : 235;
    }
  const grey = Buffer.alloc((WIDTH * HEIGHT) / 2, 128);
  const frame = Buffer.concat([Buffer.from('FRAME\n'), light, grey]);
  const head = Buffer.from(`YUV4MPEG2 W${WIDTH} H${HEIGHT} F10:1 Ip A1:1 C420jpeg\n`);
  writeFileSync(file, Buffer.concat([head, ...Array.from({ length: FRAMES }, () => frame)]));
};
