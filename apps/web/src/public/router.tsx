import { useSyncExternalStore, type AnchorHTMLAttributes, type MouseEvent, type ReactNode } from 'react';

/* Seven pages need no router library: an address, a way to change it, and a link that does so. */
const listeners = new Set<() => void>();
const tell = (): void => listeners.forEach((listener) => listener());
if (typeof window !== 'undefined') window.addEventListener('popstate', tell);

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

let drawn: string | undefined;
/** For a server: the address of the page that is drawn next. */
export const standAt = (address: string): void => {
  drawn = address;
};

const current = (): string => drawn ?? window.location.pathname + window.location.search;

export interface Address {
  path: string;
  search: URLSearchParams;
}

export const useAddress = (): Address => {
  const [path = '/', search = ''] = useSyncExternalStore(subscribe, current).split('?');
  return { path, search: new URLSearchParams(search) };
};

let board: string | undefined;
/** The board as this reader filtered it last, to go back to. */
export const lastBoard = (otherwise = '/board'): string => board ?? otherwise;

export const navigate = (to: string, replace = false): void => {
  if (to === current()) return;
  if (/^\/board\/?(\?|$)/.test(current())) board = current();
  window.history[replace ? 'replaceState' : 'pushState'](null, '', to);
  tell();
};

/** The address of the same page with some parameters changed; an empty value takes its parameter away. */
export const withSearch = ({ path, search }: Address, changes: Record<string, string | undefined>): string => {
  const next = new URLSearchParams(search);
  for (const [name, value] of Object.entries(changes)) {
    if (value) next.set(name, value);
    else next.delete(name);
  }
  const tail = next.toString();
  return tail ? `${path}?${tail}` : path;
};

const plain = (event: MouseEvent): boolean =>
  event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey && !event.defaultPrevented;

export const Link = ({
  href,
  children,
  ...rest
}: AnchorHTMLAttributes<HTMLAnchorElement> & { href: string; children: ReactNode }): ReactNode => (
  <a
    {...rest}
    href={href}
    onClick={(event) => {
      if (!plain(event)) return;
      event.preventDefault();
      navigate(href);
    }}
  >
    {children}
  </a>
);
