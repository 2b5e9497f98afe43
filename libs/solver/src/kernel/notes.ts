/** While a question is asked, what a node was before its first change is noted. */
import { NODE_WORDS, NOTE_NODE, NOTE_POTENTIAL, NOTE_RECORD, NOTE_SEGMENT, NOTE_WORDS } from '../heap-names.js';
import { at, LOG, MARK, NODE, POTENTIAL, put, RISE, SEGMENT } from './heap.js';

/* host: begin */
type i32 = number;
/* host: end */

export const MARK_NOTED: i32 = 1;
export let noting: boolean = false;
export let noted: i32 = 0;

export function beginNotes(): void {
  noting = true;
  noted = 0;
}

export function note(v: i32): void {
  const mark = at(MARK + v);
  if ((mark & MARK_NOTED) !== 0) return;
  put(MARK + v, mark | MARK_NOTED);
  const to = LOG + noted * NOTE_WORDS;
  const from = NODE + (v << 3);
  put(to + NOTE_NODE, v);
  put(to + NOTE_POTENTIAL, at(POTENTIAL + v));
  put(to + NOTE_SEGMENT, at(SEGMENT + v));
  for (let k: i32 = 0; k < NODE_WORDS; k++) put(to + NOTE_RECORD + k, at(from + k));
  noted++;
}

/** Puts every node that was noted back as it was. */
export function takeNotesBack(): void {
  noting = false;
  for (let n: i32 = 0; n < noted; n++) {
    const from = LOG + n * NOTE_WORDS;
    const v = at(from);
    put(MARK + v, 0);
    put(RISE + v, at(RISE + v) + at(from + NOTE_POTENTIAL) - at(POTENTIAL + v));
    put(POTENTIAL + v, at(from + NOTE_POTENTIAL));
    put(SEGMENT + v, at(from + NOTE_SEGMENT));
    for (let k: i32 = 0; k < NODE_WORDS; k++) put(NODE + (v << 3) + k, at(from + NOTE_RECORD + k));
  }
}
