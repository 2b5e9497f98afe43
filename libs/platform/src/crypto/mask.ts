import { plainIdNumber, plainPhone } from '#platform/phones';

const hide = (text: string, head: number, tail: number): string => {
  const letters = [...text];
  if (letters.length <= head + tail) return '*'.repeat(letters.length);
  return letters.slice(0, head).join('') + '*'.repeat(letters.length - head - tail) + letters.slice(letters.length - tail).join('');
};

/** What somebody sees who need not see the whole: enough to recognise a value one knows, not enough to use it. */
export const mask = {
  /** 138****5678 */
  phone: (phone: string): string => hide(phone, 3, 4),
  /** 3707**********1234: the place, and neither birthday nor number */
  idNumber: (idNumber: string): string => hide(idNumber, 4, 4),
  /** 王**: the family name of one character. */
  name: (name: string): string => hide(name, 1, 0),
  /** w***@example.com */
  email: (email: string): string => {
    const at = email.lastIndexOf('@');
    return at < 1 ? hide(email, 1, 0) : `${email.slice(0, 1)}***${email.slice(at)}`;
  },
};

/** One spelling per value, before it is hashed for a blind index. */
export const normalise = {
  /** Without blanks, dashes and the +86 in front. */
  phone: plainPhone,
  email: (email: string): string => email.normalize('NFKC').trim().toLowerCase(),
  idNumber: plainIdNumber,
  login: (login: string): string => login.normalize('NFKC').trim().toLowerCase(),
  /** Without blanks and the middle dot's many spellings. */
  name: (name: string): string =>
    name
      .normalize('NFKC')
      .replace(/\s/g, '')
      .replace(/[・•‧∙⋅.]/g, '·'),
};
