import type { ColumnWords, Read } from '#platform/layout';

/** How a column of a list says a field by itself. Fields that several columns say together, such as wages, have readers of their own. */
export interface FieldCell {
  heading: ColumnWords;
  read: (cell: string, today: string) => Read<unknown>;
  /** Code of the doubt when a cell says something that cannot be understood; its words are among the reasons. */
  unclear: string;
}

interface Common {
  /** May be empty. What may not be has a value of its kind that says nothing: '', 0, false, no words; a day is today. */
  nullable: boolean;
  /** As the trail calls it. */
  words: readonly [zh: string, en: string];
  /** On the board and the public page; `standing`: only while the post is not withdrawn. */
  public: boolean | 'standing';
  /** A county looks at it before it stands; what else changes applies at once. */
  checked?: boolean;
  /** Matching reads it to tell who fits: what was proposed for another value is stale. */
  decides?: boolean;
  /** The wording rules look at it. */
  worded?: boolean;
  /** A row of a list may bring it. */
  listed: boolean;
  cell?: FieldCell;
  /** Not taken over into a copy. */
  notCopied?: boolean;
  /** Said in the API's document. */
  about?: string;
}

export type PostingField = Common &
  (
    | { kind: 'text'; max: number; min?: number; /** Longer ones come from lists. */ column?: number }
    | { kind: 'longText'; max: number }
    | { kind: 'phone' }
    | { kind: 'number'; max: number }
    /** Kept in fen under a name that ends in `Fen`, said in yuan under one that ends in `Yuan`. */
    | { kind: 'money'; max: number }
    | { kind: 'choice'; of: readonly string[]; name: string }
    | { kind: 'day' }
    | { kind: 'flag' }
    | { kind: 'words'; max: number }
  );
