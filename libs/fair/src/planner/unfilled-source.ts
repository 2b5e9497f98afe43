/** Needs that the last matching left short. */
export interface UnfilledNeeds {
  /** When that run ended: what was published later it did not know. */
  at: Date;
  /** People it found nobody for, by need; needs that are not here were served. */
  people: ReadonlyMap<string, number>;
}

/** Between the library that matches and this one, which may not know it. The map says who answers. */
export abstract class UnfilledSource {
  /** @returns null where nothing was matched yet */
  abstract leftBy(nodePath: string): Promise<UnfilledNeeds | null>;
}
