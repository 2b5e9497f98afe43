import type { NeedGap } from './need.js';
import { wordsOf, type Posting } from './posting-fields.js';
import { faultsOf, gapsOf, startPassed, type Owner, type PostingFacts, type PostingFault } from './posting.js';
import { checkWording, type WordingFinding } from './wording.js';

/** The first thing in a text that may not be published. */
export const refusedIn = (text: string): WordingFinding | undefined => checkWording(text).find(({ severity }) => severity === 'refuse');

/** What keeps a posting off the board, each kind by itself. */
export interface Obstacles {
  faults: PostingFault[];
  gaps: NeedGap[];
  /** Wording to be looked at; what is `refuse` may not be said. */
  wording: WordingFinding[];
}

export interface PublishingFacts extends PostingFacts {
  owner: Owner;
  /** The posting as it stands on the board: a start that passed there is not held against a change that leaves it. */
  standing?: Pick<Posting, 'startBy'> | undefined;
  /** Looks at one text; lists of a hundred thousand lines remember what they have seen. */
  look?: (text: string) => WordingFinding[];
}

/** Everything that publishing asks of a posting. Whatever changes a published one (an edit, a list, a survey's answer) asks the same. */
export const obstaclesOf = (posting: Posting, facts: PublishingFacts): Obstacles => {
  const passed = startPassed(posting, facts.today) && posting.startBy !== facts.standing?.startBy;
  return {
    faults: [...faultsOf(posting, facts), ...(passed ? [{ path: 'startBy', code: 'start_passed' as const }] : [])],
    gaps: gapsOf(posting, facts.owner),
    wording: wordsOf(posting).flatMap(facts.look ?? checkWording),
  };
};
