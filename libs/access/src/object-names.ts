/** What objects of other libraries are called, for whoever reads the trail. Bound in `flow`. */
export abstract class ObjectNames {
  /** Names by id of objects of one kind; those that are gone or have no name are left out. */
  abstract of(kind: string, ids: readonly string[]): Promise<Map<string, string>>;
  /** Objects whose name holds the text, by kind. */
  abstract find(text: string): Promise<{ kind: string; ids: string[] }[]>;
}
