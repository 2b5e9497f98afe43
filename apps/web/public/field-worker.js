/* Draws the page of phones in the field without a network. It keeps the page and the files that it is built of, and no answer of the
 * API. The page that registers it names its build in the address: another build is another worker with a store of its own. */
const STORE = `gangqiao-field-${self.location.search}`;
const PAGE = '/field';

self.addEventListener('install', () => self.skipWaiting());

self.addEventListener('activate', (event) => {
  const tidy = async () => {
    const names = await caches.keys();
    await Promise.all(names.filter((name) => name.startsWith('gangqiao-field-') && name !== STORE).map((name) => caches.delete(name)));
    await self.clients.claim();
  };
  event.waitUntil(tidy());
});

/** The page has to be of the same build as its files: after an update on the server it is not kept. */
const keep = async ({ files, build }) => {
  const page = await fetch(PAGE, { cache: 'no-cache' });
  if (!page.ok || !(await page.clone().text()).includes(build)) return false;
  const store = await caches.open(STORE);
  const known = new Set((await store.keys()).map(({ url }) => new URL(url).pathname));
  await store.addAll(files.filter((file) => !known.has(file)));
  await store.put(PAGE, page);
  return true;
};

self.addEventListener('message', (event) => {
  const answer = (said) => event.ports[0]?.postMessage(said);
  event.waitUntil(keep(event.data).then(answer, () => answer(false)));
});

const stored = async (what) => (await caches.open(STORE)).match(what, { ignoreVary: true });

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== 'GET' || origin !== self.location.origin) return;
  if (request.mode === 'navigate') event.respondWith(fetch(request).catch(async () => (await stored(PAGE)) ?? Response.error()));
  else if (pathname.startsWith('/assets/')) event.respondWith(stored(request).then((file) => file ?? fetch(request)));
});
