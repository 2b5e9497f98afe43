export * from './problem.js';
export { defaultWeights, tierPromise, weightsOf, type TierOrder, type Tier, type Weights } from './weights.js';
export { validateWeights } from './validate.js';
export { solveMatching, type MatchingOptions } from './solve.js';
export { fittingNeeds, type FittingNeed } from './fitting.js';
export { explainAnswer, unfilledTexts } from './explain.js';
export { runMatch, type MatchResult } from './match-command.js';
export { tally, type RunTallies, type Tally } from './summary.js';
