/** A day on which a room may be booked. */
export interface VenueDay {
  room: number;
  day: number;
}

/** People that one enterprise is short of in one theme. */
export interface Demand {
  enterprise: number;
  theme: number;
  /** Still short, not covered by promises. */
  people: number;
  /** What one covered person is worth, above 0: by skill level and by how long the need is open. */
  weight: number;
}

export interface PlannedFair extends VenueDay {
  theme: number;
}

/** A fair with whom it invites: indexes of demands of its theme, one booth each. */
export interface InvitedFair extends PlannedFair {
  guests: readonly number[];
}

/**
 * What the fairs of a quarter are planned from. Rooms, days, themes, counties, enterprises and demands are known by their index.
 *
 * A visit covers as many people of a demand as the enterprise can meet at one booth; the next visit covers those that remain. The plan is
 * the better, the more weighted people it covers.
 */
export interface PlanningProblem {
  /** How many fairs are planned at most, with the fixed ones. */
  fairs: number;
  rooms: readonly {
    county: number;
    booths: number;
    /** Days that may be booked at most: a share of those on which it is open. */
    most: number;
  }[];
  days: readonly { week: number; month: number }[];
  venueDays: readonly VenueDay[];
  /** Fairs of all counties in one week at most, so that no week has them all. */
  perWeek: number;
  themes: number;
  counties: readonly {
    /** Fairs that its staff can look after on one day. */
    perDay: number;
    /** Fairs in one week at most, so that they are spread. */
    perWeek: number;
    /** Fairs that the plan gives it at least, before any other county has more, as far as its rooms, staff and shortage allow. */
    atLeast: number;
    /** Counties whose enterprises go to its fairs, itself among them. */
    near: readonly number[];
  }[];
  /** The county of each enterprise. */
  enterprises: readonly number[];
  demands: readonly Demand[];
  /** People that one enterprise meets in earnest at one booth on one day. */
  perVisit: number;
  /** Fairs of an enterprise in one month at most; on one day it is one. */
  perMonth: number;
  /** Fairs that stand already: the county's staff look after them too. */
  standing: readonly { county: number; day: number }[];
  /** Where enterprises are already booked elsewhere. */
  engaged: readonly { enterprise: number; day: number }[];
  /** Kept as they are but for whom they invite. */
  fixed: readonly PlannedFair[];
  /** Not to be planned. */
  struck: readonly PlannedFair[];
}

/** Weighted people that the visit after `visits` others covers. */
export const gainOf = ({ people, weight }: Demand, visits: number, perVisit: number): number =>
  weight * Math.max(0, Math.min(perVisit, people - visits * perVisit));
