const alphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY';

/** The check digit of GB 32100-2015, so that a slip of the finger is seen before anything is sent. The server decides. */
export const creditCodeIsValid = (code: string): boolean => {
  if (code.length !== 18) return false;
  const values = [...code].map((sign) => alphabet.indexOf(sign));
  if (values.includes(-1)) return false;
  let sum = 0;
  let weight = 1;
  for (const value of values.slice(0, 17)) {
    sum += value * weight;
    weight = (weight * 3) % 31;
  }
  return (31 - (sum % 31)) % 31 === values[17];
};
