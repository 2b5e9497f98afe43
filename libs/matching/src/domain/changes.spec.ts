import { changedNeeds, type NeedChangeRow, type ProposedPair } from './changes.js';

const pairs = (...rows: [needId: string, batchId: string, people: number][]): Iterator<ProposedPair, void> =>
  rows.map(([needId, batchId, people]) => ({ needId, batchId, people })).values();

const changes = async (a: Iterator<ProposedPair, void>, b: Iterator<ProposedPair, void>): Promise<NeedChangeRow[]> => {
  const rows: NeedChangeRow[] = [];
  for await (const row of changedNeeds(a, b)) rows.push(row);
  return rows;
};

describe('needs that two runs serve differently', () => {
  it('are those with other people, from other batches, or in one of the runs only', async () => {
    expect(
      await changes(
        pairs(['n1', 'b1', 3], ['n2', 'b1', 4], ['n2', 'b2', 1], ['n3', 'b1', 2], ['n5', 'b9', 7]),
        pairs(['n1', 'b1', 3], ['n2', 'b1', 4], ['n2', 'b2', 2], ['n3', 'b2', 2], ['n4', 'b1', 1]),
      ),
    ).toEqual([
      { needId: 'n2', a: 5, b: 6 },
      { needId: 'n3', a: 2, b: 2 },
      { needId: 'n4', a: 0, b: 1 },
      { needId: 'n5', a: 7, b: 0 },
    ]);
  });

  it('are none when both say the same', async () => {
    expect(await changes(pairs(['n1', 'b1', 3], ['n2', 'b1', 1]), pairs(['n1', 'b1', 3], ['n2', 'b1', 1]))).toEqual([]);
  });
});
