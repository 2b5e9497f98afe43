/** `own`: each on their own, 自行前往. */
export const TRAVEL_MODES = ['train', 'coach', 'flight', 'car', 'own'] as const;
export type TravelMode = (typeof TRAVEL_MODES)[number];

export const TRIP_STATES = ['planned', 'boarding', 'under_way', 'arrived', 'handed_over', 'cancelled'] as const;
export type TripState = (typeof TRIP_STATES)[number];

const transitions: Record<TripState, readonly TripState[]> = {
  planned: ['boarding', 'under_way', 'cancelled'],
  boarding: ['under_way'],
  under_way: ['arrived'],
  arrived: ['handed_over'],
  handed_over: [],
  cancelled: [],
};

export const mayBecome = (from: TripState, to: TripState): boolean => transitions[from].includes(to);

/** The roll calls of a trip; the enterprise's confirmation is the last of them. */
export const ROLL_CALLS = ['depart', 'arrive', 'hand_over', 'confirm'] as const;
export type RollCall = (typeof ROLL_CALLS)[number];

/** While the trip is in these states the roll call is taken, or corrected: phones send what they know when they find a network. */
const during: Record<RollCall, readonly TripState[]> = {
  depart: ['planned', 'boarding', 'under_way', 'arrived', 'handed_over'],
  arrive: ['boarding', 'under_way', 'arrived', 'handed_over'],
  hand_over: ['under_way', 'arrived', 'handed_over'],
  confirm: ['arrived', 'handed_over'],
};

export const takes = (call: RollCall, state: TripState): boolean => during[call].includes(state);
