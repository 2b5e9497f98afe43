import { addDays } from '#platform/dates';
import { rulesOf, valueOf } from '#platform/moves';

/** Who offers people: our outpost in another province (劳务协作站), a licensed agency, another city's bureau, a school. */
export const SUPPLIER_KINDS = ['station', 'agency', 'bureau', 'school'] as const;
export type SupplierKind = (typeof SUPPLIER_KINDS)[number];

/** Level of a station; the others have none. */
export const STATION_LEVELS = ['provincial', 'branch', 'county'] as const;
export type StationLevel = (typeof STATION_LEVELS)[number];

/** What a station (劳务协作站, 人才工作站) is for: workers, or graduates and specialists. The others are for neither in particular. */
export const STATION_KINDS = ['labour', 'talent'] as const;
export type StationKind = (typeof STATION_KINDS)[number];

/** Degrees of graduates (中专、大专、本科、硕士、博士). */
export const DEGREES = ['secondary', 'associate', 'bachelor', 'master', 'doctor'] as const;
export type Degree = (typeof DEGREES)[number];

export const BATCH_STATES = ['open', 'closed'] as const;
export type BatchState = (typeof BATCH_STATES)[number];

export interface SupplierShape {
  kind: SupplierKind;
  level: StationLevel | null;
  licenceNo: string | null;
  stationKind: StationKind | null;
  agreementFrom: string | null;
  agreementUntil: string | null;
}

export type SupplierFault = 'level_missing' | 'level_alien' | 'licence_missing' | 'station_kind_alien' | 'agreement_order';

/** A station has a level and only a station has; an agency shows the licence that the law asks of it (人力资源服务许可证). */
export const supplierFaults = (shape: SupplierShape): SupplierFault[] => [...faultsOfKind(shape), ...faultsOfAgreement(shape)];

const faultsOfAgreement = ({ agreementFrom, agreementUntil }: SupplierShape): SupplierFault[] =>
  agreementFrom !== null && agreementUntil !== null && agreementUntil < agreementFrom ? ['agreement_order'] : [];

const faultsOfKind = ({ kind, level, licenceNo, stationKind }: SupplierShape): SupplierFault[] => [
  ...(kind === 'station' && level === null ? ['level_missing' as const] : []),
  ...(kind !== 'station' && level !== null ? ['level_alien' as const] : []),
  ...(kind !== 'station' && stationKind !== null ? ['station_kind_alien' as const] : []),
  ...(kind === 'agency' && !licenceNo ? ['licence_missing' as const] : []),
];

/** The last day of a licence is its last day of use. */
export const licenceIsOver = ({ licenceUntil }: { licenceUntil: string | null }, today: string): boolean =>
  licenceUntil !== null && licenceUntil < today;

/** Nobody is offered for a supplier that is switched off or whose licence is over. */
export const mayOffer = (supplier: { active: boolean; licenceUntil: string | null }, today: string): boolean =>
  supplier.active && !licenceIsOver(supplier, today);

export const PAPERS = ['agreement', 'licence'] as const;
export type Paper = (typeof PAPERS)[number];

/** Papers of a supplier that end within its days of notice, and of whose end nobody was told yet. */
export const endingPapers = (
  supplier: Record<'agreementUntil' | 'licenceUntil' | 'agreementToldFor' | 'licenceToldFor', string | null> & { remindDays: number },
  today: string,
): { paper: Paper; until: string }[] =>
  PAPERS.flatMap((paper) => {
    const [until, told] = [supplier[`${paper}Until`], supplier[`${paper}ToldFor`]];
    return until !== null && until !== told && addDays(until, -supplier.remindDays) <= today ? [{ paper, until }] : [];
  });

/** 东北、西北、西南…: the regions in which provinces are counted, by the first digits of GB/T 2260; Xinjiang to Gansu are the north-west. */
export const REGIONS = ['north', 'north_east', 'east', 'centre', 'south', 'south_west', 'north_west', 'islands'] as const;
export type Region = (typeof REGIONS)[number];
const CENTRE = ['41', '42', '43'];
const BY_DIGIT: Record<string, Region> = {
  ...{ '1': 'north', '2': 'north_east', '3': 'east', '4': 'south', '5': 'south_west', '6': 'north_west' },
  ...{ '7': 'islands', '8': 'islands' },
};

export const regionOf = (divisionCode: string): Region | null =>
  CENTRE.includes(divisionCode.slice(0, 2)) ? 'centre' : (BY_DIGIT[divisionCode[0] ?? ''] ?? null);

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
