import { connect, createServer } from 'node:net';

/**
 * A door on the loopback behind which a server starts when somebody knocks for the first time: a run of one spec pays only for what that
 * spec talks to.
 *
 * @param start resolves to the server's url; it is called once, at the first connection
 * @returns the same url as the server's, with the door's port, and a function that closes the door
 */
export async function onFirstUse(start, protocol) {
  let started;
  const open = new Set();
  const door = createServer({ pauseOnConnect: true }, async (guest) => {
    guest.setNoDelay(true);
    open.add(guest.on('close', () => open.delete(guest)).on('error', () => guest.destroy()));
    try {
      const { port } = new URL(await (started ??= start()));
      const server = connect({ port: Number(port), host: '127.0.0.1', noDelay: true });
      for (const [one, other] of [
        [guest, server],
        [server, guest],
      ]) {
        one.on('error', () => other.destroy()).on('close', () => other.destroy());
        one.pipe(other);
      }
    } catch (error) {
      console.error(error.message);
      guest.destroy();
    }
  });
  await new Promise((resolve, reject) => door.on('error', reject).listen(0, '127.0.0.1', resolve));
  return {
    url: protocol.replace('PORT', String(door.address().port)),
    close: () => {
      for (const guest of open) guest.destroy();
      return new Promise((resolve) => door.close(resolve));
    },
  };
}
