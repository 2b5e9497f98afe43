// The whole product is in ./app.js and ./client.js: specs of one library need not load it.
export { TestClock } from './clock.js';
export { routeTable, startModule, type Route, type RunningApp } from './http.js';
export { eachDatabase, freshDatabase, type DatabaseKind, type TestDatabase } from './databases.js';
export { builtProgram, runCli, startProcess, type ProcessOptions, type Program, type RunningProcess } from './process.js';
export { eachQueue, freshQueue, type TestQueue } from './queues.js';
export { HeardEvents } from './events.js';
export { freePort } from './servers.mjs';
export { testSettings } from './settings.js';
