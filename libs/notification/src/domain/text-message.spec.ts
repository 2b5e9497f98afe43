import { partsOf, registeredText, signed, TEXT_TEMPLATES, usualText, variablesOf } from './text-message.js';

const params = { supplierName: '昭通站', needTitle: '焊工', people: 40, expiresAt: '2026-11-27T02:00:00.000Z' };

describe('a text message', () => {
  it.each([
    [1, 1],
    [70, 1],
    [71, 2],
    [134, 2],
    [135, 3],
  ])('of %d characters is paid as %d parts', (length, parts) => expect(partsOf('字'.repeat(length))).toBe(parts));

  it('counts a character beyond the basic plane twice, as carriers do', () => expect(partsOf('𠮷'.repeat(36))).toBe(2));

  it('stands behind the sign of who sends it', () => {
    expect([signed('岗桥', '已出发'), signed('', '已出发')]).toEqual(['【岗桥】已出发', '已出发']);
  });

  it('is registered with its variables by name or by place, each place once', () => {
    expect(registeredText('promise.made', 'zh', (name) => `\${${name}}`)).toBe(
      '${supplierName} 为“${needTitle}”承诺 ${people} 人，名额为您保留到 ${expiresAt}。请在此之前答复。',
    );
    expect(registeredText('promise.made', 'zh', (_, place) => `{${place}}`)).toBe(
      '{1} 为“{2}”承诺 {3} 人，名额为您保留到 {4}。请在此之前答复。',
    );
  });

  it('hands over what each variable says, with the noun that suits its number and the time of the city', () => {
    expect(variablesOf('promise.made', params, 'en')).toEqual([
      { name: 'supplierName', value: '昭通站' },
      { name: 'people', value: '40 people' },
      { name: 'needTitle', value: '焊工' },
      { name: 'expiresAt', value: '27 Nov 10:00' },
    ]);
  });

  it.each(TEXT_TEMPLATES)('%s can be shown at its usual length before anybody got one', (key) => {
    for (const locale of ['zh', 'en'] as const) expect(usualText(key, locale)).not.toMatch(/[{}]/);
  });
});
