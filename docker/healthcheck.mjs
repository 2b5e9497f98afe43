/** Exits 0 when the server in this container says that it is ready: database, queue and migrations. */
const url = `http://127.0.0.1:${process.env.PORT ?? 3000}/health/ready`;
const ready = await fetch(url, { signal: AbortSignal.timeout(4000) }).then(
  (response) => response.ok,
  () => false,
);
process.exit(ready ? 0 : 1);
