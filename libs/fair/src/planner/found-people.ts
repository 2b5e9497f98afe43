/** What the last matching found, as far as nobody has declined it or made a promise of it yet. */
export interface FoundPeople {
  /** When that run ended. */
  at: Date;
  /** People by need. */
  people: ReadonlyMap<string, number>;
}

/** Between the library that matches and this one, which may not know it. The map says who answers. */
export abstract class FoundSource {
  /** @returns null where nothing was matched yet */
  abstract foundBelow(nodePath: string): Promise<FoundPeople | null>;
}
