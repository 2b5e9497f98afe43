/** For whom a fair is besides everybody. */
export const AUDIENCES = ['graduates', 'veterans', 'women', 'returnees', 'disabled', 'migrants'] as const;
export type Audience = (typeof AUDIENCES)[number];

/** A fair is about an occupation or a group of them, an industry, both or neither; its theme in words stands beside it. */
export interface Theme {
  /** Code of any level of the national classification. */
  themeOccupation: string | null;
  /** GB/T 4754, with or without the letter of its section. */
  themeIndustry: string | null;
}

/** Whether an occupation lies at or below a code of any level. */
export const isWithinOccupation = (code: string, group: string): boolean =>
  code === group || code.startsWith(`${group.replace(/-$/, '')}-`);

const plain = (industry: string): string => industry.replace(/^[A-T](?=\d)/, '');

/** Whether an industry lies at or below another one; a letter alone is its whole section. */
export const isWithinIndustry = (code: string, group: string): boolean =>
  /^[A-T]$/.test(group) ? code.startsWith(group) : plain(code).startsWith(plain(group));
