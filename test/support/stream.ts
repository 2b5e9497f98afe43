import { once } from 'node:events';
import { get, type IncomingMessage } from 'node:http';

/** One event of a stream, as a browser would get it. */
export interface StreamEvent {
  id?: string;
  event: string;
  data: Record<string, unknown>;
}

export interface Stream {
  readonly status: number;
  readonly events: StreamEvent[];
  /** The server has ended it. */
  ended: boolean;
  close(): void;
}

const eventOf = (block: string): StreamEvent[] => {
  const fields = block.split('\n').map((line) => /^(\w+): (.*)$/.exec(line));
  const field = (name: string): string | undefined => fields.find((found) => found?.[1] === name)?.[2];
  const [event, data, id] = [field('event'), field('data'), field('id')];
  return event && data ? [{ event, data: JSON.parse(data) as Record<string, unknown>, ...(id && { id }) }] : [];
};

/** Opens a stream of server-sent events, on a line of its own, and reads it in the background. */
export const openStream = async (url: string, headers: Record<string, string>): Promise<Stream> => {
  const asked = get(url, { headers: { accept: 'text/event-stream', ...headers }, agent: false });
  const [response] = (await once(asked, 'response')) as [IncomingMessage];
  const events: StreamEvent[] = [];
  const stream: Stream = { status: response.statusCode ?? 0, events, ended: false, close: () => void asked.destroy() };
  let rest = '';
  response.setEncoding('utf8');
  response.on('data', (chunk: string) => {
    const blocks = (rest + chunk).split('\n\n');
    rest = blocks.pop() ?? '';
    events.push(...blocks.flatMap(eventOf));
  });
  response.on('end', () => (stream.ended = true));
  asked.on('error', () => undefined);
  response.on('error', () => undefined);
  return stream;
};
