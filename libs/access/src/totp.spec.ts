import { codeAt, stepOf } from './totp.js';

const AUTHENTICATOR = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';

describe('a code of the authenticator app', () => {
  // RFC 6238, appendix B: the last six of its eight digits.
  it.each([
    [59, '287082'],
    [1_111_111_109, '081804'],
    [1_234_567_890, '005924'],
    [20_000_000_000, '353130'],
  ])('%d seconds after 1970 is %s', (seconds, code) => {
    const now = new Date(seconds * 1000);
    expect(codeAt(AUTHENTICATOR, now)).toBe(code);
    expect(stepOf(AUTHENTICATOR, code, now)).toBe(Math.floor(seconds / 30));
  });

  it('counts half a minute early or late, and no longer', () => {
    const at = (seconds: number): Date => new Date(1_111_111_110_000 + seconds * 1000);
    const code = codeAt(AUTHENTICATOR, at(0));
    expect([-31, -30, 0, 59, 60].map((seconds) => stepOf(AUTHENTICATOR, code, at(seconds)) !== null)).toEqual([
      false,
      true,
      true,
      true,
      false,
    ]);
  });
});
