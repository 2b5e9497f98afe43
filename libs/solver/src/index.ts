export { EXACT, type FlowAnswer, type FlowOptions, type FlowProblem, type OptimalFlow } from './types.js';
export { minCostFlow } from './flow.js';
export { certify, type FlowCertificate } from './certify.js';
export { DimacsFault, readDimacs } from './dimacs.js';
export { writeDimacs, writeSolution } from './dimacs-write.js';
export { runSolve, type CommandResult } from './solve-command.js';
