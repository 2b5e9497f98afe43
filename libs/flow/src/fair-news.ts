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
