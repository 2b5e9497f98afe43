export * from './problem.js';
export { defaultWeights, weightsOf, type Tier, type Weights } from './weights.js';
export { validateProblem, type ValidationRules } from './validate.js';
export { solveMatching, type MatchingOptions } from './solve.js';
export { fittingNeeds, type FittingNeed } from './fitting.js';
export { explainAnswer } from './explain.js';
export { runMatch, type MatchResult } from './match-command.js';
