import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { TEMPLATES } from './templates.js';

const routes = readFileSync(join(__dirname, '../../../../apps/web/src/console/routes.tsx'), 'utf8');

const publicApp = readFileSync(join(__dirname, '../../../../apps/web/src/public/app.tsx'), 'utf8');
/** Addresses that are open to everybody, as they are written down there. */
const open = [...publicApp.matchAll(/\[\/(\^.*?\$)\/, /g)].map(([, pattern = '']) => new RegExp(pattern));

/** Addresses of the console, with anything where a page takes a parameter. */
const pages = [...routes.matchAll(/(?:page\(|path: )'(\/[^']*)'/g)].map(
  ([, path = '']) => new RegExp(`^/console${path.replace(/\$\w+/g, '[^/]+')}$`),
);

describe('the link of a message', () => {
  it('leads to a page that there is', () => {
    const links = Object.entries(TEMPLATES).flatMap(([name, template]) => ('link' in template ? [[name, template.link]] : []));
    expect(links.length).toBeGreaterThan(20);
    const addresses = links.map(([, link = '']) => (link.split('?')[0] ?? '').replace(/\{\w+\}/g, 'x'));
    expect(addresses.filter((address) => ![...pages, ...open].some((page) => page.test(address)))).toEqual([]);
  });
});
