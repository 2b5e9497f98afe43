/** Whether an ID number is a woman's: the sign before the check sign is even, and of cards of foreigners nothing says so. */
export const isWoman = (idNumber: string): boolean | null =>
  /^\d{17}[\dX]$/.test(idNumber) && !/^9/.test(idNumber) ? Number(idNumber[16]) % 2 === 0 : null;

export interface DayCount {
  day: string;
  region: string;
  people: number;
  trips: Set<string>;
}

/** People who arrive, by day and county. */
export const byDayAndRegion = (arrivals: readonly { day: string; region: string; people: number; tripId: string }[]): DayCount[] => {
  const counts = new Map<string, DayCount>();
  for (const { day, region, people, tripId } of arrivals) {
    const key = `${day} ${region}`;
    const count = counts.get(key) ?? { day, region, people: 0, trips: new Set() };
    count.people += people;
    count.trips.add(tripId);
    counts.set(key, count);
  }
  return [...counts.values()].sort((a, b) => (a.day === b.day ? b.people - a.people : a.day < b.day ? -1 : 1));
};
