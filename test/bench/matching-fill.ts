import { Accounts, OrgTree } from '#access';
import { schemaOf } from '#flow';
import { benchSettings, migrated } from './house.js';
import { matchingHouse } from './matching-house.js';

/** Fills the database of the matching benchmark, in a process of its own, which leaves the one that measures small:
 * `node matching-fill.js FOLDER ENTERPRISES PASSWORD [DATABASE]`. One person of the bureau may sign in, as `city`. */
const [folder = '', enterprises = '', password = '', database] = process.argv.slice(2);
const settings = benchSettings(folder, database);
await migrated(settings, schemaOf());
const app = await matchingHouse(settings, Number(enterprises));
const accounts = app.get(Accounts, { strict: false });
const userId = await accounts.create({ name: 'Zhou Ming', login: 'city', email: 'city@example.com', password });
await accounts.grant(userId, { role: 'city-staff', nodeId: (await app.get(OrgTree, { strict: false }).city()).id });
await app.close();
