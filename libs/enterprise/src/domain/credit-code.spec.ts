import { checkCreditCode, madeUpCreditCode } from './credit-code.js';

describe('a unified social credit code', () => {
  it.each(['913700001650810568', '91310000631324319E'])('%s is valid', (code) => {
    expect(checkCreditCode(code)).toEqual({ ok: true, value: code });
  });

  it('may be written with blanks, in small letters or full width', () => {
    expect(checkCreditCode(' 91310000 631324319e')).toEqual({ ok: true, value: '91310000631324319E' });
  });

  it.each([
    ['9137000016508105', 'length'],
    ['91370000165081056O', 'sign'],
    ['913700001650810578', 'organisation'],
    ['913700001650810569', 'check'],
  ])('%s is refused: %s', (code, reason) => {
    expect(checkCreditCode(code)).toMatchObject({ ok: false, code: reason });
  });

  it('is valid when we make it up', () => {
    for (let serial = 0; serial < 2_000; serial += 1) expect(checkCreditCode(madeUpCreditCode('370702', serial)).ok).toBe(true);
  });
});
