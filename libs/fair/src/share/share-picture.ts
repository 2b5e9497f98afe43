import type { ShareCard } from '../documents/document-kinds.js';
import { Canvas, type Colour } from './canvas.js';
import { Lettering } from './lettering.js';

/** What messengers show of a link: wide, and large enough for all of them. */
const [WIDTH, HEIGHT, EDGE] = [1_200, 630, 64];
/** Where the white part begins. */
const BAND = 420;
const INNER = WIDTH - 2 * EDGE;

const ACCENT: Colour = [11, 92, 173];
const WHITE: Colour = [255, 255, 255];
const PALE: Colour = [216, 232, 248];
const INK: Colour = [29, 39, 51];
const FAINT: Colour = [91, 103, 117];
const ALARM: Colour = [178, 34, 34];

/** Read when the first picture is asked for, and kept: reading a font takes longer than drawing. */
let letters: Record<'plain' | 'strong', Lettering> | undefined;

/** One picture of a fair, as PNG. */
export const sharePicture = (card: ShareCard): Buffer => {
  const { plain, strong } = (letters ??= { plain: new Lettering('Regular'), strong: new Lettering('Medium') });
  const canvas = new Canvas(WIDTH, HEIGHT, ACCENT);
  canvas.rectangle(0, BAND, WIDTH, HEIGHT - BAND, WHITE);
  const [office = ''] = plain.lines(card.office, 30, INNER, 1);
  plain.write(canvas, office, EDGE, 92, 30, PALE);
  const size = strong.lines(card.name, 72, INNER, 3).length > 2 ? 56 : 72;
  const name = strong.lines(card.name, size, INNER, 2);
  name.forEach((line, i) => strong.write(canvas, line, EDGE, 198 + i * Math.round(size * 1.25), size, WHITE));
  const [theme = ''] = plain.lines(card.theme, 36, INNER, 1);
  plain.write(canvas, theme, EDGE, 198 + (name.length - 1) * Math.round(size * 1.25) + 68, 36, PALE);
  const aside = strong.widthOf(card.aside, 38);
  strong.write(canvas, card.aside, WIDTH - EDGE - aside, 590, 38, card.cancelled ? ALARM : ACCENT);
  const [when = ''] = strong.lines(card.when, 44, INNER, 1);
  strong.write(canvas, when, EDGE, 502, 44, INK);
  const [place = ''] = plain.lines(card.place, 34, INNER - aside - 40, 1);
  plain.write(canvas, place, EDGE, 590, 34, FAINT);
  return canvas.png();
};
