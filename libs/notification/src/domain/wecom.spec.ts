import { asksForToken, failureOfWecom, wecomText } from './wecom.js';

describe('what WeCom says', () => {
  it.each([
    [45_009, 'throttled'],
    [42_001, 'credentials'],
    [40_056, 'credentials'],
    [81_013, 'address'],
    [46_004, 'address'],
    [-1, 'network'],
    [44_004, 'content'],
    [99_999, 'unknown'],
  ] as const)('by %d is %s', (code, failure) => expect(failureOfWecom(code)).toBe(failure));

  it('asks for another token where that helps', () => {
    expect([40_014, 42_001, 41_001, 40_001, 45_009].map(asksForToken)).toEqual([true, true, true, false, false]);
  });

  it('takes a text with its link, cut where it is too long and never inside a character', () => {
    const link = { url: 'https://gq.example/console/needs/1?a=1&b=2', word: '查看' };
    expect(wecomText({ subject: '岗位已发布', text: 'A<B' }, link)).toBe(
      '岗位已发布\nA&#60;B\n<a href="https://gq.example/console/needs/1?a=1&#38;b=2">查看</a>',
    );
    const long = wecomText({ subject: '长', text: '长'.repeat(2_000) }, link);
    expect(Buffer.byteLength(long)).toBeLessThanOrEqual(2_048);
    expect(long).toMatch(/长…\n<a href="[^"]+">查看<\/a>$/);
    expect(wecomText({ subject: 'a', text: 'b' }, null)).toBe('a\nb');
  });
});
