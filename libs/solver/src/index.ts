export { EXACT, type FlowAnswer, type FlowOptions, type FlowProblem, type OptimalFlow } from './types.js';
export { minCostFlow } from './flow.js';
export { certify, type FlowCertificate } from './certify.js';
export { DimacsFault, readDimacs } from './dimacs.js';
export { writeDimacs, writeSolution } from './dimacs-write.js';
export { runSolve, type CommandResult } from './solve-command.js';
export { transport, TransportSession } from './session.js';
export { expandTransport, transportByFlow } from './transport-flow.js';
export { certifyTransport, type TransportCertificate } from './transport-certify.js';
export type {
  TransportAnswer,
  TransportChange,
  TransportDuals,
  TransportOptimum,
  TransportOptions,
  TransportProblem,
  TransportSignal,
} from './transport-types.js';
export type { ExtraPair, Prices, WhatIf, WhatIfs } from './what-if.js';
