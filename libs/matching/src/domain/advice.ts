import type { TransportOptimum } from '#solver';
import type { Model } from './build.js';
import type { Advice } from './problem.js';

/** Advice per need number. */
export const adviseAll = (_model: Model, _optimum: TransportOptimum, _needs: readonly number[]): Map<number, Advice[]> => new Map();
