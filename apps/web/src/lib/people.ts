import { joinedPhones, MOBILE } from './phone';

export interface Person {
  name: string;
  idNumber: string;
  phone?: string;
}

/** Reads lines as they come out of a spreadsheet; lines without a name and an ID number are named by their place. */
export const readPeople = (text: string): { people: Person[]; unread: number[] } => {
  const people: Person[] = [];
  const unread: number[] = [];
  text.split(/\r?\n/).forEach((line, at) => {
    if (!line.trim()) return;
    const cells = joinedPhones(line)
      .split(/[\t,，;；\s]+/)
      .filter(Boolean);
    const idNumber = cells.find((cell) => /^\d{17}[\dXx]$/.test(cell))?.toUpperCase();
    const phone = cells.find((cell) => MOBILE.test(cell));
    const name = cells.find((cell) => /^[\p{Script=Han}·]{2,20}$/u.test(cell) || /^[A-Za-z][A-Za-z.'-]+$/.test(cell));
    if (name && idNumber) people.push({ name, idNumber, ...(phone ? { phone } : {}) });
    else unread.push(at + 1);
  });
  return { people, unread };
};
