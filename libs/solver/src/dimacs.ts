import { pipeline, Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { EXACT, type FlowProblem } from './types.js';

/** A file that is not a DIMACS minimum-cost-flow problem: where it goes wrong and what should stand there. */
export class DimacsFault extends Error {
  constructor(
    readonly line: number,
    readonly expected: string,
  ) {
    super(`line ${line}: expected ${expected}`);
    this.name = 'DimacsFault';
  }
}

const MOST_NODES = 20_000_000;
const MOST_ARCS = 30_000_000;
const [NEWLINE, SPACE, TAB, RETURN, MINUS, PLUS, ZERO] = [10, 32, 9, 13, 45, 43, 48];
const [LETTER_A, LETTER_C, LETTER_N, LETTER_P] = [97, 99, 110, 112];
const isBlank = (byte: number | undefined): boolean => byte === SPACE || byte === TAB || byte === RETURN;

/** Columns that double while arcs arrive: the announced number of arcs is not believed until they are seen. */
class ArcColumns {
  length = 0;
  source = new Int32Array(1024);
  target = new Int32Array(1024);
  lower = new Float64Array(1024);
  capacity = new Float64Array(1024);
  cost = new Float64Array(1024);

  push(source: number, target: number, lower: number, capacity: number, cost: number): void {
    if (this.length === this.source.length) this.resize(this.length * 2);
    const a = this.length++;
    this.source[a] = source;
    this.target[a] = target;
    this.lower[a] = lower;
    this.capacity[a] = capacity;
    this.cost[a] = cost;
  }

  resize(size: number): void {
    const wider = <T extends Int32Array | Float64Array>(old: T, fresh: T): T => {
      fresh.set(old.subarray(0, Math.min(old.length, size)));
      return fresh;
    };
    this.source = wider(this.source, new Int32Array(size));
    this.target = wider(this.target, new Int32Array(size));
    this.lower = wider(this.lower, new Float64Array(size));
    this.capacity = wider(this.capacity, new Float64Array(size));
    this.cost = wider(this.cost, new Float64Array(size));
  }
}

class Parser {
  private line = 0;
  private nodes = -1;
  private announced = 0;
  private supply = new Float64Array(0);
  private named = new Uint8Array(0);
  private readonly arcs = new ArcColumns();
  private bytes: Uint8Array = new Uint8Array(0);
  private at = 0;
  private end = 0;

  private fail(expected: string): never {
    throw new DimacsFault(this.line, expected);
  }

  /** Line number that a fault outside the text (a broken stream) is reported at. */
  get position(): number {
    return this.line + 1;
  }

  parse(bytes: Uint8Array, start: number, end: number): void {
    this.line++;
    this.bytes = bytes;
    this.at = start;
    this.end = end;
    this.skip();
    if (this.at >= end) return;
    const kind = bytes[this.at++];
    if (kind === LETTER_C) return;
    if (this.at < end && !isBlank(bytes[this.at])) this.fail('a line that starts with c, p, n or a');
    if (kind === LETTER_A) this.arcLine();
    else if (kind === LETTER_N) this.nodeLine();
    else if (kind === LETTER_P) this.problemLine();
    else this.fail('a line that starts with c, p, n or a');
  }

  private skip(): void {
    while (this.at < this.end && isBlank(this.bytes[this.at])) this.at++;
  }

  private integer(what: string): number {
    this.skip();
    const { bytes, end } = this;
    const sign = bytes[this.at];
    if (this.at < end && (sign === MINUS || sign === PLUS)) this.at++;
    const start = this.at;
    let value = 0;
    while (this.at < end) {
      const digit = bytes[this.at]! - ZERO;
      if (digit < 0 || digit > 9) break;
      value = value * 10 + digit;
      this.at++;
    }
    const whole = this.at > start && (this.at >= end || isBlank(bytes[this.at]));
    if (!whole || value >= EXACT) this.fail(`${what} (an integer below 2^53)`);
    return sign === MINUS && value !== 0 ? -value : value;
  }

  private node(what: string): number {
    const id = this.integer(what);
    if (id < 1 || id > this.nodes) this.fail(`${what} between 1 and ${this.nodes}`);
    return id - 1;
  }

  private finish(what: string): void {
    this.skip();
    if (this.at < this.end) this.fail(`the end of the line after ${what}`);
  }

  private problemLine(): void {
    if (this.nodes >= 0) this.fail('only one p line');
    this.skip();
    const word = Buffer.from(this.bytes.subarray(this.at, Math.min(this.end, this.at + 4))).toString('latin1');
    if (!/^min\s/.test(word)) this.fail('"p min NODES ARCS"');
    this.at += 3;
    const nodes = this.integer('the number of nodes');
    const arcs = this.integer('the number of arcs');
    if (nodes < 0 || nodes > MOST_NODES) this.fail(`the number of nodes to lie between 0 and ${MOST_NODES}`);
    if (arcs < 0 || arcs > MOST_ARCS) this.fail(`the number of arcs to lie between 0 and ${MOST_ARCS}`);
    this.finish('the number of arcs');
    this.nodes = nodes;
    this.announced = arcs;
    this.supply = new Float64Array(nodes);
    this.named = new Uint8Array(nodes);
  }

  private nodeLine(): void {
    if (this.nodes < 0) this.fail('the p line before any n line');
    if (this.arcs.length > 0) this.fail('n lines before the first a line');
    const v = this.node('a node number');
    if (this.named[v]) this.fail(`one n line for node ${v + 1}, this is the second`);
    this.named[v] = 1;
    this.supply[v] = this.integer('the supply of the node');
    this.finish('the supply');
  }

  private arcLine(): void {
    if (this.nodes < 0) this.fail('the p line before any a line');
    if (this.arcs.length >= this.announced) this.fail(`no more than the ${this.announced} arcs that the p line announces`);
    const source = this.node('the source node');
    const target = this.node('the target node');
    const lower = this.integer('the lower bound');
    const capacity = this.integer('the capacity');
    const cost = this.integer('the cost');
    this.finish('the cost');
    if (lower > capacity) this.fail(`a lower bound (${lower}) not above the capacity (${capacity})`);
    this.arcs.push(source, target, lower, capacity, cost);
  }

  result(): FlowProblem {
    this.line++;
    if (this.nodes < 0) this.fail('a p line, but the file ends');
    if (this.arcs.length < this.announced)
      this.fail(`${this.announced} arcs as the p line announces, but the file ends after ${this.arcs.length}`);
    this.arcs.resize(this.announced);
    const { source, target, lower, capacity, cost } = this.arcs;
    return { nodes: this.nodes, supply: this.supply, source, target, lower, capacity, cost };
  }
}

const isGzip = (head: Uint8Array): boolean => head[0] === 0x1f && head[1] === 0x8b;

/** The stream itself, or unpacked when its first two bytes say gzip. */
async function* unpacked(input: Readable): AsyncGenerator<Uint8Array> {
  const chunks = input[Symbol.asyncIterator]() as AsyncIterator<Uint8Array | string>;
  const take = async (): Promise<Uint8Array | undefined> => {
    const step = await chunks.next();
    if (step.done) return undefined;
    return typeof step.value === 'string' ? Buffer.from(step.value) : step.value;
  };
  let head: Uint8Array = new Uint8Array(0);
  while (head.length < 2) {
    const more = await take();
    if (!more) break;
    head = Buffer.concat([head, more]);
  }
  const rest = async function* (): AsyncGenerator<Uint8Array> {
    yield head;
    for (let more = await take(); more; more = await take()) yield more;
  };
  if (!isGzip(head)) yield* rest();
  else {
    const plain = createGunzip();
    // Whoever reads `plain` is told of an error as well: here it is only kept from ending the process.
    pipeline(Readable.from(rest(), { objectMode: false }), plain, () => undefined);
    yield* plain as AsyncIterable<Uint8Array>;
  }
}

/** By its code, and not by its class: errors of native streams may come from another realm. */
const isStreamFault = (error: unknown): error is NodeJS.ErrnoException => /^Z_/.test((error as NodeJS.ErrnoException | null)?.code ?? '');

/**
 * Reads a DIMACS minimum-cost-flow problem, plain or gzip, line by line as it arrives; node numbers become 0-based.
 * Throws `DimacsFault` for whatever is wrong with the text, a cut-off gzip stream included.
 */
export const readDimacs = async (input: Readable): Promise<FlowProblem> => {
  const parser = new Parser();
  let rest: Uint8Array = new Uint8Array(0);
  try {
    for await (const chunk of unpacked(input)) {
      const bytes = rest.length > 0 ? Buffer.concat([rest, chunk]) : chunk;
      let start = 0;
      for (let stop = bytes.indexOf(NEWLINE, start); stop >= 0; stop = bytes.indexOf(NEWLINE, start)) {
        parser.parse(bytes, start, stop);
        start = stop + 1;
      }
      rest = Uint8Array.prototype.slice.call(bytes, start);
    }
  } catch (error) {
    if (isStreamFault(error)) throw new DimacsFault(parser.position, `a complete gzip stream (${error.message})`);
    throw error;
  }
  if (rest.length > 0) parser.parse(rest, 0, rest.length);
  return parser.result();
};
