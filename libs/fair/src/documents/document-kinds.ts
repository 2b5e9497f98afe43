import type { Block } from './template-text.js';

/** What is drawn, of plain values: it goes to a thread of its own. */
export type Drawing =
  | { kind: 'plan'; format: 'pdf' | 'docx'; blocks: Block[] }
  | { kind: 'cards'; cards: BoothCard[] }
  | { kind: 'poster'; poster: Poster }
  | { kind: 'share'; share: ShareCard };

/** What a messenger shows of a link to a fair. */
export interface ShareCard {
  office: string;
  name: string;
  theme: string;
  when: string;
  place: string;
  /** How many enterprises come, or that it does not take place. */
  aside: string;
  cancelled: boolean;
}

/** What hangs at a booth. */
export interface BoothCard {
  number: string;
  enterprise: string | null;
  posts: { title: string; people: number; wage: string }[];
  fair: string;
  when: string;
  place: string;
  link: string;
  locale: 'zh' | 'en';
}

export interface Poster {
  name: string;
  theme: string;
  when: string;
  place: string;
  office: string;
  enterprises: string[];
  more: number;
  posts: number;
  people: number;
  link: string;
  locale: 'zh' | 'en';
}
