import { createInterface } from 'node:readline/promises';
import { text as readAll } from 'node:stream/consumers';
import { Accounts, Audit, OrgTree, PasswordLinks } from '#access';
import { loadSettings, type Settings } from '#platform/config';
import { UnitOfWork } from '#platform/db';
import { kindOf, requireRightKind } from '../../../api/src/demo/right-data.js';
import { CommandError, EXIT, print } from '../exit.js';
import { withProduct } from '../product.js';

const LOGIN = /^[A-Za-z][A-Za-z0-9._-]{2,39}$/;

interface Answers {
  login: string;
  name: string;
  email?: string | undefined;
  phone?: string | undefined;
}

export const createAdminCommand = async (options: Record<string, string | boolean>): Promise<void> => {
  const settings = loadSettings(process.env);
  const person = await answers(options);
  const password = options['passwordStdin'] === true ? (await readAll(process.stdin)).replace(/\r?\n$/, '') : undefined;
  await withProduct(settings, async (app) => {
    requireRightKind(settings, await kindOf(app, settings));
    const [accounts, links, org, audit] = [app.get(Accounts), app.get(PasswordLinks), app.get(OrgTree), app.get(Audit)];
    const { city, address } = await app.get(UnitOfWork).run(async () => {
      const made = await org.ensureCity();
      const userId = await accounts.create({ ...person, password });
      await accounts.grant(userId, { role: 'city-admin', nodeId: made.id });
      await audit.record(null, 'user.admin_created', { kind: 'user', id: userId, nodePath: made.path });
      return { city: made, address: password === undefined ? (await links.make(userId, 'invite')).address : undefined };
    });
    print(`${person.login} is a city administrator of ${city.name}.`);
    if (address !== undefined) print(`Choose the password within 72 hours at ${absolute(address, settings)}`);
  });
};

const absolute = (address: string, { HOST, PORT }: Settings): string =>
  address.startsWith('/') ? `http://${HOST}:${PORT}${address}` : address;

const answers = async (options: Record<string, string | boolean>): Promise<Answers> => {
  const given = (name: string): string | undefined => (typeof options[name] === 'string' ? options[name].trim() : undefined);
  const asked = process.stdin.isTTY && options['passwordStdin'] !== true;
  const reader =
    asked && (!given('login') || !given('name')) ? createInterface({ input: process.stdin, output: process.stderr }) : undefined;
  const login = given('login') ?? (await reader?.question('Login name 登录名: '))?.trim();
  const name = given('name') ?? (await reader?.question('Name of the person 姓名: '))?.trim() ?? login;
  reader?.close();
  if (!login || !name)
    throw new CommandError('Say who it is: --login NAME [--name 姓名] [--email ADDRESS] [--phone NUMBER]', EXIT.unusable);
  if (!LOGIN.test(login))
    throw new CommandError(`${login} cannot be a login name: a letter, then at least two letters, digits or . _ -`, EXIT.unusable);
  return { login, name, email: given('email'), phone: given('phone') };
};
