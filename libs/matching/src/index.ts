export { buildModel, runMatch, solveMatching, tablesOf, type MatchingAnswer, type MatchingProblem } from './domain/index.js';
export { matchingFinished, proposalDeclined, proposalsSent, proposalsWentStale, proposalWelcomed } from './matching.events.js';
export { staleOfBatch, staleOfImport, staleProposals } from './proposal/proposal.jobs.js';
export { MatchingModule, matchingPermissions } from './matching.module.js';
export { matchingRetention } from './matching.retention.js';
export { matchingSchema } from './matching.schema.js';
export { MatchedProposals } from './proposal/proposal.port.js';
export { ProblemReader } from './run/problem-reader.js';
export { knowsOccupation, placeOf } from './run/solve-run.js';
