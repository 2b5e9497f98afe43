import { useQueryClient, type QueryClient } from '@tanstack/react-query';
import { useEffect, useSyncExternalStore } from 'react';
import type { Language } from '../../i18n';

/** What a page is told of a new message. */
export interface LiveMessage {
  id: string;
  title: string;
  link: string | null;
}

/** A page that nobody looks at gives its line back, of which a browser has few; it comes back when it is looked at again. */
const HIDDEN_MS = 60_000;
/** After a refusal, which the browser does not try again by itself. */
const AGAIN_MS = 30_000;
const MOST_KNOWN = 200;

let isLive = false;
const watchers = new Set<() => void>();
const setLive = (now: boolean): void => {
  if (isLive === now) return;
  isLive = now;
  for (const watcher of watchers) watcher();
};
const watch = (watcher: () => void): (() => void) => {
  watchers.add(watcher);
  return () => void watchers.delete(watcher);
};

/** How often to ask for what is told anyway: seldom while the line is open. Milliseconds. */
export const useAskEvery = (otherwiseMs: number): number => (useSyncExternalStore(watch, () => isLive) ? otherwiseMs * 10 : otherwiseMs);

/** One line to the server, kept while the page is looked at. */
class Line {
  private source: EventSource | undefined;
  private timer: number | undefined;
  private last: string | undefined;
  /** The server looks back a little when somebody comes back: what it tells twice is not news. */
  private readonly known = new Set<string>();
  private replaced = false;

  constructor(
    private readonly client: QueryClient,
    private readonly language: Language,
    private readonly told: (message: LiveMessage) => void,
  ) {}

  readonly turn = (): void => {
    window.clearTimeout(this.timer);
    if (document.hidden) this.timer = window.setTimeout(this.close, HIDDEN_MS);
    else {
      this.replaced = false;
      this.open();
    }
  };

  readonly open = (): void => {
    if (this.source || this.replaced) return;
    const asked = new URLSearchParams({ language: this.language, ...(this.last !== undefined && { after: this.last }) });
    const source = new EventSource(`/api/messages/live?${asked.toString()}`);
    this.source = source;
    source.addEventListener('open', () => setLive(true));
    source.addEventListener('message', ({ data }: MessageEvent<string>) => this.take(JSON.parse(data) as LiveMessage));
    source.addEventListener('unread', ({ data }: MessageEvent<string>) => this.count(JSON.parse(data) as { unread: number }));
    source.addEventListener('replaced', () => {
      this.replaced = true;
      this.close();
    });
    source.addEventListener('error', () => this.lost(source));
  };

  private lost(source: EventSource): void {
    setLive(false);
    if (source.readyState !== EventSource.CLOSED) return; // the browser is trying again
    this.close();
    this.timer = window.setTimeout(this.open, AGAIN_MS);
  }

  private take(message: LiveMessage): void {
    this.last = message.id;
    if (this.known.has(message.id)) return;
    this.known.add(message.id);
    if (this.known.size > MOST_KNOWN) this.known.delete([...this.known][0] ?? '');
    void this.client.invalidateQueries({ queryKey: ['messages'], predicate: ({ queryKey }) => queryKey[1] !== 'unread' });
    // What it tells of often waits to be done.
    void this.client.invalidateQueries({ queryKey: ['todo'] });
    this.told(message);
  }

  private count(unread: { unread: number }): void {
    const before = this.client.getQueryData<{ unread: number }>(['messages', 'unread']);
    this.client.setQueryData(['messages', 'unread'], unread);
    if (before && before.unread !== unread.unread)
      void this.client.invalidateQueries({ queryKey: ['messages'], predicate: ({ queryKey }) => queryKey[1] !== 'unread' });
  }

  readonly close = (): void => {
    window.clearTimeout(this.timer);
    this.source?.close();
    this.source = undefined;
    setLive(false);
  };
}

/** Keeps lists and counts of messages as they are, from the moment that something comes. @param told hears of each new message once */
export const useLive = (language: Language, told: (message: LiveMessage) => void): void => {
  const client = useQueryClient();
  useEffect(() => {
    const line = new Line(client, language, told);
    line.turn();
    document.addEventListener('visibilitychange', line.turn);
    return () => {
      document.removeEventListener('visibilitychange', line.turn);
      line.close();
    };
  }, [client, language, told]);
};
