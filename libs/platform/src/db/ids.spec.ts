import { newId } from './ids.js';

describe('new ids', () => {
  it('are UUIDs of version 7 that say when they were made', () => {
    const before = Date.now();
    const id = newId();
    expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    const at = Number.parseInt(id.replace('-', '').slice(0, 12), 16);
    expect(at - before).toBeLessThan(1_000);
    expect(at).toBeGreaterThanOrEqual(before);
  });

  it('sort in the order in which they were made, however many a millisecond brings', () => {
    const made = Array.from({ length: 50_000 }, newId);
    expect([...made].sort()).toEqual(made);
    expect(new Set(made).size).toBe(made.length);
  });

  it('go on when the clock is put back', () => {
    const before = newId();
    const now = jest.spyOn(Date, 'now').mockReturnValue(Date.now() - 3_600_000);
    const after = newId();
    now.mockRestore();
    expect(after > before).toBe(true);
  });
});
