import { mobileOf, phoneOf, plainIdNumber, plainPhone } from './index.js';

describe('telephone numbers, however they are written', () => {
  it.each([
    '13800001111',
    '138 0000 1111',
    '138-0000-1111',
    '138—0000—1111',
    '+86 138 0000 1111',
    '0086-13800001111',
    '8613800001111',
    '１３８００００１１１１',
    '(138)00001111',
    '138.0000.1111',
    '\u202d13800001111\u202c',
  ])('takes %s for one mobile number', (text) => {
    expect(mobileOf(text)).toBe('13800001111');
    expect(phoneOf(text)).toBe('13800001111');
    expect(plainPhone(text)).toBe('13800001111');
  });

  it('takes landlines, service and local numbers to call, and the first mobile number of several', () => {
    expect(phoneOf('王经理 13800001111 / 13900002222')).toBe('13800001111');
    expect(phoneOf('0536 8888888')).toBe('0536-8888888');
    expect(phoneOf('（0536）8888888转802')).toBe('0536-8888888-802');
    expect(phoneOf('01012345678')).toBe('010-12345678');
    expect(phoneOf('02188888888')).toBe('021-88888888');
    expect(phoneOf('400 123 4567')).toBe('400-123-4567');
    expect(phoneOf('8888888')).toBe('8888888');
  });

  it.each([
    '53010219920508001X',
    '53010219920508001x',
    '５３０１０２１９９２０５０８００１Ｘ',
    '530102 19920508 001х',
    '530102-19920508-001×',
    '\u202d53010219920508001X\u202c',
  ])('takes %s for one ID number', (text) => expect(plainIdNumber(text)).toBe('53010219920508001X'));

  it('takes nothing else', () => {
    for (const text of ['', '微信联系', '1380000111', '138000011112', '12345'])
      expect([text, mobileOf(text), phoneOf(text)]).toEqual([text, null, null]);
    expect(mobileOf('0536-8888888')).toBeNull();
  });
});
