import type { ManifestLine, Me, Trip } from '../api/types';
import { ProblemError } from '../api/problem';
import { remember, remembered } from './storage';

/** What a roll call needs to be drawn on a phone without a network. */
export interface KeptRoll {
  me: Me;
  trip: Trip;
  lines: ManifestLine[];
}

const MARKS = 'gangqiao.roll.';
const KEPT = `${MARKS}kept`;
const WORKER = '/console-worker.js';
const CACHES = 'gangqiao-';

/** Where the marks of a roll call are kept until they are sent. */
export const marksKey = (tripId: string, step: string): string => `${MARKS}${tripId}.${step}`;

const kept = (): KeptRoll | null => {
  try {
    return JSON.parse(remembered(KEPT) ?? 'null') as KeptRoll | null;
  } catch {
    return null;
  }
};

/** The answer, or, when there is no network, what a roll call keeps of it. */
export const orKept = async <T>(asked: Promise<T>, of: (roll: KeptRoll) => T | null): Promise<T> => {
  try {
    return await asked;
  } catch (error) {
    const roll = error instanceof ProblemError && error.status === 0 ? kept() : null;
    const answer = roll && of(roll);
    if (answer === null) throw error;
    return answer;
  }
};

/** The files that this page was drawn of. */
const shell = (): string[] =>
  [...document.querySelectorAll<HTMLScriptElement>('script[src]'), ...performance.getEntriesByType('resource')]
    .map((one) => new URL('src' in one ? one.src : one.name, location.href))
    .filter(({ origin, pathname }) => origin === location.origin && pathname.startsWith('/assets/'))
    .map(({ pathname }) => pathname);

/** The page's own program: its name carries a hash of all that it is built of, so it names the build. */
const build = (): string => shell().find((path) => path.endsWith('.js')) ?? '';

const keepShell = async (): Promise<boolean> => {
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return false;
  await navigator.serviceWorker.register(`${WORKER}?${build()}`, { scope: '/console/' });
  const { active } = await navigator.serviceWorker.ready;
  if (!active?.scriptURL.endsWith(build())) return false;
  const { port1, port2 } = new MessageChannel();
  const told = new Promise<boolean>((resolve) => {
    port1.onmessage = ({ data }) => resolve(data === true);
  });
  active.postMessage({ files: [...new Set(shell())], build: build() }, [port2]);
  return told;
};

/** Keeps the names of a roll call and the page's own files on this phone: no numbers of people, and of one trip at a time.
 * @returns whether the page opens without a network from now on */
export const keepRoll = async ({ me, trip, lines }: KeptRoll): Promise<boolean> => {
  const names = lines.map((line) => ({ ...line, idNumber: null, phone: null }));
  remember(KEPT, JSON.stringify({ me, trip, lines: names }));
  return keepShell().catch(() => false);
};

/** The roll call was sent. */
export const forgetNames = (tripId?: string): void => {
  if (tripId === undefined || kept()?.trip.id === tripId) remember(KEPT, null);
};

/** Somebody signed out: nothing of anybody stays on this device, and the next page comes from the server alone. */
export const forgetDevice = async (): Promise<void> => {
  try {
    for (const key of Object.keys(localStorage).filter((name) => name.startsWith(MARKS))) remember(key, null);
    const workers = 'serviceWorker' in navigator ? await navigator.serviceWorker.getRegistrations() : [];
    await Promise.all(workers.map((one) => one.unregister()));
    const names = 'caches' in window ? await caches.keys() : [];
    await Promise.all(names.filter((name) => name.startsWith(CACHES)).map((name) => caches.delete(name)));
  } catch {
    // Private windows refuse storage: there is nothing to forget.
  }
};
