/** Numbers of the formats that every program knows without being told, as Excel shows them in Chinese (ECMA-376 part 1, 18.8.30). */
const YEAR_MONTH = 'yyyy年m月';
const MONTH_DAY = 'm月d日';
const MONEY = '"¥"#,##0';
const CENTS = '"¥"#,##0.00';
export const BUILT_IN: Readonly<Record<number, string>> = {
  ...{ 1: '0', 2: '0.00', 3: '#,##0', 4: '#,##0.00', 5: MONEY, 6: MONEY, 7: CENTS, 8: CENTS, 9: '0%', 10: '0.00%', 11: '0.00E+00' },
  ...{ 12: '# ?/?', 13: '# ??/??', 14: 'yyyy/m/d', 15: 'd-mmm-yy', 16: 'd-mmm', 17: 'mmm-yy', 18: 'h:mm AM/PM', 19: 'h:mm:ss AM/PM' },
  ...{ 20: 'h:mm', 21: 'h:mm:ss', 22: 'yyyy/m/d h:mm', 27: YEAR_MONTH, 28: MONTH_DAY, 29: MONTH_DAY, 30: 'm-d-yy', 31: 'yyyy年m月d日' },
  ...{ 32: 'h时mm分', 33: 'h时mm分ss秒', 36: YEAR_MONTH, 37: '#,##0', 38: '#,##0', 39: '#,##0.00', 40: '#,##0.00', 41: '#,##0' },
  ...{ 42: MONEY, 43: '#,##0.00', 44: CENTS, 45: 'mm:ss', 46: '[h]:mm:ss', 47: 'mm:ss.0', 48: '##0.0E+0', 50: YEAR_MONTH, 51: MONTH_DAY },
  ...{ 52: YEAR_MONTH, 53: MONTH_DAY, 54: MONTH_DAY, 57: YEAR_MONTH, 58: MONTH_DAY },
};

/** How cells of one style are shown. */
export interface NumberFormat {
  /** `plain`: all digits there are; `day`: a date, in ISO 8601 whatever its order on the screen; `other`: as the code says. */
  readonly kind: 'plain' | 'day' | 'day_time' | 'other';
  readonly code: string;
}

const plain: NumberFormat = { kind: 'plain', code: 'General' };

export const formatOf = (code: string | undefined): NumberFormat => {
  if (code === undefined || /^(general|@)?$/i.test(code)) return plain;
  const letters = firstSection(code);
  const day = /[ye]/.test(letters.replace(/e[+-]/g, '')) || /m/.test(letters);
  if (day && /d/.test(letters)) return { kind: /h/.test(letters) ? 'day_time' : 'day', code };
  return { kind: 'other', code };
};

/** Without texts, colours, conditions, languages and what only keeps a distance. */
const firstSection = (code: string): string =>
  code
    .replace(/"[^"]*"|\\.|_.|\*./g, '')
    .replace(/\[[^\]]*\]/g, '')
    .replace(/am\/pm|a\/p/gi, '')
    .split(';', 1)
    .join('')
    .toLowerCase();

/** Shows a value by a format's code; loaded when a workbook uses one that is neither plain nor a date. */
export type ShowByCode = (code: string, value: number, date1904: boolean) => string;

const DAY_MS = 86_400_000;
/** Days from the first day of a workbook's calendar to that of the computer's. */
const EPOCH = 25_569;
const LATER_1904 = 1_462;
const FIRST_DAY = 1;
const LAST_DAY = 2_958_466;
/** Numbers from here on have more digits than a workbook keeps. */
const UNSAFE = 1e15;

export class Shower {
  constructor(
    private readonly date1904: boolean,
    private readonly byCode: ShowByCode | null,
  ) {}

  /** @returns the text, and whether digits of it are lost */
  show(value: number, format: NumberFormat): { text: string; lost: boolean } {
    const lost = Number.isInteger(value) && Math.abs(value) >= UNSAFE;
    if (lost || format.kind === 'plain') return { text: allDigits(value), lost };
    if (format.kind !== 'other' && value >= FIRST_DAY && value < LAST_DAY)
      return { text: this.day(value, format.kind === 'day_time'), lost };
    return { text: this.coded(value, format.code), lost };
  }

  private coded(value: number, code: string): string {
    try {
      return this.byCode?.(code, value, this.date1904).trim() ?? allDigits(value);
    } catch {
      return allDigits(value);
    }
  }

  private day(value: number, timed: boolean): string {
    const serial = value + (this.date1904 ? LATER_1904 : 0);
    // The calendar of 1900 has a 29 February, which was not.
    const days = !this.date1904 && serial < 60 ? serial + 1 : serial;
    const at = new Date(Math.round((days - EPOCH) * 86_400) * 1_000);
    const iso = at.toISOString();
    if (!timed || at.getTime() % DAY_MS === 0) return iso.slice(0, 10);
    return `${iso.slice(0, 10)} ${iso.slice(11, iso.slice(17, 19) === '00' ? 16 : 19)}`;
  }
}

/** All digits that a workbook keeps, which are 15: 0.1 + 0.2 is 0.3. */
const allDigits = (value: number): string => (Number.isInteger(value) ? String(value) : String(Number(value.toPrecision(15))));
