import fc from 'fast-check';
import { isTicketNumber, TICKET_NUMBERS, ticketNumber, tokenText } from './ticket.js';

const serial = fc.integer({ min: 0, max: TICKET_NUMBERS - 1 });

describe('the number of a ticket', () => {
  it('is eight digits, and no two serials have the same', () => {
    fc.assert(
      fc.property(serial, serial, (one, other) => {
        expect(ticketNumber(one)).toMatch(/^\d{8}$/);
        expect(isTicketNumber(ticketNumber(one))).toBe(true);
        expect(ticketNumber(one) === ticketNumber(other)).toBe(one === other);
      }),
    );
  });

  it('is told wrong when one digit of it was typed wrong', () => {
    fc.assert(
      fc.property(serial, fc.nat(7), fc.integer({ min: 1, max: 9 }), (one, at, off) => {
        const number = ticketNumber(one);
        const typed = number.slice(0, at) + ((Number(number[at]) + off) % 10) + number.slice(at + 1);
        expect(isTicketNumber(typed)).toBe(false);
      }),
    );
    expect([isTicketNumber('1234567'), isTicketNumber('12345678a'), isTicketNumber('')]).toEqual([false, false, false]);
  });
});

it('a ticket says on one line which key, fair, day and number it is of', () =>
  expect(tokenText({ keyId: 'k1', fairId: '01936f2c-0000-7000-8000-0000000000ab', day: '2027-02-20', number: '12345674' })).toBe(
    'GQ1.k1.01936f2c0000700080000000000000ab.20270220.12345674',
  ));
