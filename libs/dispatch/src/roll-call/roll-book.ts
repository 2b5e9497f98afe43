import type { Mark, Settled, Verdict } from '#field';
import { callOf, dissolved, judgeWord, SEEN, type CoachCall, type RollStanding, type RollWord } from '../domain/roll.js';
import type { RollMark } from './roll-mark.entity.js';

const keyOf = ({ lineId, call, leg }: Pick<RollMark, 'lineId' | 'call' | 'leg'>): string => `${lineId} ${call} ${leg}`;
const wordOf = ({ id, deviceId, says, at, standing }: RollMark): RollWord => ({ id, deviceId, says, at: at.getTime(), standing });

/** What phones said of the people of a trip while more is said: which word counts of each, and what that changes. */
export class RollBook {
  readonly added: RollMark[] = [];
  readonly settled: Settled[] = [];
  private readonly words = new Map<string, RollMark[]>();
  private readonly before = new Map<string, RollStanding>();
  /** Words that count since this batch, and whether somebody decided so. */
  private readonly fresh = new Map<string, boolean>();

  constructor(
    private readonly tripId: string,
    private readonly coachId: string,
    known: readonly RollMark[],
  ) {
    for (const mark of known) {
      const [key, words] = [keyOf(mark), this.words.get(keyOf(mark))];
      if (words) words.push(mark);
      else this.words.set(key, [mark]);
      this.before.set(mark.id, mark.standing);
    }
  }

  /** @param listed whether they stand on the manifest of the trip */
  take(mark: Mark, listed: boolean): Verdict {
    const called = callOf(mark.kind, mark.detail?.['leg']);
    const says = SEEN.find((one) => one === mark.detail?.['says']);
    if (!called || !says) return { verdict: 'refused', code: 'no_such_mark' };
    if (!listed) return { verdict: 'refused', code: 'unknown' };
    const over = typeof mark.detail?.['over'] === 'string' ? mark.detail['over'] : null;
    const row: RollMark = {
      ...{ id: mark.entryId, tripId: this.tripId, coachId: this.coachId, lineId: mark.subject, deviceId: mark.deviceId },
      ...{ ...called, says, at: mark.seenAt, standing: 'counts' },
    };
    const words = this.words.get(keyOf(row)) ?? [];
    const verdict = judgeWord(words.map(wordOf), { ...wordOf(row), over });
    if (verdict.kind !== 'older') for (const id of verdict.replaces) this.set(words, id, 'replaced');
    row.standing = verdict.kind === 'counts' ? 'counts' : verdict.kind === 'conflict' ? 'conflict' : 'replaced';
    this.added.push(row);
    this.words.set(keyOf(row), [...words, row]);
    if (row.standing === 'counts') this.fresh.set(row.id, false);
    return verdict.kind === 'conflict'
      ? { verdict: 'conflict', code: 'says_otherwise', withEntryId: verdict.withId }
      : { verdict: 'taken' };
  }

  /** Of a word in conflict and the one that counts, the other one counts or it stays. @returns whether there was such a conflict */
  decide(id: string, stands: boolean): boolean {
    for (const words of this.words.values()) {
      const word = words.find((one) => one.id === id);
      if (!word) continue;
      if (word.standing !== 'conflict') return false;
      const counting = words.find(({ standing }) => standing === 'counts');
      word.standing = stands ? 'counts' : 'void';
      if (stands) {
        if (counting) counting.standing = 'void';
        this.fresh.set(word.id, true);
      }
      this.settled.push({ entryId: id, stands });
      return true;
    }
    return false;
  }

  /** Words that count since this batch. */
  effective(call: CoachCall, decided: boolean): RollMark[] {
    return [...this.words.values()]
      .flat()
      .filter((word) => word.call === call && word.standing === 'counts' && this.fresh.get(word.id) === decided);
  }

  /** It cannot have been: nobody counts on it. */
  refuse(id: string): void {
    for (const words of this.words.values()) this.set(words, id, 'void');
  }

  /** Lets conflicts go in which everybody says the same by now. @returns entries */
  dissolve(): string[] {
    return [...this.words.values()].flatMap((words) => {
      const ids = dissolved(words.map(wordOf));
      for (const id of ids) this.set(words, id, 'replaced');
      const replaced = words
        .filter(({ id, standing }) => standing === 'replaced' && this.before.get(id) === 'conflict')
        .map(({ id }) => id);
      return [...new Set([...ids, ...replaced])];
    });
  }

  /** Words that were known before and stand otherwise now. */
  changed(): Map<RollStanding, string[]> {
    const changes = new Map<RollStanding, string[]>();
    for (const { id, standing } of [...this.words.values()].flat())
      if (this.before.has(id) && this.before.get(id) !== standing) changes.set(standing, [...(changes.get(standing) ?? []), id]);
    return changes;
  }

  private set(words: readonly RollMark[], id: string, standing: RollStanding): void {
    const word = words.find((one) => one.id === id);
    if (word) word.standing = standing;
  }
}
