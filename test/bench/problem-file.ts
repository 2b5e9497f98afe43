import type { TransportProblem } from '#solver';
import { closeSync, openSync, readSync, writeSync } from 'node:fs';

const COLUMNS = ['supply', 'demand', 'tierBegin', 'tierWidth', 'tierWorth', 'pairBegin', 'pairSink', 'pairCost'] as const;

/** Writes a problem without groups and pools column by column. */
export const keepProblem = (problem: TransportProblem, file: string): void => {
  const out = openSync(file, 'w');
  for (const name of COLUMNS) {
    writeSync(out, Int32Array.of(problem[name].length));
    writeSync(out, problem[name]);
  }
  closeSync(out);
};

/** Reads it straight into its arrays, so that nothing else is left in memory. */
export const keptProblem = (file: string): TransportProblem => {
  const input = openSync(file, 'r');
  const column = (): Int32Array => {
    const length = new Int32Array(1);
    readSync(input, length);
    const values = new Int32Array(length[0]!);
    for (let at = 0; at < values.byteLength; at += readSync(input, values, at, values.byteLength - at, null));
    return values;
  };
  const [supply, demand, tierBegin, tierWidth, tierWorth, pairBegin, pairSink, pairCost] = COLUMNS.map(column) as [
    Int32Array,
    Int32Array,
    Int32Array,
    Int32Array,
    Int32Array,
    Int32Array,
    Int32Array,
    Int32Array,
  ];
  closeSync(input);
  return { sources: supply.length, sinks: demand.length, supply, demand, tierBegin, tierWidth, tierWorth, pairBegin, pairSink, pairCost };
};
