const { existsSync } = require('node:fs');
const { join, sep } = require('node:path');

const packages = `${sep}node_modules${sep}`;

/** Sources name each other as they will be built, `./x.js`, and are `./x.ts`. As a map of names it would be asked of packages, too. */
module.exports = (request, options) => {
  if (request.startsWith('.') && request.endsWith('.js') && !options.basedir.includes(packages)) {
    const source = join(options.basedir, `${request.slice(0, -3)}.ts`);
    if (existsSync(source)) return source;
  }
  return options.defaultResolver(request, options);
};
