import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { TEMPLATES } from './templates.js';

const routes = readFileSync(join(__dirname, '../../../../apps/web/src/console/routes.tsx'), 'utf8');

/** Addresses of the console, with anything where a page takes a parameter. */
const pages = [...routes.matchAll(/(?:page\(|path: )'(\/[^']*)'/g)].map(
  ([, path = '']) => new RegExp(`^/console${path.replace(/\$\w+/g, '[^/]+')}$`),
);

describe('the link of a message', () => {
  it('leads to a page that there is', () => {
    const links = Object.entries(TEMPLATES).flatMap(([name, template]) => ('link' in template ? [[name, template.link]] : []));
    expect(links.length).toBeGreaterThan(20);
    expect(links.filter(([, link = '']) => !pages.some((page) => page.test(link.split('?')[0] ?? '')))).toEqual([]);
  });
});
