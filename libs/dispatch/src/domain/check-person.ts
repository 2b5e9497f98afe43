import { mobileOf, plainIdNumber } from '#platform/phones';
import { ageClass, ageOn, birthdayOf } from './person.js';

export interface PersonAsWritten {
  name: string;
  phone: string | null;
  idNumber: string;
}

export type PersonFault = 'name' | 'id_number' | 'child' | 'minor' | 'phone';

/** What is wrong with a person on the day of departure; `minor` marks 16 and 17. */
export const checkPerson = (
  person: PersonAsWritten,
  departsOn: string,
  minorsAllowed: boolean,
): { faults: PersonFault[]; minor: boolean } => {
  const faults: PersonFault[] = [];
  const name = person.name.trim();
  if ([...name].length < 2 || [...name].length > 40) faults.push('name');
  if (person.phone && mobileOf(person.phone) === null) faults.push('phone');
  const birthday = birthdayOf(plainIdNumber(person.idNumber));
  if (birthday === null) return { faults: [...faults, 'id_number'], minor: false };
  const age = ageClass(ageOn(birthday, departsOn));
  if (age === 'child') faults.push('child');
  if (age === 'minor' && !minorsAllowed) faults.push('minor');
  return { faults, minor: age === 'minor' };
};
