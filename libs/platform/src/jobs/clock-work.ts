/** Waits for all of them to end, well or badly, for so long at most. */
export const settledWithin = async (limitMs: number, work: readonly Promise<unknown>[]): Promise<void> => {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<void>((resolve) => (timer = setTimeout(resolve, limitMs)));
  await Promise.race([Promise.allSettled(work), late]);
  clearTimeout(timer);
};

/** Calls `work` again and again with a pause of `everyMs` between the end of one and the start of the next. @returns how to stop */
export const repeat = (everyMs: number, work: () => Promise<void>): (() => void) => {
  let stopped = false;
  let timer = setTimeout(next, everyMs);
  function next(): void {
    void work().finally(() => {
      if (!stopped) timer = setTimeout(next, everyMs);
    });
  }
  return () => {
    stopped = true;
    clearTimeout(timer);
  };
};
