import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { OrgTree } from '#access';
import { httpAdapter, prepareHttp } from '#platform/http';
import { serveWeb } from '../../apps/api/src/web.js';
import { fillCity } from './board-city.js';
import { benchSettings, migrated, needsHouse } from './house.js';

/**
 * The server of the board's benchmark, a process of its own: `node board-server.js FOLDER ENTERPRISES NEEDS [DATABASE]`.
 * Prints its address.
 */
const [folder = '', enterprises = '', needs = '', database] = process.argv.slice(2);
const settings = benchSettings(folder, database);
await migrated(settings);
const app = await NestFactory.create<NestFastifyApplication>(needsHouse(settings), httpAdapter(settings), { logger: false });
await prepareHttp(app, settings);
await serveWeb(app.getHttpAdapter().getInstance(), settings);
await app.init();
await app.get(OrgTree, { strict: false }).ensureCity();
await fillCity(app, Number(enterprises), Number(needs));
await app.listen(0, '127.0.0.1');
console.log(await app.getUrl());
