import react from '@vitejs/plugin-react';
import { join } from 'node:path';
import { defineConfig, type HtmlTagDescriptor, type Plugin } from 'vite';

const here = import.meta.dirname;

/** The Chinese catalogue is a chunk of its own; asking for it in the page's head saves most readers one round trip. */
const preloadChinese = (): Plugin => ({
  name: 'preload-chinese-catalogue',
  transformIndexHtml: {
    order: 'post',
    handler(_html, { bundle, path }) {
      const own = path.startsWith('/console/')
        ? '/console/texts.zh.ts'
        : `/i18n/zh/${path.startsWith('/field/') ? 'field' : 'public'}.json`;
      const wanted = ['/i18n/zh/common.json', own];
      return Object.values(bundle ?? {}).flatMap((file): HtmlTagDescriptor[] =>
        file.type === 'chunk' && file.moduleIds.some((id) => wanted.some((name) => id.endsWith(name)))
          ? [{ tag: 'link', attrs: { rel: 'modulepreload', crossorigin: true, href: `/${file.fileName}` }, injectTo: 'head' }]
          : [],
      );
    },
  },
});

/** Every address below /console is the console's one page, and /field that of phones; while developing this is vite's to know. */
const consoleAddresses = (): Plugin => ({
  name: 'console-addresses',
  configureServer({ middlewares }) {
    middlewares.use((request, _response, next) => {
      if (/^\/console(\/[^.?]*)?(\?|$)/.test(request.url ?? '')) request.url = '/console/index.html';
      if (/^\/field\/?(\?|$)/.test(request.url ?? '')) request.url = '/field/index.html';
      next();
    });
  },
});

/** The public pages are read on old phones: the same components drawn by Preact, a sixth of React's code. */
const drawnByPreact = {
  'react/jsx-runtime': 'preact/jsx-runtime',
  'react-dom/client': 'preact/compat/client',
  'react-dom': 'preact/compat',
  react: 'preact/compat',
};

/** `server` draws the public pages before a browser does. */
const entries = { public: 'index.html', server: 'src/public/server.tsx', console: 'console/index.html', field: 'field/index.html' };

const entriesOf = (mode: string): Record<string, string> =>
  Object.fromEntries(Object.entries(entries).flatMap(([name, file]) => (mode === name ? [[name, join(here, file)]] : [])));

/** One build an entry (`--mode public`, `server`, `console`, `field`), for the kinds of pages share no library of components. */
export default defineConfig(({ mode, command }) => ({
  root: here,
  publicDir: join(here, 'public'),
  plugins: [react(), preloadChinese(), consoleAddresses()],
  resolve: { alias: mode === 'console' || command === 'serve' ? {} : drawnByPreact },
  // One file that stands alone: what it is built of is not installed where the product only runs.
  ssr: { noExternal: true },
  json: { stringify: true, namedExports: false },
  build: {
    outDir: join(here, '../../dist/web'),
    emptyOutDir: false,
    target: 'es2022',
    // A data: address for a script or a font would need a wider content security policy.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 1200,
    ssr: mode === 'server',
    copyPublicDir: mode !== 'server',
    manifest: mode === 'server' ? false : `.vite/${mode}.json`,
    rolldownOptions: { input: entriesOf(mode) },
  },
  server: { proxy: { '/api': process.env['GANGQIAO_API'] ?? 'http://127.0.0.1:3000' } },
}));
