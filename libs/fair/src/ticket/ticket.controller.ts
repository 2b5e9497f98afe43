import { Body, Param } from '@nestjs/common';
import { Action, bool, day, Resource, id, listOf, oneOf, phone, text } from '#platform/http';
import { FAIR_MODES, type FairMode } from '../domain/fair.js';
import { CONSENTS, type Consent } from '../domain/ticket.js';
import { problems } from '../fair.problems.js';
import type { Reach } from './ticket-codes.service.js';
import { LINK } from './ticket-link.js';
import { Tickets, type MyTicket, type TicketDetails } from './ticket.service.js';

const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;

class TicketReachDto implements Reach {
  @phone({ optional: true, kind: 'mobile' }) phone?: string;
  @text({ optional: true, max: 120, about: 'while no carrier of text messages is connected' }) email?: string;
}

class TicketDetailsDto {
  @text({ max: 40 }) name: string;
  @text({ optional: true, nullable: true, max: 60, about: 'what kind of work, in one’s own words' }) occupation?: string | null;
  @text({ optional: true, nullable: true, max: 300, about: 'in one’s own words' }) experience?: string | null;
  @listOf('string', { max: CONSENTS.length, about: 'what an enterprise may see: name, phone, occupation, experience' }) consents: string[];
}

class NewTicketDto extends TicketDetailsDto {
  @phone({ optional: true, kind: 'mobile' }) phone?: string;
  @text({ optional: true, max: 120 }) email?: string;
  @text({ pattern: /^\d{6}$/, max: 6, about: 'the code that was sent' }) code: string;
  @text({ max: 20, about: 'the privacy notice that was agreed to' }) privacyVersion: string;
}

class TicketLinkDto {
  @text({ max: 43, pattern: LINK, about: 'what stands behind the # of “my ticket”' }) link: string;
}

class TicketChangeDto extends TicketDetailsDto {
  @text({ max: 43, pattern: LINK }) link: string;
}

class TicketWaysDto {
  @bool({ about: 'text messages can be sent; otherwise an e-mail address is asked for' }) sms: boolean;
}

class MyTicketDto {
  @text() number: string;
  @text({ about: 'what stands in the QR' }) token: string;
  @id() fairId: string;
  @text() fairName: string;
  @day() day: string;
  @text() opensAt: string;
  @text() closesAt: string;
  @text() place: string;
  @oneOf(FAIR_MODES, 'FairMode') mode: FairMode;
  @bool({ about: 'the fair was cancelled' }) cancelled: boolean;
  @text() name: string;
  @text({ nullable: true }) occupation: string | null;
  @text({ nullable: true }) experience: string | null;
  @listOf('string', { max: CONSENTS.length }) consents: string[];

  static of({ ticket, fair, token }: MyTicket): MyTicketDto {
    const { name = null, occupation = null, experience = null } = ticket.holder ?? {};
    return {
      ...{ number: ticket.number, token, fairId: fair.id, fairName: fair.name, day: fair.day, opensAt: fair.opensAt },
      ...{ closesAt: fair.closesAt, place: fair.place, mode: fair.mode ?? 'on_site', cancelled: fair.state === 'cancelled' },
      ...{ name: name ?? '', occupation, experience, consents: ticket.consents },
    };
  }
}

class NewTicketAnswerDto extends MyTicketDto {
  @text({ about: 'opens this ticket again: /ticket#<link>; told this once' }) link: string;
}

const isConsent = (text: string): text is Consent => (CONSENTS as readonly string[]).includes(text);

const detailsOf = ({ name, occupation = null, experience = null, consents }: TicketDetailsDto): TicketDetails => {
  const known = consents.filter(isConsent);
  if (known.length !== consents.length) throw problems('ticket.consent');
  return { name, occupation, experience, consents: [...new Set(known)] };
};

const emailed = <T extends Reach>(reach: T): T => {
  if (reach.email && !EMAIL.test(reach.email)) throw problems('ticket.reach');
  return reach;
};

/** Tickets for everybody: nobody has an account. */
@Resource('fairs')
export class TicketController {
  constructor(private readonly tickets: Tickets) {}

  @Action({
    method: 'GET',
    path: ':id/ticket-ways',
    permission: 'public',
    returns: TicketWaysDto,
    summary: 'How somebody is reached who wants a ticket',
  })
  ways(): TicketWaysDto {
    return { sms: this.tickets.bySms };
  }

  @Action({
    method: 'POST',
    path: ':id/ticket-codes',
    permission: 'public',
    rate: 'login',
    body: TicketReachDto,
    summary: 'Send a code to a telephone or an address',
  })
  async code(@Param('id') fairId: string, @Body() { phone, email }: TicketReachDto): Promise<void> {
    await this.tickets.sendCode(fairId, emailed({ phone, email }));
  }

  @Action({
    method: 'POST',
    path: ':id/tickets',
    permission: 'public',
    rate: 'login',
    body: NewTicketDto,
    returns: NewTicketAnswerDto,
    status: 201,
    summary: 'Get the ticket of whoever was sent the code',
  })
  async take(@Param('id') fairId: string, @Body() body: NewTicketDto): Promise<NewTicketAnswerDto> {
    const { phone, email, code, privacyVersion } = body;
    const { link, ...mine } = await this.tickets.take(fairId, emailed({ phone, email }), code, detailsOf(body), privacyVersion);
    return { ...MyTicketDto.of(mine), link };
  }
}

@Resource('my-ticket')
export class MyTicketController {
  constructor(private readonly tickets: Tickets) {}

  @Action({
    method: 'POST',
    permission: 'public',
    rate: 'read',
    body: TicketLinkDto,
    returns: MyTicketDto,
    summary: 'A ticket by its link',
  })
  async show(@Body() { link }: TicketLinkDto): Promise<MyTicketDto> {
    return MyTicketDto.of(await this.tickets.mine(link));
  }

  @Action({
    method: 'POST',
    path: 'change',
    permission: 'public',
    body: TicketChangeDto,
    returns: MyTicketDto,
    summary: 'Change what one said, and what an enterprise may see of it',
  })
  async change(@Body() body: TicketChangeDto): Promise<MyTicketDto> {
    return MyTicketDto.of(await this.tickets.change(body.link, detailsOf(body)));
  }

  @Action({
    method: 'POST',
    path: 'remove',
    permission: 'public',
    body: TicketLinkDto,
    summary: 'Give a ticket back, and have all forgotten that one said',
  })
  async remove(@Body() { link }: TicketLinkDto): Promise<void> {
    await this.tickets.remove(link);
  }
}
