export { ByteCache, weightOf, type ByteCacheOptions } from './byte-cache.js';
export { cacheBytes, type CacheName } from './shares.js';
