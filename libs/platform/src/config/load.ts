import { plainToInstance } from 'class-transformer';
import { validateSync } from 'class-validator';
import { Settings } from './settings.js';

/** Thrown when the environment cannot be used; names every wrong variable and what was expected. */
export class SettingsError extends Error {}

/** Settings without a default, which a fresh object does not show. */
const optional = [
  ...['DATABASE_URL', 'REDIS_URL', 'SMTP_URL', 'PUBLIC_URL'],
  ...['SMS_PROVIDER', 'SMS_URL', 'SMS_ID', 'SMS_SECRET', 'SMS_SIGN', 'SMS_APP', 'SMS_RECEIPT_KEY', 'SMS_PART_PRICE'],
  ...['MAIL_RATE', 'SMS_RATE', 'WECOM_RATE', 'WECOM_CORP_ID', 'WECOM_AGENT_ID', 'WECOM_SECRET', 'WECOM_URL'],
  ...['GANGQIAO_KEYS', 'GANGQIAO_INDEX_KEY', 'BUREAU_NAME', 'BUREAU_PHONE'],
];
const names = Object.keys(new Settings());
const known = new Set([...names, ...optional]);

/** Reads and checks the environment. Empty values count as absent.
 * @throws SettingsError naming each variable that is wrong, and `GANGQIAO_…` names that do not exist. */
export const loadSettings = (env: Record<string, string | undefined>): Settings => {
  const given = Object.fromEntries(Object.entries(env).filter(([name, value]) => known.has(name) && value !== undefined && value !== ''));
  const settings = plainToInstance(Settings, given, { exposeDefaultValues: true });
  const faults = validateSync(settings).map(
    (fault) => `${fault.property}=${secretFree(fault.property, fault.value)}: ${Object.values(fault.constraints ?? {}).join('; ')}`,
  );
  const unknown = Object.keys(env).filter((name) => name.startsWith('GANGQIAO_') && !known.has(name));
  faults.push(...unknown.map((name) => `${name}: no such setting; the README lists them`));
  if (faults.length > 0) throw new SettingsError(`The start was stopped by ${faults.length} wrong setting(s):\n  ${faults.join('\n  ')}`);
  return settings;
};

/** Settings whose value is nobody's business, be it on a page or in a message of error. */
export const isSecret = (name: string): boolean => /_URL$|KEY|SECRET/.test(name);

const secretFree = (name: string, value: unknown): string => (isSecret(name) ? '(hidden)' : JSON.stringify(value));
