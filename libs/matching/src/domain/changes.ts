/** So many people of a batch that a run proposes to a need. */
export interface ProposedPair {
  readonly needId: string;
  readonly batchId: string;
  readonly people: number;
}

/** People proposed to one need in two runs. */
export interface NeedChangeRow {
  needId: string;
  a: number;
  b: number;
}

type Pairs = AsyncIterator<ProposedPair, void> | Iterator<ProposedPair, void>;

const takeNext = async (pairs: Pairs): Promise<ProposedPair | undefined> => {
  const next = await pairs.next();
  return next.done === true ? undefined : next.value;
};

const before = (a: ProposedPair, b: ProposedPair): boolean => a.needId < b.needId || (a.needId === b.needId && a.batchId < b.batchId);

/**
 * Needs to which two runs propose other people or from other batches, in order of their ids; both sides come in order of need and batch.
 * Ids are compared by their code points, as both databases do.
 */
export async function* changedNeeds(first: Pairs, second: Pairs): AsyncGenerator<NeedChangeRow> {
  let row: (NeedChangeRow & { differs: boolean }) | undefined;
  let [a, b] = [await takeNext(first), await takeNext(second)];
  while (a || b) {
    const [fromA, fromB] = [a && (!b || !before(b, a)) ? a : undefined, b && (!a || !before(a, b)) ? b : undefined];
    const needId = (fromA ?? fromB)!.needId;
    if (row?.needId !== needId) {
      if (row?.differs) yield { needId: row.needId, a: row.a, b: row.b };
      row = { needId, a: 0, b: 0, differs: false };
    }
    row.a += fromA?.people ?? 0;
    row.b += fromB?.people ?? 0;
    row.differs ||= fromA?.people !== fromB?.people;
    if (fromA) a = await takeNext(first);
    if (fromB) b = await takeNext(second);
  }
  if (row?.differs) yield { needId: row.needId, a: row.a, b: row.b };
}
