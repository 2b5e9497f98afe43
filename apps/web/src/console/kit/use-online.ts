import { useSyncExternalStore } from 'react';

const watch = (changed: () => void): (() => void) => {
  window.addEventListener('online', changed);
  window.addEventListener('offline', changed);
  return () => {
    window.removeEventListener('online', changed);
    window.removeEventListener('offline', changed);
  };
};

/** Whether there is a network at all, as the browser knows it. */
export const useOnline = (): boolean => useSyncExternalStore(watch, () => navigator.onLine);
