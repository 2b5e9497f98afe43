export const PASSWORD_MIN = 10;
export const PASSWORD_MAX = 200;

const common = ['1234567890', 'qwertyuiop', 'password', '88888888', '66666666', 'woaini', 'admin', 'gangqiao', 'abcd1234', 'q1w2e3r4'];

export type PasswordFault = 'short' | 'long' | 'common' | 'personal';

/** What is wrong with a password somebody chooses, or null. Length counts, not which kinds of signs it is made of.
 * @param personal what others know of the person: login, phone, e-mail, name */
export const passwordFault = (password: string, personal: readonly string[] = []): PasswordFault | null => {
  const length = [...password].length;
  if (length < PASSWORD_MIN) return 'short';
  if (length > PASSWORD_MAX) return 'long';
  const plain = password.toLowerCase();
  if (new Set(plain).size < 4 || isRun(plain)) return 'common';
  // A common word with little around it is as quickly guessed as the word.
  if (common.some((word) => plain.includes(word) && plain.length - word.length < 6)) return 'common';
  if (personal.some((text) => text.length >= 4 && plain.includes(text.toLowerCase()) && plain.length - text.length < 6)) return 'personal';
  return null;
};

const isRun = (text: string): boolean => {
  const steps = new Set([...text].slice(1).map((letter, i) => (letter.codePointAt(0) ?? 0) - (text.codePointAt(i) ?? 0)));
  return steps.size === 1;
};
