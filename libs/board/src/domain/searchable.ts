/** Text as it is looked for: （潍坊） is found by (潍坊), CNC by cnc. */
export const searchable = (text: string): string => text.normalize('NFKC').toLowerCase();
