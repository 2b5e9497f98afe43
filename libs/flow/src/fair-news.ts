interface Meeting {
  day: string;
  /** Hours of the day as the clock on the wall says, `HH:mm`. */
  opensAt: string;
  closesAt: string;
  place: string;
}

const hoursOf = ({ opensAt, closesAt }: Meeting): string => `${opensAt}–${closesAt}`;

/** What a message names of a fair that takes place at another time or place. */
export const movedWords = ({ before, ...fair }: Meeting & { fairId: string; fairName: string; before: Meeting }) => ({
  ...fair,
  hours: hoursOf(fair),
  fromDay: before.day,
  fromHours: hoursOf(before),
  fromPlace: before.place,
});

/** What holders of tickets are told of a fair that was moved. */
export const ticketWords = ({ before, ...fair }: Meeting & { fairId: string; fairName: string; before: Meeting }) => {
  const { fairId, day, place } = fair;
  const from = { fromDay: before.day, fromHours: hoursOf(before), fromPlace: before.place };
  return { fairId, day, place, hours: hoursOf(fair), ...from, reason: null };
};

/** The same of one that does not take place. */
export const cancelledWords = ({ reason, ...fair }: Meeting & { fairId: string; fairName: string; reason: string }) => ({
  ...ticketWords({ ...fair, before: fair }),
  reason,
});

/** What a message names of a fair that fits an enterprise. */
export const fitWords = <E extends Pick<Meeting, 'opensAt' | 'closesAt'>>(fair: E) => ({
  ...fair,
  hours: `${fair.opensAt}–${fair.closesAt}`,
});

/** One booth can be booked and given back more than once. */
export const boothKey = ({ boothId, enterpriseId, at }: { boothId: string; enterpriseId: string; at: string }): string =>
  `${boothId}:${enterpriseId}:${at}`;

/** What is due of a fair, as a message. */
export const DUE = { filing: 'fair.due_filing', permit: 'fair.due_permit', results: 'fair.due_results' } as const;
