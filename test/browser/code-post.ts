import { setTimeout as pause } from 'node:timers/promises';
import { simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';

export interface CodePost {
  port: number;
  /** The n-th code that was sent, from 1. */
  code(n: number): Promise<string>;
  close(): Promise<void>;
}

/** A mail server that keeps the codes it was given to deliver. */
export const codePost = async (): Promise<CodePost> => {
  const codes: string[] = [];
  const server = new SMTPServer({
    disabledCommands: ['STARTTLS', 'AUTH'],
    onData(stream, _session, done) {
      simpleParser(stream).then(
        ({ text }) => {
          codes.push(...(/(?:验证码|Code) (\d{6})/.exec(text ?? '')?.slice(1) ?? []));
          done();
        },
        (error: Error) => done(error),
      );
    },
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const { port } = server.server.address() as { port: number };
  return {
    port,
    code: async (n) => {
      for (const end = Date.now() + 20_000; codes.length < n && Date.now() < end;) await pause(50);
      return codes[n - 1] ?? '';
    },
    close: () => new Promise<void>((closed) => server.close(() => closed())),
  };
};
