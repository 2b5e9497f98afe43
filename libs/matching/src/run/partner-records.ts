/** How suppliers and enterprises kept what they said, of a hundred people each; who is not named is not known. */
export interface Records {
  suppliers: ReadonlyMap<string, number>;
  enterprises: ReadonlyMap<string, number>;
}

/** Whoever follows people to their workplaces knows it. */
export abstract class PartnerRecords {
  abstract of(suppliers: readonly string[], enterprises: readonly string[]): Promise<Records>;
}
