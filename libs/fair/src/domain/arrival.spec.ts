import { claimUntil, dayOfferUntil, unclaimed } from './arrival.js';

const opens = new Date('2027-02-20T01:00:00Z');
const booth = (number: string, enterpriseId: string | null, heldUntil: Date | null = null) => ({
  ...{ id: number, number, enterpriseId, heldUntil, bookedAt: null },
});

describe('a booth on the day', () => {
  it('is to be claimed so many minutes after opening; who waits then says yes within minutes, before the fair closes', () => {
    const claim = (booked: string | null): string =>
      claimUntil(opens, booked ? new Date(booked) : null, { claimMinutes: 30 }).toISOString();
    expect([claim(null), claim('2027-02-01T01:00:00Z')]).toEqual(Array<string>(2).fill('2027-02-20T01:30:00.000Z'));
    expect(claim('2027-02-20T01:20:00Z')).toBe('2027-02-20T01:50:00.000Z');
    const closes = new Date('2027-02-20T01:40:00Z');
    const until = (time: string): string => dayOfferUntil(new Date(`2027-02-20T${time}Z`), closes, { dayOfferMinutes: 15 }).toISOString();
    expect([until('01:20:00'), until('01:30:00')]).toEqual(['2027-02-20T01:35:00.000Z', '2027-02-20T01:40:00.000Z']);
  });

  it('goes to who waits when nobody came to it: as many as are wanted, by number, and none that is held, free or claimed', () => {
    const booths = [
      booth('A03', 'c'),
      booth('A01', 'a'),
      booth('A02', 'b'),
      booth('A04', null),
      booth('A05', 'e', opens),
      booth('A06', 'f'),
    ];
    const of = (wanted: number): string[] => unclaimed(booths, new Set(['b']), () => true, wanted).map(({ number }) => number);
    expect(unclaimed(booths, new Set(), () => false, 9)).toEqual([]);
    expect([of(0), of(2), of(9)]).toEqual([[], ['A01', 'A03'], ['A01', 'A03', 'A06']]);
  });
});
