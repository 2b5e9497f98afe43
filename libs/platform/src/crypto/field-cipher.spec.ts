import { FieldCipher, keyIdOf, UnsealError } from './field-cipher.js';
import { mask, normalise } from './mask.js';

const ring = (...ids: string[]) => ({
  keys: new Map(ids.map((id) => [id, Buffer.alloc(32, id)])),
  indexKey: Buffer.alloc(32, 'index'),
  source: 'environment' as const,
});

describe('a sealed value', () => {
  const cipher = new FieldCipher(ring('k2', 'k1'));

  it('opens in its own table, column and row, and nowhere else', () => {
    const sealed = cipher.seal('need', 'contactPhone', 'row-1', '13812345678');
    expect(cipher.open('need', 'contactPhone', 'row-1', sealed)).toBe('13812345678');
    for (const [table, column, id] of [
      ['trip', 'contactPhone', 'row-1'],
      ['need', 'contactName', 'row-1'],
      ['need', 'contactPhone', 'row-2'],
    ] as const) {
      expect(() => cipher.open(table, column, id, sealed)).toThrow(UnsealError);
    }
  });

  it('does not show what it holds, nor that two of them hold the same', () => {
    const [one, two] = [cipher.seal('t', 'c', '1', '王小明'), cipher.seal('t', 'c', '1', '王小明')];
    expect(one).not.toBe(two);
    expect(Buffer.from(one.split('.')[1]!, 'base64url').includes(Buffer.from('王'))).toBe(false);
  });

  it('is refused when a single character of it was changed', () => {
    const sealed = cipher.seal('t', 'c', '1', 'a');
    const changed = sealed.slice(0, -2) + (sealed.at(-2) === 'A' ? 'B' : 'A') + sealed.at(-1);
    expect(() => cipher.open('t', 'c', '1', changed)).toThrow(UnsealError);
    expect(() => cipher.open('t', 'c', '1', '')).toThrow(UnsealError);
  });

  it('names its key: older ones still open, unknown ones say so', () => {
    const old = new FieldCipher(ring('k1')).seal('t', 'c', '1', 'x');
    expect(keyIdOf(old)).toBe('k1');
    expect(keyIdOf(cipher.seal('t', 'c', '1', 'x'))).toBe('k2');
    expect(cipher.open('t', 'c', '1', old)).toBe('x');
    expect(() => new FieldCipher(ring('k3')).open('t', 'c', '1', old)).toThrow(/"k1" is not among GANGQIAO_KEYS/);
  });

  it('is found by its blind index, whatever key sealed it, but not as another kind of value', () => {
    const later = new FieldCipher(ring('k9'));
    expect(cipher.blindIndex('phone', '13812345678')).toBe(later.blindIndex('phone', '13812345678'));
    expect(cipher.blindIndex('phone', '1')).not.toBe(cipher.blindIndex('id', '1'));
    expect(cipher.blindIndex('phone', '13812345678')).toHaveLength(43);
  });

  it('of 250 bytes fits its column', () => {
    expect(new FieldCipher(ring('a-key-id-16-long')).seal('t', 'c', '1', 'x'.repeat(250)).length).toBeLessThanOrEqual(400);
  });
});

it('a mask leaves enough to recognise a value one knows', () => {
  expect(mask.phone('13812345678')).toBe('138****5678');
  expect(mask.idNumber('370702199001011234')).toBe('3707**********1234');
  expect(mask.name('王小明')).toBe('王**');
  expect(mask.email('wang@example.com')).toBe('w***@example.com');
  expect(mask.phone('110')).toBe('***');
});

it('spellings of one value become the same', () => {
  expect(normalise.phone('+86 138-1234-5678')).toBe('13812345678');
  expect(normalise.idNumber('37070219900101123x')).toBe('37070219900101123X');
  expect(normalise.email(' Wang@Example.COM ')).toBe('wang@example.com');
});
