import { appendFile } from 'node:fs/promises';
import { problem } from '../notification.problems.js';
import { SmsProvider, type TextAnswer, type TextMessage } from './sms-provider.js';

/** For development: a line of JSON for each text message, in a file. Nothing leaves the machine, and no receipt comes back. */
export class TextFile extends SmsProvider {
  readonly name = 'file';
  readonly asksForApproval = false;
  readonly honoursKey = false;
  /** A full disk may have taken a piece of the last line. */
  private torn = false;

  constructor(private readonly path: string) {
    super();
  }

  variable(name: string): string {
    return `{${name}}`;
  }

  async send({ key, phone, sign, text }: TextMessage): Promise<TextAnswer> {
    try {
      const line = `${JSON.stringify({ at: new Date().toISOString(), key, phone, sign, text })}\n`;
      await appendFile(this.path, this.torn ? `\n${line}` : line);
      this.torn = false;
      return { taken: true, ref: key, parts: null };
    } catch (error) {
      this.torn = true;
      return { taken: false, failure: 'network', reason: (error as NodeJS.ErrnoException).code ?? 'the file cannot be written' };
    }
  }

  read(): never {
    throw problem('receipt.unreadable');
  }
}
