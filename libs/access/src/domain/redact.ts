/** Names of fields that hold what is personal, whatever object they are on. */
const personalField =
  /(password|secret|token|phone|mobile|email|idnumber|idcard|idhash|contactname|personname|fullname|address|birth|bankaccount)/i;
/** Kinds of objects that are people: there a plain name is personal too. */
const people = new Set(['user', 'person', 'membership', 'manifest_line', 'registration', 'ticket']);
const nameField = /^(name|applicant|login)$/i;

export const REDACTED = '•••';

/** Mobile numbers, ID numbers and e-mail addresses inside any text. */
const personalText = /(?<!\d)(?:\+?86[\s-]?)?1[3-9]\d[\s-]?\d{4}[\s-]?\d{4}(?!\d)|(?<!\d)\d{17}[\dXx](?!\d)|[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g;

/** An id is no phone number, even where a stretch of it looks like one. */
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

const LONGEST_TEXT = 500;
const DEEPEST = 5;

/** A text with mobile numbers, ID numbers and e-mail addresses taken out. */
export const redactText = (text: string): string => text.replace(personalText, REDACTED);

/** The fields of an audit entry with personal values taken out: which field was changed stays, what it holds does not. */
export const redact = (objectKind: string, fields: Record<string, unknown>): Record<string, unknown> =>
  redactFields(fields, people.has(objectKind), 0);

const redactFields = (fields: Record<string, unknown>, person: boolean, depth: number): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(fields)
      .filter(([, value]) => value !== undefined)
      .map(([name, value]) => [name, isPersonal(name, person) && value !== null ? REDACTED : redactValue(value, person, depth)]),
  );

const isPersonal = (name: string, person: boolean): boolean => personalField.test(name) || (person && nameField.test(name));

const redactValue = (value: unknown, person: boolean, depth: number): unknown => {
  if (typeof value === 'string') return uuid.test(value) ? value : shorten(redactText(value));
  if (value instanceof Date) return value.toISOString();
  if (typeof value !== 'object' || value === null) return value;
  if (depth >= DEEPEST) return REDACTED;
  if (Array.isArray(value)) return value.map((item) => redactValue(item, person, depth + 1));
  return redactFields(value as Record<string, unknown>, person, depth + 1);
};

const shorten = (text: string): string => (text.length > LONGEST_TEXT ? `${text.slice(0, LONGEST_TEXT)}…` : text);
