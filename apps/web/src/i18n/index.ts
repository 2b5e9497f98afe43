import i18next, { type FormatterModule, type Resource } from 'i18next';
import { useSyncExternalStore } from 'react';
import type commonZh from './zh/common.json';
import type consoleZh from '../console/texts.zh';
import type fieldZh from './zh/field.json';
import type publicZh from './zh/public.json';

export type Language = 'zh' | 'en';

interface Catalogues {
  common: typeof commonZh;
  public: typeof publicZh;
  console: typeof consoleZh;
  field: typeof fieldZh;
}
export type Namespace = keyof Catalogues;

type Singular<K extends string> = K extends `${infer Base}_other` ? Base : K extends `${infer Base}_one` ? Base : K;
type Keys<T> = { [K in keyof T & string]: T[K] extends string ? Singular<K> : `${K}.${Keys<T[K]>}` }[keyof T & string];
/** Every key of a catalogue, dotted; a plural's key is written without `_one` and `_other`. */
export type Key<N extends Namespace> = Keys<Catalogues[N]>;
export type Translate<N extends Namespace> = (key: Key<N>, values?: Record<string, string | number>) => string;

const loaders: Record<Language, Record<Namespace, () => Promise<{ default: object }>>> = {
  zh: {
    common: () => import('./zh/common.json'),
    public: () => import('./zh/public.json'),
    console: () => import('../console/texts.zh'),
    field: () => import('./zh/field.json'),
  },
  en: {
    common: () => import('./en/common.json'),
    public: () => import('./en/public.json'),
    console: () => import('../console/texts.en'),
    field: () => import('./en/field.json'),
  },
};

const cookieName = 'gangqiao.language';
const YEAR_SECONDS = 31_536_000;

/**
 * The language that an address asks for, else the one that was chosen before (a cookie, so that a server that draws pages
 * knows it too), else Chinese.
 */
export const wantedLanguage = (search: string, cookies: string): Language => {
  const chosen = cookies
    .split('; ')
    .find((cookie) => cookie.startsWith(`${cookieName}=`))
    ?.slice(cookieName.length + 1);
  return (new URLSearchParams(search).get('lang') ?? chosen) === 'en' ? 'en' : 'zh';
};

const htmlLang: Record<Language, string> = { zh: 'zh-CN', en: 'en' };
const listeners = new Set<() => void>();
const announce = (): void => {
  document.documentElement.lang = htmlLang[language()];
  listeners.forEach((tell) => tell());
};

let spoken: Language | undefined;
/** For a server, which draws for readers of both languages: the language of what is drawn from here on. */
export const speak = (next: Language): void => {
  spoken = next;
};

export const language = (): Language => spoken ?? (i18next.language === 'en' ? 'en' : 'zh');

const interpolation = { escapeValue: false, alwaysFormat: true };
/** Numbers are written in the reader's way wherever a text names one. */
const formatter: FormatterModule = {
  type: 'formatter',
  init: () => undefined,
  add: () => undefined,
  addCached: () => undefined,
  format: (value: unknown, _format, lng) => (typeof value === 'number' ? value.toLocaleString(lng) : String(value)),
};

/** Loads the catalogues of both languages: for a server. */
export const startI18nForAll = async (namespaces: Namespace[]): Promise<void> => {
  const catalogue = async (of: Language): Promise<[Language, Resource[string]]> => [
    of,
    Object.fromEntries(await Promise.all(namespaces.map(async (name) => [name, (await loaders[of][name]()).default] as const))),
  ];
  const resources = Object.fromEntries(await Promise.all([catalogue('zh'), catalogue('en')]));
  await i18next
    .use(formatter)
    .init({ lng: 'zh', fallbackLng: false, supportedLngs: ['zh', 'en'], resources, interpolation, returnNull: false });
};

/** Loads the catalogues of the remembered language (Chinese at first) before anything is drawn. */
export const startI18n = async (namespaces: Namespace[]): Promise<void> => {
  i18next.use({
    type: 'backend',
    init: () => undefined,
    read: (lng: string, ns: string, done: (error: Error | null, data: object | null) => void) => {
      const load = loaders[lng as Language]?.[ns as Namespace];
      if (!load) return done(new Error(`no catalogue ${lng}/${ns}`), null);
      load().then(
        (module) => done(null, module.default),
        (error: unknown) => done(error instanceof Error ? error : new Error(String(error)), null),
      );
    },
  });
  await i18next.use(formatter).init({
    lng: wantedLanguage(window.location.search, document.cookie),
    fallbackLng: false,
    supportedLngs: ['zh', 'en'],
    ns: namespaces,
    defaultNS: namespaces[0] ?? 'common',
    interpolation,
    returnNull: false,
  });
  announce();
};

/** Changes the language at once and remembers it for the next visit. */
export const setLanguage = async (next: Language): Promise<void> => {
  document.cookie = `${cookieName}=${next}; path=/; max-age=${YEAR_SECONDS}; samesite=lax`;
  await i18next.changeLanguage(next);
  announce();
};

const subscribe = (tell: () => void): (() => void) => {
  listeners.add(tell);
  return () => listeners.delete(tell);
};

export const useLanguage = (): Language => useSyncExternalStore(subscribe, language);

/** The texts of one catalogue; the component is drawn again when the language changes. */
export const useT = <N extends Namespace>(namespace: N): Translate<N> => {
  useLanguage();
  return (key, values) => i18next.t(key, { ns: namespace, lng: language(), ...values });
};

/** For keys made from data (a state, a role, an error code): the fallback is shown when the catalogue has no such key. */
export const lookup = (namespace: Namespace, key: string, fallback: string, values?: Record<string, string | number>): string =>
  i18next.exists(key, { ns: namespace, lng: language() }) ? i18next.t(key, { ns: namespace, lng: language(), ...values }) : fallback;
