import { once } from 'node:events';
import { connect } from 'node:net';

export interface RedisMonitor {
  /** All that anybody said to the server since, a command each. */
  readonly said: readonly string[];
  stop(): void;
}

/** What the server writes as `\xe6` and `\"`, as the text that was sent. */
const unescaped = (line: string): string =>
  Buffer.from(
    line.replace(/\\x([\da-f]{2})/gi, (_, hex: string) => String.fromCharCode(parseInt(hex, 16))).replace(/\\(["\\])/g, '$1'),
    'latin1',
  ).toString();

/**
 * Listens to a Redis server with MONITOR. The client library takes the first command for an answer when others speak while it asks, so
 * this one reads lines by itself.
 */
export const monitorRedis = async (url: string): Promise<RedisMonitor> => {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname).setEncoding('latin1');
  const said: string[] = [];
  let rest = '';
  socket.on('data', (text: string) => {
    const lines = (rest + text).split('\r\n');
    rest = lines.pop() ?? '';
    said.push(...lines.filter((line) => line !== '+OK').map(unescaped));
  });
  await once(socket, 'connect');
  socket.write('MONITOR\r\n');
  await once(socket, 'data');
  return { said, stop: () => socket.destroy() };
};
