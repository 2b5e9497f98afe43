import { simpleParser, type ParsedMail } from 'mailparser';
import { SMTPServer } from 'smtp-server';

/** A real mail server on the loopback that keeps what it is given. */
export class Mailbox {
  readonly mails: ParsedMail[] = [];
  private readonly server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData: (stream, _session, done) =>
      void simpleParser(stream).then((mail) => {
        this.mails.push(mail);
        done();
      }, done),
  });

  /** @returns what SMTP_URL has to be */
  async listen(): Promise<string> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    const address = this.server.server.address();
    if (address === null || typeof address === 'string') throw new Error('the mail server has no port');
    return `smtp://127.0.0.1:${address.port}`;
  }

  close(): Promise<void> {
    return new Promise((resolve) => this.server.close(resolve));
  }

  /** Subjects of the mails to an address, in order of their arrival. */
  to(email: string): string[] {
    return this.mails.filter((mail) => [mail.to].flat().some((to) => to?.text === email)).map((mail) => mail.subject ?? '');
  }
}
