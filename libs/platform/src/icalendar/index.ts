/** RFC 5545, section 3.1: a line has 75 octets at most; the next one begins with a space that counts. */
const LINE_OCTETS = 75;
const octetsOf = new TextEncoder();

/** A value of text: signs that have a meaning are escaped, and none is left that would begin a line of its own (section 3.3.11). */
export const calendarText = (text: string): string =>
  text
    .replace(/[\\;,]/g, (sign) => `\\${sign}`)
    .replace(/\r\n?|\n/g, '\\n')
    .replace(/[\u0000-\u0008\u000b-\u001f\u007f]/g, '');

/** A moment in UTC: so no zone has to be described. */
export const calendarInstant = (at: Date): string => at.toISOString().replace(/[-:]|\.\d{3}/g, '');

/** Cuts a line where it gets too long, never inside a character. */
const folded = (line: string): string => {
  const lines: string[] = [];
  let [current, octets] = ['', 0];
  for (const sign of line) {
    const more = octetsOf.encode(sign).length;
    if (octets + more > LINE_OCTETS) {
      lines.push(current);
      [current, octets] = [' ', 1];
    }
    current += sign;
    octets += more;
  }
  return [...lines, current].join('\r\n');
};

/** A whole file of these content lines. */
export const calendarFile = (lines: readonly string[]): string => lines.map((line) => `${folded(line)}\r\n`).join('');
