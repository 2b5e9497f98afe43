import { eventText, idAt, lookFrom, momentOf } from './live.js';

const id = '019ac1f0-8a31-7b52-9c11-0242ac120002';

describe('a stream of news', () => {
  it('tells from an id when it was made, and nothing from what is none', () => {
    expect(momentOf(id)).toBe(0x019ac1f08a31);
    expect([momentOf(''), momentOf('0001'), momentOf('9f1c2d3e-0000-4000-8000-000000000000')]).toEqual([null, null, null]);
  });

  it('looks back a minute behind what was seen last', () => {
    const at = momentOf(id)!;
    expect(lookFrom(at) < id).toBe(true);
    expect(idAt(at) < id).toBe(true);
    expect(lookFrom(at + 61_000) > id).toBe(true);
  });

  it('is written as one line of data an event, whatever stands in it', () => {
    expect(eventText('message', { title: 'two\nlines' }, id)).toBe(`id: ${id}\nevent: message\ndata: {"title":"two\\nlines"}\n\n`);
    expect(eventText('unread', { unread: 3 })).toBe('event: unread\ndata: {"unread":3}\n\n');
  });
});
