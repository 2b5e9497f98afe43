/** Numbers from 0 to 1 that the seed decides (xorshift). */
export const randomOf = (seed: number): (() => number) => {
  let state = (seed ^ 0x9e3779b9) | 0 || 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
};
