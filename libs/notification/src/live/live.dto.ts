import { oneOf, text } from '#platform/http';

export class LiveQuery {
  @text({ optional: true, max: 36, about: 'the last message that was told; a browser that comes back says it in Last-Event-ID' })
  after?: string;
  @oneOf(['zh', 'en'], 'Locale', { optional: true, about: 'instead of the language of the request, which an event source cannot name' })
  language?: 'zh' | 'en';
}
