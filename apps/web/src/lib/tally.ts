import type { Tally } from '../api/types';

/** How many came as far as each step, whatever became of them afterwards. */
export const totals = ({
  listed,
  boarded,
  no_show,
  arrived,
  lost,
  signed,
  refused,
}: Tally): { listed: number; boarded: number; arrived: number; signed: number } => ({
  listed: listed + boarded + no_show + arrived + lost + signed + refused,
  boarded: boarded + arrived + lost + signed + refused,
  arrived: arrived + signed + refused,
  signed,
});
