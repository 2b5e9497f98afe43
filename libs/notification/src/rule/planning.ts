import { Injectable } from '@nestjs/common';
import { Fallback } from './fallback.service.js';
import { DateReminders } from './reminders.service.js';
import { RuleBook } from './rule-book.service.js';

/** What a message needs to know of how it goes out. */
@Injectable()
export class Planning {
  constructor(
    readonly book: RuleBook,
    readonly fallback: Fallback,
    readonly reminders: DateReminders,
  ) {}
}
