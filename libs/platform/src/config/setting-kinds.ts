import { Transform } from 'class-transformer';

/** A number, written as text. */
export const number = Transform(({ value }) => (typeof value === 'string' && value.trim() !== '' ? Number(value) : (value as unknown)));
/** A switch, written as text. */
export const flag = Transform(({ value }) =>
  value === 'true' || value === '1' ? true : value === 'false' || value === '0' ? false : (value as unknown),
);
