/**
 * Solves a kept problem with two threads and prints the largest resident size that this process ever had, in MiB: `node
 * solver-peak.js FILE`.
 */
import { keptProblem } from './problem-file.js';
import { solveOnce } from './solver-measures.js';

await solveOnce(keptProblem(process.argv[2] ?? ''), 2);
console.log(process.resourceUsage().maxRSS / 1024);
