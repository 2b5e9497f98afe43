import { addressOf, InsideError, isOutside } from './outside.js';

describe('addresses of other systems', () => {
  it.each(['1.1.1.1', '223.5.5.5', '2400:3200::1'])('%s is on the internet', (address) => expect(isOutside(address)).toBe(true));

  it.each([
    ...['127.0.0.1', '10.1.2.3', '172.31.0.1', '192.168.1.1', '169.254.169.254', '100.64.0.1', '0.0.0.0', '224.0.0.1', '255.255.255.255'],
    ...['::1', '::', 'fe80::1', 'fc00::1', '::ffff:127.0.0.1', '64:ff9b::7f00:1', '2002:7f00:1::', 'ff02::1', '2001:db8::1', 'no address'],
  ])('%s is not', (address) => expect(isOutside(address)).toBe(false));

  it.each(['https://localhost/', 'https://127.1/', 'https://0x7f000001/', 'https://[::ffff:10.0.0.1]/', 'https://2130706433/'])(
    '%s is refused however it is written, unless the settings allow it',
    async (text) => {
      const url = new URL(text);
      await expect(addressOf(url, false)).rejects.toBeInstanceOf(InsideError);
      if (url.hostname !== 'localhost') expect((await addressOf(url, true)).address).toBe(url.hostname.replace(/^\[|\]$/g, ''));
    },
  );
});
