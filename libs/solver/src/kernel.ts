/**
 * The transportation simplex, in the subset of TypeScript that AssemblyScript compiles as it stands: this one
 * text is both the plain twin (compiled by tsc) and, with the part between the host marks exchanged, the WebAssembly kernel.
 * All state lies in one heap of 32-bit words, so that threads may work on different components of the same heap.
 *
 * Nodes: supply side (groups, sources) below SUPPLY_END, then demand side (sinks, pools), then one root per component. Every node
 * except a root has a *stem*: a capacitated arc to its superior with convex cost, given as segments. Stems of the supply side flow
 * from the superior to the node, stems of the demand side from the node to the superior. Pair arcs lead from sources to sinks
 * and have no capacity, so one outside the tree carries nothing and needs no state. The tree is kept by parent and child lists.
 * Reduced cost of an arc: cost + potential(tail) − potential(head), 0 on tree arcs.
 *
 * A variable is written only by the file that declares it: an import can be read, not assigned to.
 */
/* host: begin */
export { attach } from './kernel/heap.js';
/* host: end */
export { configure } from './kernel/heap.js';
export { run, settle } from './kernel/pivot.js';
export { recount } from './kernel/potentials.js';
export { ask, forget, goOn } from './kernel/question.js';
export { start } from './kernel/start.js';
export { hang, unhang } from './kernel/tree.js';
