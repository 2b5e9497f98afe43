import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Accounts, OrgTree, SESSION_COOKIE, Sessions } from '#access';
import { UnitOfWork } from '#platform/db';
import { httpAdapter, prepareHttp } from '#platform/http';
import { fillCity } from './board-city.js';
import { benchSettings, needsHouse, openHouse } from './house.js';
import { longestTurn } from './measure.js';

/**
 * The server of the exports' benchmark, a process of its own: `node export-server.js FOLDER NEEDS [DATABASE]`.
 * Prints its address and the cookie of somebody of the city.
 */
const [folder = '', needs = '', database] = process.argv.slice(2);
const settings = benchSettings(folder, database);
const house = await openHouse(settings);
await fillCity(house, Math.ceil(Number(needs) / 10), Number(needs));
const city = await house.get(OrgTree, { strict: false }).city();
const accounts = house.get(Accounts, { strict: false });
const userId = await accounts.create({ name: '李静', login: 'city' });
await accounts.grant(userId, { role: 'city-staff', nodeId: city.id });
const [account] = await house
  .get(UnitOfWork, { strict: false })
  .manager.query<{ generation: number }[]>('SELECT generation FROM user_account WHERE id = ?', [userId]);
const { token } = await house.get(Sessions, { strict: false }).start(userId, 'bench', account?.generation ?? 0, true);
await house.close();

const app = await NestFactory.create<NestFastifyApplication>(needsHouse(settings), httpAdapter(settings), { logger: false });
await prepareHttp(app, settings);
const turns = longestTurn();
const fastify = app.getHttpAdapter().getInstance();
fastify.get('/empty', (_request, reply) => reply.send({}));
fastify.get('/turn', (_request, reply) => reply.send(String(turns())));
await app.listen(0, '127.0.0.1');
console.log(`${await app.getUrl()} ${SESSION_COOKIE}=${token}`);
