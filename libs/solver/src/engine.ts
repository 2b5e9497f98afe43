import * as twin from './kernel.js';
import { KERNEL_WASM } from './kernel-wasm.js';

/** The kernel's entry points, bound to one heap. */
export interface Engine {
  start(part: number): number;
  run(part: number, most: number): number;
  settle(node: number, part: number): void;
  recount(top: number, stack: number): number | boolean;
  hang(node: number, parent: number, link: number, flow: number): void;
  unhang(node: number): void;
  ask(sink: number, extras: number, part: number): void;
  goOn(extras: number, part: number): void;
  forget(sink: number): void;
}

interface WasmExports extends Engine {
  configure(): void;
}

let compiled: WebAssembly.Module | undefined;

/** Compiled once per thread from the text in the repository. */
export const kernelModule = (): WebAssembly.Module => (compiled ??= new WebAssembly.Module(Buffer.from(KERNEL_WASM, 'base64')));

export const wasmEngine = (memory: WebAssembly.Memory, module: WebAssembly.Module = kernelModule()): Engine => {
  const { exports } = new WebAssembly.Instance(module, { env: { memory, abort: () => undefined } });
  const kernel = exports as unknown as WasmExports;
  kernel.configure();
  return kernel;
};

/** The plain twin has one heap per process: it is attached anew before each call. */
export const twinEngine = (heap: Int32Array): Engine => ({
  start: (part) => (twin.attach(heap), twin.start(part)),
  run: (part, most) => (twin.attach(heap), twin.run(part, most)),
  settle: (node, part) => (twin.attach(heap), twin.settle(node, part)),
  recount: (top, stack) => (twin.attach(heap), twin.recount(top, stack)),
  hang: (node, parent, link, flow) => (twin.attach(heap), twin.hang(node, parent, link, flow)),
  unhang: (node) => (twin.attach(heap), twin.unhang(node)),
  ask: (sink, extras, part) => (twin.attach(heap), twin.ask(sink, extras, part)),
  goOn: (extras, part) => (twin.attach(heap), twin.goOn(extras, part)),
  forget: (sink) => (twin.attach(heap), twin.forget(sink)),
});
