import { gainOf, type InvitedFair, type PlannedFair, type PlanningProblem } from './problem.js';

/** What a plan covers, in weighted people. */
export const coveredBy = (problem: PlanningProblem, fairs: readonly InvitedFair[]): number => {
  const visits = new Map<number, number>();
  let covered = 0;
  for (const guest of fairs.flatMap(({ guests }) => guests)) {
    const before = visits.get(guest) ?? 0;
    const demand = problem.demands[guest];
    if (demand) covered += gainOf(demand, before, problem.perVisit);
    visits.set(guest, before + 1);
  }
  return covered;
};

/** Fairs that counties lack to their least. */
export const owedBy = ({ counties, rooms }: PlanningProblem, fairs: readonly PlannedFair[]): number =>
  counties.reduce((sum, { atLeast }, at) => sum + Math.max(0, atLeast - fairs.filter(({ room }) => rooms[room]?.county === at).length), 0);

const is =
  (one: PlannedFair) =>
  (other: PlannedFair): boolean =>
    one.room === other.room && one.day === other.day && one.theme === other.theme;

/** How often each key occurs. */
const tally = (keys: Iterable<string>): Map<string, number> => {
  const times = new Map<string, number>();
  for (const key of keys) times.set(key, (times.get(key) ?? 0) + 1);
  return times;
};

const first = (key: string): number => Number(key.split('/')[0]);

const limited =
  (faults: string[]) =>
  (what: string, keys: readonly string[], most: (key: string) => number): void => {
    for (const [key, times] of tally(keys)) if (times > most(key)) faults.push(`${what} ${key}: ${times} of ${most(key)}`);
  };

const countyIn =
  ({ rooms }: PlanningProblem) =>
  (fair: PlannedFair): number =>
    rooms[fair.room]?.county ?? -1;

/** Each rule that a plan breaks, in words for whoever looks for the fault; empty when it keeps all. */
export const faultsOf = (problem: PlanningProblem, fairs: readonly InvitedFair[]): string[] => {
  const faults: string[] = [];
  const atMost = limited(faults);
  const countyOf = countyIn(problem);

  /** What stands is no fault of the plan, however much it is; adding to it is. */
  const lookedAfter = (keyOf: (one: { county: number; day: number }) => string): string[] => {
    const planned = fairs.map((fair) => keyOf({ county: countyOf(fair), day: fair.day }));
    const addedTo = new Set(planned);
    return [...planned, ...problem.standing.map(keyOf).filter((key) => addedTo.has(key))];
  };

  const open = new Set(problem.venueDays.map(({ room, day }) => `${room}/${day}`));
  for (const { room, day } of fairs) if (!open.has(`${room}/${day}`)) faults.push(`room ${room} is not to be had on day ${day}`);
  if (fairs.length > problem.fairs) faults.push(`${fairs.length} fairs of ${problem.fairs}`);
  for (const fixed of problem.fixed) if (!fairs.some(is(fixed))) faults.push(`fixed fair ${JSON.stringify(fixed)} is missing`);
  for (const struck of problem.struck) if (fairs.some(is(struck))) faults.push(`struck fair ${JSON.stringify(struck)} is planned`);
  atMost(
    'room on day',
    fairs.map(({ room, day }) => `${room}/${day}`),
    () => 1,
  );
  atMost(
    'days of room',
    fairs.map(({ room }) => `${room}`),
    (key) => problem.rooms[first(key)]?.most ?? 0,
  );
  atMost(
    'county on day',
    lookedAfter(({ county, day }) => `${county}/${day}`),
    (key) => problem.counties[first(key)]?.perDay ?? 0,
  );
  atMost(
    'county in week',
    lookedAfter(({ county, day }) => `${county}/${problem.days[day]?.week}`),
    (key) => problem.counties[first(key)]?.perWeek ?? 0,
  );
  atMost(
    'week',
    lookedAfter(({ day }) => `${problem.days[day]?.week}`),
    () => problem.perWeek,
  );

  return [...faults, ...guestFaults(problem, fairs)];
};

/** The same of whom its fairs invite. */
const guestFaults = (problem: PlanningProblem, fairs: readonly InvitedFair[]): string[] => {
  const faults: string[] = [];
  const atMost = limited(faults);
  const countyOf = countyIn(problem);

  const visits = fairs.flatMap((fair) => fair.guests.map((guest) => ({ fair, demand: problem.demands[guest] })));
  for (const { fair, demand } of visits) {
    const home = problem.enterprises[demand?.enterprise ?? -1];
    const near = home !== undefined && problem.counties[countyOf(fair)]?.near.includes(home);
    if (demand?.theme !== fair.theme || !near) faults.push(`a guest of ${JSON.stringify({ ...fair, guests: undefined })} does not fit`);
  }
  for (const { guests, room } of fairs)
    if (guests.length > (problem.rooms[room]?.booths ?? 0)) faults.push(`room ${room} has fewer than ${guests.length} booths`);
  const appearances = [
    ...problem.engaged,
    ...visits.flatMap(({ fair, demand }) => (demand ? [{ enterprise: demand.enterprise, day: fair.day }] : [])),
  ];
  atMost(
    'enterprise on day',
    appearances.map(({ enterprise, day }) => `${enterprise}/${day}`),
    () => 1,
  );
  atMost(
    'enterprise in month',
    appearances.map(({ enterprise, day }) => `${enterprise}/${problem.days[day]?.month}`),
    () => problem.perMonth,
  );
  return faults;
};
