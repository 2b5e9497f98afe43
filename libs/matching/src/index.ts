export { runMatch, solveMatching, type MatchingAnswer, type MatchingProblem } from './domain/index.js';
export { matchingFinished, proposalsSent } from './matching.events.js';
export { MatchingModule } from './matching.module.js';
export { matchingSchema } from './matching.schema.js';
