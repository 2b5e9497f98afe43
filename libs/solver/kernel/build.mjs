// Compiles src/kernel.ts and src/kernel-start.ts, with the names of src/heap-names.ts, to WebAssembly with AssemblyScript and
// writes it, as text, to src/kernel-wasm.ts.
//   node libs/solver/kernel/build.mjs [--check]
// What stands between host marks is left out, and kernel.ts gets raw memory access in its place; everything else is compiled as it stands.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import asc from 'assemblyscript/asc';

const entries = ['kernel.ts', 'kernel-start.ts'];
const sources = [...entries, 'heap-names.ts'];
const folder = join(import.meta.dirname, '../src');
const target = join(import.meta.dirname, '../src/kernel-wasm.ts');

const prelude = `
@inline export function at(index: i32): i32 { return load<i32>(<usize>index << 2); }
@inline export function put(index: i32, value: i32): void { store<i32>(<usize>index << 2, value); }
`;

export const compileKernel = async () => {
  const text = (name) =>
    readFileSync(join(folder, name), 'utf8')
      .replace(/\/\* host: begin \*\/[^]*?\/\* host: end \*\//, name === 'kernel.ts' ? prelude : '')
      .replace(/'\.\/(kernel|heap-names)\.js'/g, "'./$1'");
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
  const { error, stderr } = await asc.main([...entries, '--outFile', 'kernel.wasm', ...options], {
    readFile: (name) => (sources.includes(name) ? text(name) : null),
    writeFile: (name, contents) => void outputs.set(name, contents),
    listFiles: () => [],
  });
  if (error) throw new Error(`${error.message}\n${stderr.toString()}`);
  return Buffer.from(outputs.get('kernel.wasm')).toString('base64');
};

const render = (base64) =>
  `/** src/kernel.ts and src/kernel-start.ts compiled by libs/solver/kernel/build.mjs (AssemblyScript); ` +
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
