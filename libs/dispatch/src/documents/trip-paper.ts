import type { Locale } from '#platform/document';

/** A person as they stand on paper. */
export interface PaperPerson {
  position: number;
  name: string;
  idNumber: string;
  phone: string;
  emergencyContact: string;
  enterprise: string;
  /** Number of the coach; null for none. */
  coach: number | null;
  pickup: string;
  relief: string;
  kind: string;
  returning: boolean;
  minor: boolean;
  insured: boolean;
  medical: boolean;
  selfArranged: boolean;
  fareYuan: number | null;
  /** Where “my trip” is; null on papers that show none. */
  link: string | null;
}

/** What every paper of a trip says of it. */
export interface PaperHead {
  station: string;
  stationPhone: string;
  mode: string;
  vehicle: string;
  from: string;
  to: string;
  departs: string;
  arrives: string;
  note: string;
  legs: { mode: string; vehicle: string; from: string; to: string; departs: string; arrives: string }[];
  pickups: { place: string; at: string }[];
  leaders: { coach: number; name: string; phone: string }[];
}

/** What an enterprise has to know before its people come. */
export interface Notice {
  enterprise: string;
  posts: string[];
  people: number;
  women: number | null;
  minors: number;
  returning: number;
  uninsured: number;
  unexamined: number;
  /** For the QR at its gate; null for who does not run the trip. */
  link: string | null;
}

export type TripPaper =
  | { kind: 'manifest'; locale: Locale; head: PaperHead; people: PaperPerson[] }
  | { kind: 'badges'; locale: Locale; head: PaperHead; people: PaperPerson[] }
  | { kind: 'notice'; locale: Locale; head: PaperHead; notices: (Notice & { persons: PaperPerson[] })[] };
