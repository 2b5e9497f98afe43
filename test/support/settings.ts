import { Settings } from '#platform/config';

/** Settings as a test wants them: quiet, generous with rates, a free port, and nothing from the environment. */
export const testSettings = (given: Partial<Settings> = {}): Settings =>
  Object.assign(new Settings(), { PORT: 0, LOG_LEVEL: 'silent', RATE_LOGIN: 100_000, RATE_WRITE: 1_000_000, ...given } satisfies Partial<Settings>);
