import { SecondFactorAdmin } from '#access';
import { loadSettings } from '#platform/config';
import { CommandError, EXIT, print } from '../exit.js';
import { withProduct } from '../product.js';

export const resetSecondFactorCommand = (login: string): Promise<void> =>
  withProduct(loadSettings(process.env), async (app) => {
    if (!(await app.get(SecondFactorAdmin).resetByName(login))) throw new CommandError(`${login}: there is no such account`, EXIT.unusable);
    print(`${login} signs in with the password alone; all sessions of the account ended.`);
  });
