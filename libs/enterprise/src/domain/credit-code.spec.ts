import { checkCreditCode, madeUpCreditCodes, normaliseCreditCode } from './credit-code.js';

const codeOf = (input: string): string => {
  const checked = checkCreditCode(input);
  return checked.ok ? 'ok' : checked.code;
};

describe('unified social credit code', () => {
  it.each([
    '913700001650810568',
    '91310000631324319E',
    '9151000062160427XG',
    '91440605MA52ETCC8Y',
    '91370704MA3M9MH261',
    '91620000712767189Y',
  ])('accepts %s, a code of a real enterprise', (code) => expect(codeOf(code)).toBe('ok'));

  it('puts small letters, full-width characters and spaces right', () => {
    expect(checkCreditCode(' 9144 0605 ma52etcc8y ')).toEqual({ ok: true, value: '91440605MA52ETCC8Y' });
    expect(normaliseCreditCode('９１３７００００１６５０８１０５６８')).toBe('913700001650810568');
    expect(normaliseCreditCode("'913700001650810568")).toBe('913700001650810568');
  });

  it('says what is wrong in both languages', () => {
    expect(codeOf('')).toBe('empty');
    expect(codeOf('91370000165081056')).toBe('length');
    expect(codeOf('9137000016508105681')).toBe('length');
    expect(codeOf('91370000165O810568')).toBe('letter');
    expect(codeOf('0137000016508105 68')).toBe('authority');
    expect(codeOf('91A700001650810568')).toBe('division');
    expect(codeOf('914403001922038217')).toBe('check_digit');
    const refused = checkCreditCode('914403001922038217');
    expect(refused.ok || refused.message).toEqual({
      zh: expect.stringContaining('校验位') as string,
      en: expect.stringContaining('check digit') as string,
    });
  });

  it('refuses a code whose own check digit fits but whose organisation code does not', () => {
    expect(codeOf('91370000MA3D3M001X')).toBe('organisation_code');
  });

  it('notices every single wrong character and every swap of unlike neighbours', () => {
    const good = '91440605MA52ETCC8Y';
    for (let i = 0; i < 17; i++) {
      for (const char of '0123456789ABCDEFGHJKLMNPQRTUWXY') {
        if (char !== good[i]) expect(codeOf(good.slice(0, i) + char + good.slice(i + 1))).not.toBe('ok');
      }
      if (good[i] !== good[i + 1]) {
        const swapped = good.slice(0, i) + (good[i + 1] ?? '') + (good[i] ?? '') + good.slice(i + 2);
        expect(codeOf(swapped)).not.toBe('ok');
      }
    }
  });

  it('makes up codes that pass, all different, the same for the same seed', () => {
    const take = (seed: number): string[] => {
      const codes = madeUpCreditCodes(seed, '370705');
      return Array.from({ length: 400 }, () => codes.next().value);
    };
    const codes = take(7);
    expect(codes.every((code) => codeOf(code) === 'ok' && code.startsWith('91370705'))).toBe(true);
    expect(new Set(codes).size).toBe(400);
    expect(take(7)).toEqual(codes);
    expect(take(8)).not.toEqual(codes);
  });
});
