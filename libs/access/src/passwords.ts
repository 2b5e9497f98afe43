import { type Algorithm, hash, verify } from '@node-rs/argon2';
import { invalid, type FieldFault, type Wording } from '#platform/http';
import { passwordFault, PASSWORD_MAX, PASSWORD_MIN, type PasswordFault } from './domain/password.js';

/** argon2id with 19 MiB, two passes, one lane: about 20 ms of one core for each try. */
// isolatedModules forbids reading a const enum of another package: 2 is Argon2id.
const parameters = { algorithm: 2 as Algorithm, memoryCost: 19_456, timeCost: 2, parallelism: 1 };

const sentences: Record<PasswordFault, Wording> = {
  short: { zh: '密码至少 {min} 个字符', en: 'At least {min} characters' },
  long: { zh: '密码最多 {max} 个字符', en: 'At most {max} characters' },
  common: { zh: '密码过于常见，容易被猜到', en: 'Too common: it would be guessed quickly' },
  personal: { zh: '密码不能与姓名、手机号或账号相近', en: 'Too close to your name, phone or login' },
};

/** @throws Problem 422 on the field `path` for a password that would be guessed. */
export const requireGoodPassword = (password: string, personal: readonly string[], path = 'password'): void => {
  const fault = passwordFault(password, personal);
  if (!fault) return;
  const field: FieldFault = {
    path,
    code: `password.${fault}`,
    message: sentences[fault],
    params: { min: PASSWORD_MIN, max: PASSWORD_MAX },
  };
  throw invalid([field]);
};

export const hashPassword = (password: string): Promise<string> => hash(password, parameters);

/** Made when the program starts: the first try on an account that does not exist must not take longer than others. */
const nobodys = hashPassword('no password has this hash');

/** Takes as long for an account that does not exist or has no password yet as for a wrong password. */
export const passwordMatches = async (stored: string | null, password: string): Promise<boolean> => {
  const given = [...password].length > PASSWORD_MAX ? '' : password;
  if (stored !== null) return verify(stored, given);
  await verify(await nobodys, given);
  return false;
};
