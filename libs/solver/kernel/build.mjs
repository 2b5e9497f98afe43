// Compiles src/kernel.ts and the files that it leads to, with AssemblyScript, and writes the WebAssembly, as text, to src/kernel-wasm.ts.
//   node libs/solver/kernel/build.mjs [--check]
// What stands between host marks is left out; kernel/heap.ts gets raw memory access in its place. All else is compiled as it stands.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import asc from 'assemblyscript/asc';

const folder = join(import.meta.dirname, '../src');
const target = join(import.meta.dirname, '../src/kernel-wasm.ts');

const prelude = `
@inline export function at(index: i32): i32 { return load<i32>(<usize>index << 2); }
@inline export function put(index: i32, value: i32): void { store<i32>(<usize>index << 2, value); }
`;

export const compileKernel = async () => {
  const text = (name) =>
    readFileSync(join(folder, name), 'utf8')
      .replace(/\/\* host: begin \*\/[^]*?\/\* host: end \*\//, name === 'kernel/heap.ts' ? prelude : '')
      .replace(/(from '\.[^']*)\.js'/g, "$1'");
  const options = [
    '-O3',
    '--runtime',
    'stub',
    '--importMemory',
    '--sharedMemory',
    '--initialMemory',
    '1',
    '--maximumMemory',
    '65536',
    '--noAssert',
    '--enable',
    'threads',
  ];
  const outputs = new Map();
  const { error, stderr } = await asc.main(['kernel.ts', '--outFile', 'kernel.wasm', ...options], {
    readFile: (name) => (existsSync(join(folder, name)) ? text(name) : null),
    writeFile: (name, contents) => void outputs.set(name, contents),
    listFiles: () => [],
  });
  if (error) throw new Error(`${error.message}\n${stderr.toString()}`);
  return Buffer.from(outputs.get('kernel.wasm')).toString('base64');
};

const render = (base64) =>
  `/** src/kernel.ts and what it leads to, compiled by libs/solver/kernel/build.mjs (AssemblyScript); ` +
  `a test compiles it again and compares. */\nexport const KERNEL_WASM =\n${base64
    .match(/.{1,120}/g)
    .map((line) => `  '${line}'`)
    .join(' +\n')};\n`;

if (process.argv[1] === import.meta.filename) {
  const text = render(await compileKernel());
  if (!process.argv.includes('--check')) writeFileSync(target, text);
  else if (readFileSync(target, 'utf8') !== text) {
    console.error('src/kernel-wasm.ts is not what its sources compile to');
    process.exitCode = 1;
  }
}
