import { Settings } from '#platform/config';

/** Known keys, so that suites on a database server need no key file; no installation uses them. */
const keys = {
  GANGQIAO_KEYS: `test:${Buffer.alloc(32, 'test').toString('base64')}`,
  GANGQIAO_INDEX_KEY: Buffer.alloc(32, 'index').toString('base64'),
};

/** Settings as a test wants them: quiet, generous with rates, a free port, and nothing from the environment. */
export const testSettings = (given: Partial<Settings> = {}): Settings =>
  Object.assign(new Settings(), {
    PORT: 0,
    LOG_LEVEL: process.env['TEST_LOG'] ?? 'silent',
    RATE_LOGIN: 100_000,
    RATE_WRITE: 1_000_000,
    RATE_READ: 1_000_000,
    ...keys,
    ...given,
  } satisfies Partial<Settings>);
