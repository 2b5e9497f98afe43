import { rulesOf, valueOf } from '#platform/moves';

/** Who offers people: our outpost in another province (劳务协作站), a licensed agency, another city's bureau, a school. */
export const SUPPLIER_KINDS = ['station', 'agency', 'bureau', 'school'] as const;
export type SupplierKind = (typeof SUPPLIER_KINDS)[number];

/** Level of a station; the others have none. */
export const STATION_LEVELS = ['provincial', 'branch', 'county'] as const;
export type StationLevel = (typeof STATION_LEVELS)[number];

export const BATCH_STATES = ['open', 'closed'] as const;
export type BatchState = (typeof BATCH_STATES)[number];

export interface SupplierShape {
  kind: SupplierKind;
  level: StationLevel | null;
  licenceNo: string | null;
}

export type SupplierFault = 'level_missing' | 'level_alien' | 'licence_missing';

/** A station has a level and only a station has; an agency shows the licence that the law asks of it (人力资源服务许可证). */
export const supplierFaults = ({ kind, level, licenceNo }: SupplierShape): SupplierFault[] => [
  ...(kind === 'station' && level === null ? ['level_missing' as const] : []),
  ...(kind !== 'station' && level !== null ? ['level_alien' as const] : []),
  ...(kind === 'agency' && !licenceNo ? ['licence_missing' as const] : []),
];

/** Where the people of a batch are: promised inside, committed to a need, or `used`: signed, or lost to the batch. */
export interface BatchFigures {
  people: number;
  promised: number;
  committed: number;
  used: number;
}

const { less, notBelow0, sum } = rulesOf<keyof BatchFigures>();

/** People whom nobody has been promised yet. */
export const FREE_PEOPLE = less('people', 'promised', 'committed', 'used');
export const TAKEN_PEOPLE = sum('promised', 'committed', 'used');

export const freePeople = (batch: BatchFigures): number => Number(valueOf(notBelow0(FREE_PEOPLE), batch, {}));

/** Everything of a batch that decides where its people can go; what else is said of it, such as the note, leaves proposals as they are. */
export const BATCH_TERMS = ['occupationCode', 'skillLevel', 'people', 'wageFen', 'freeFrom', 'smallestGroup'] as const;
type BatchTerm = (typeof BATCH_TERMS)[number];

/** What decides of a batch, as it stands. */
export const batchTermsOf = (batch: Readonly<Record<BatchTerm, string | number>>): Record<BatchTerm, string | number> =>
  Object.fromEntries(BATCH_TERMS.map((term) => [term, batch[term]])) as Record<BatchTerm, string | number>;

/** What `people` cannot be cut below. */
export const takenPeople = (batch: BatchFigures): number => Number(valueOf(TAKEN_PEOPLE, batch, {}));
