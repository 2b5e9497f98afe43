/** Longest name that is taken apart; what is beyond is not found by. */
const LONGEST = 40;

/** Pieces of a normalised name by which it is found: its first sign, and every two signs beside each other. */
export const namePieces = (name: string): string[] => {
  const signs = [...name.toLowerCase()].slice(0, LONGEST);
  return [...new Set([`^${signs[0] ?? ''}`, ...pairs(signs)])].filter((piece) => piece !== '^');
};

/** Pieces that a name has to have to hold this text; a single sign is looked for at the beginning. */
export const piecesToFind = (text: string): string[] => {
  const signs = [...text.toLowerCase()].slice(0, LONGEST);
  return signs.length === 1 ? [`^${signs[0]}`] : [...new Set(pairs(signs))];
};

const pairs = (signs: string[]): string[] => signs.slice(1).map((sign, i) => `${signs[i]}${sign}`);
