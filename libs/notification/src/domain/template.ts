/** What people can choose to get or not, by channel. `account` cannot be switched off: it is how one gets in. */
export const GROUPS = ['account', 'registration', 'need', 'promise', 'trip', 'fair', 'work', 'notice'] as const;
export type Group = (typeof GROUPS)[number];

interface Wording {
  readonly subject: string;
  /** Pieces stand behind one another: so the compiler still sees the names in a text that is longer than a line. */
  readonly text: string | readonly string[];
}

/** A date of a message that belongs into its reader's calendar. Names in braces are parameters of the message. */
interface DateIn {
  /** Names the thing: messages about the same move its entry, or take it out. */
  readonly uid: string;
  readonly summary: { readonly zh: string; readonly en: string };
  /** The parameter that holds the day, with `hours` beside it where there are some, or the instant. */
  readonly from: string;
  readonly place?: string;
  readonly cancelled?: boolean;
  /** It is another date than was told before: what still waits of that is dropped. */
  readonly moved?: boolean;
}

export interface Template {
  readonly group: Group;
  /** What staff call it, where people write its subject. */
  readonly name?: { readonly zh: string; readonly en: string };
  readonly zh: Wording;
  readonly en: Wording;
  /** Page of the console that it leads to. Its names are parameters, too. */
  readonly link?: string;
  readonly date?: DateIn;
  /** Urgent enough for a text message to those who have a telephone number. */
  readonly sms?: boolean;
  /** Cannot be switched off. */
  readonly must?: boolean;
  /** What holds for it until staff say something else: minutes for which it makes sense, days before its date on which it is said again,
   * and whether it waits for the morning. */
  readonly validMinutes?: number;
  readonly remindDays?: number;
  readonly quiet?: 'nights' | 'free_days';
  /** Goes to many at once: nobody waits for it. */
  readonly bulk?: boolean;
  /** Sent only: it carries a link that is resolved when it is sent and never stored with the message. */
  readonly secretLink?: boolean;
}

/** Somebody waits for it: it goes before what can wait. */
export const isUrgent = ({ sms, secretLink, bulk }: Template): boolean => !bulk && (sms === true || secretLink === true);

export const catalogue = <const C extends Record<string, Template>>(templates: C): C => templates;
