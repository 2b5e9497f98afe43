const WORKER = '/field-worker.js';
const CACHES = 'gangqiao-field-';

/** The files that this page was drawn of. */
const files = (): string[] =>
  [...document.querySelectorAll<HTMLScriptElement>('script[src]'), ...performance.getEntriesByType('resource')]
    .map((one) => new URL('src' in one ? one.src : one.name, location.href))
    .filter(({ origin, pathname }) => origin === location.origin && pathname.startsWith('/assets/'))
    .map(({ pathname }) => pathname);

/** The page's own program: its name carries a hash of all that it is built of, so it names the build. */
const build = (): string => document.querySelector<HTMLScriptElement>('script[type="module"][src]')?.src.replace(location.origin, '') ?? '';

/** Keeps the page's own files on this phone. @returns whether the page opens without a network from now on */
export const keepShell = async (): Promise<boolean> => {
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return false;
  await navigator.serviceWorker.register(`${WORKER}?${build()}`, { scope: '/field' });
  const { active } = await navigator.serviceWorker.ready;
  if (!active?.scriptURL.endsWith(build())) return false;
  const { port1, port2 } = new MessageChannel();
  const told = new Promise<boolean>((resolve) => {
    port1.onmessage = ({ data }) => resolve(data === true);
  });
  active.postMessage({ files: [...new Set(files())], build: build() }, [port2]);
  return told;
};

/** Opened without a network: it was kept before. */
export const isKept = (): boolean => 'serviceWorker' in navigator && navigator.serviceWorker.controller !== null;

/** The next page comes from the server alone. */
export const forgetShell = async (): Promise<void> => {
  const workers = 'serviceWorker' in navigator ? await navigator.serviceWorker.getRegistrations() : [];
  await Promise.all(workers.filter(({ scope }) => new URL(scope).pathname === '/field').map((one) => one.unregister()));
  const names = 'caches' in window ? await caches.keys() : [];
  await Promise.all(names.filter((name) => name.startsWith(CACHES)).map((name) => caches.delete(name)));
};
