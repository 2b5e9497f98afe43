import encodeQR from 'qr';
import type { MyTicket } from '../api/types';

const [WIDTH, EDGE] = [720, 40];
/** Below the code: number, fair, day and place. */
const WORDS = 260;

/** The ticket as a picture to keep: code, number, fair, day and place. */
export const ticketPicture = (ticket: MyTicket, when: string): string => {
  const modules = encodeQR(ticket.token, 'raw', { border: 2 });
  const size = Math.floor((WIDTH - 2 * EDGE) / modules.length);
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [WIDTH, EDGE + size * modules.length + WORDS];
  const context = canvas.getContext('2d');
  if (!context) return '';
  context.fillStyle = '#fff';
  context.fillRect(0, 0, WIDTH, canvas.height);
  context.fillStyle = '#000';
  const left = Math.floor((WIDTH - size * modules.length) / 2);
  modules.forEach((row, y) =>
    row.forEach((dark, x) => {
      if (dark) context.fillRect(left + x * size, EDGE + y * size, size, size);
    }),
  );
  context.textAlign = 'center';
  const line = (text: string, y: number, font: string): void => {
    context.font = `${font} sans-serif`;
    context.fillText(text, WIDTH / 2, y, WIDTH - 2 * EDGE);
  };
  const below = EDGE + size * modules.length;
  line(ticket.number, below + 64, '600 56px');
  line(ticket.fairName, below + 124, '600 34px');
  line(when, below + 174, '30px');
  line(ticket.place, below + 220, '28px');
  return canvas.toDataURL('image/png');
};

const utc = (day: string, time: string): string => new Date(`${day}T${time}:00+08:00`).toISOString().replace(/[-:]|\.\d{3}/g, '');
/** Signs that have a meaning in a calendar's text (RFC 5545, 3.3.11). */
const plain = (text: string): string => text.replace(/([\\;,])/g, '\\$1').replace(/\r?\n/g, '\\n');

/** The fair as an entry of a calendar, with the number of the ticket. */
export const ticketCalendar = ({ number, fairId, fairName, day, opensAt, closesAt, place }: MyTicket): string =>
  [
    ...['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//Gangqiao//Ticket//ZH', 'BEGIN:VEVENT', `UID:${fairId}-${number}@gangqiao`],
    ...[`DTSTAMP:${utc(day, opensAt)}`, `DTSTART:${utc(day, opensAt)}`, `DTEND:${utc(day, closesAt)}`],
    ...[`SUMMARY:${plain(fairName)}`, `LOCATION:${plain(place)}`, `DESCRIPTION:${number}`, 'END:VEVENT', 'END:VCALENDAR', ''],
  ].join('\r\n');
