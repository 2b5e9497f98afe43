import { useRef } from 'react';

/** Browsers give `randomUUID` to secure pages only; a bureau's own network may have none. */
const newKey = (): string => {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
};

/** The key of one press: the same said again, because the answer was lost on the way, has the same key, and makes nothing a second time. */
export const useRequestKey = (): ((said: unknown) => string) => {
  const last = useRef<{ said: string; key: string } | null>(null);
  return (said) => {
    const text = JSON.stringify(said);
    if (last.current?.said !== text) last.current = { said: text, key: newKey() };
    return last.current.key;
  };
};
