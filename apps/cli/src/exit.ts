/** What the process ends with. */
export const EXIT = { done: 0, failed: 1, unusable: 2, infeasible: 3 } as const;

/** Ends the command with a sentence on standard error. */
export class CommandError extends Error {
  constructor(
    message: string,
    readonly status: number = EXIT.failed,
  ) {
    super(message);
  }
}

/** Errors that say all there is to say; of any other one the trace is shown, for it is a fault of the program. */
const sentences = new Set([
  'SettingsError',
  'KeysError',
  'BackupError',
  'DataDirectoryInUseError',
  'CharsetError',
  'WrongDataError',
  'UnsealError',
  'WriterBusyError',
  'AbortError',
]);

interface KnownFields {
  code?: unknown;
  errno?: unknown;
  status?: unknown;
  errors?: { path: string; message: { en: string }; params?: Record<string, unknown> }[];
}

/** One sentence for people, and the exit status. */
export const explain = (error: unknown): { message: string; status: number } => {
  if (!(error instanceof Error)) return { message: String(error), status: EXIT.failed };
  if (error instanceof CommandError) return { message: error.message, status: error.status };
  const { code, status, errors } = error as KnownFields;
  if (error.name === 'Problem') {
    const fields = (errors ?? []).map(
      ({ path, message, params = {} }) => `\n  ${path}: ${message.en.replace(/\{(\w+)\}/g, (_, name: string) => String(params[name]))}`,
    );
    return { message: `${error.message}${fields.join('')}`, status: status === 422 ? EXIT.unusable : EXIT.failed };
  }
  if (sentences.has(error.constructor.name) || sentences.has(error.name)) return { message: error.message, status: EXIT.failed };
  // Of the operating system or a database driver: unreachable, refused, not there.
  if (typeof code === 'string' && /^E[A-Z]+$|^ER_|^SQLITE_|^PROTOCOL_/.test(code))
    return { message: error.message || code, status: EXIT.failed };
  return { message: error.stack ?? error.message, status: EXIT.failed };
};

const drained = (stream: NodeJS.WriteStream): Promise<void> =>
  new Promise((resolve) => (stream.writableLength === 0 || stream.destroyed ? resolve() : stream.write('', () => resolve())));

/** Ends the process once all that was printed has left it; connections that idle somewhere are not waited for. */
export const finish = async (status: number): Promise<never> => {
  await Promise.all([drained(process.stdout), drained(process.stderr)]);
  process.exit(status);
};

export const print = (line: string): void => void process.stdout.write(`${line}\n`);
/** Beside the result: progress and remarks. */
export const remark = (line: string): void => void process.stderr.write(`${line}\n`);
