import { createServer, type Server, type Socket } from 'node:net';
import type { AddressInfo } from 'node:net';

/** How the mail server takes what comes: as it should, with a 4xx, with a 5xx to whoever calls or to each recipient, by breaking the line
 * inside or behind a mail, by never answering, or by refusing the connection. */
export const MAIL_MOODS = ['takes', 'busy', 'no_service', 'no_such_person', 'breaks_inside', 'breaks_behind', 'hangs', 'refuses'] as const;
export type MailMood = (typeof MAIL_MOODS)[number];

/** A mail server that can be made to fail at each step of the exchange (RFC 5321). It keeps the Message-ID of each mail that it took. */
export class Mailbox {
  readonly taken: string[] = [];
  /** Whom it said that it does not know: mails to them are given up, and rightly so. */
  readonly unknown = new Set<string>();
  mood: MailMood = 'takes';
  private readonly sockets = new Set<Socket>();
  private readonly server: Server = createServer((socket) => this.attend(socket));

  async listen(): Promise<number> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    return (this.server.address() as AddressInfo).port;
  }

  private attend(socket: Socket): void {
    if (this.mood === 'refuses') return void socket.resetAndDestroy();
    this.sockets.add(socket.on('close', () => this.sockets.delete(socket)).on('error', () => undefined));
    const say = (line: string): boolean => socket.write(`${line}\r\n`);
    let rest = '';
    let mail: string | null = null;
    socket.setEncoding('utf8').on('data', (text: string) => {
      const lines = (rest + text).split('\r\n');
      rest = lines.pop() ?? '';
      for (const line of lines) {
        if (mail === null) mail = this.command(line, say, socket);
        else if (line !== '.') mail += `${line}\n`;
        else {
          this.end(mail, say, socket);
          mail = null;
        }
      }
    });
    if (this.mood === 'no_service') socket.end('554 no service at present\r\n');
    else if (this.mood !== 'hangs') say('220 mailbox');
  }

  /** @returns an empty mail when its lines follow, otherwise null */
  private command(line: string, say: (line: string) => boolean, socket: Socket): string | null {
    const verb = line.slice(0, 4).toUpperCase();
    if (this.mood === 'hangs') return null;
    if (verb === 'DATA' && this.mood === 'breaks_inside') socket.destroy();
    else if (verb === 'DATA') say('354 go on');
    else if (verb === 'RCPT' && this.mood === 'busy') say('451 busy, try again');
    else if (verb === 'RCPT' && this.mood === 'no_such_person') this.refuse(line, say);
    else if (verb === 'QUIT') socket.end('221 bye\r\n');
    else say('250 mailbox');
    return verb === 'DATA' && this.mood !== 'breaks_inside' ? '' : null;
  }

  private refuse(line: string, say: (line: string) => boolean): void {
    this.unknown.add(/<([^>]+)>/.exec(line)?.[1] ?? '');
    say('550 nobody here is called so');
  }

  private end(mail: string, say: (line: string) => boolean, socket: Socket): void {
    const id = /^Message-ID: <([^@>]+)@/im.exec(mail)?.[1];
    if (id !== undefined) this.taken.push(id);
    if (this.mood === 'breaks_behind') socket.destroy();
    else say('250 taken');
  }

  close(): void {
    for (const socket of this.sockets) socket.destroy();
    this.server.close();
  }
}
