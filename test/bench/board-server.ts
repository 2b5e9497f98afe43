import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { httpAdapter, prepareHttp } from '#platform/http';
import { serveWeb } from '../../apps/api/src/web.js';
import { fillCity } from './board-city.js';
import { benchSettings, needsHouse, openHouse } from './house.js';

/**
 * The server of the board's benchmark, a process of its own: `node board-server.js FOLDER ENTERPRISES NEEDS [DATABASE]`.
 * Prints its address.
 */
const [folder = '', enterprises = '', needs = '', database] = process.argv.slice(2);
const settings = benchSettings(folder, database);
// Filled before the server is there: a board that starts with the database reads what is written meanwhile only where it is announced.
const house = await openHouse(settings);
await fillCity(house, Number(enterprises), Number(needs));
await house.close();

const app = await NestFactory.create<NestFastifyApplication>(needsHouse(settings), httpAdapter(settings), { logger: false });
await prepareHttp(app, settings);
const fastify = app.getHttpAdapter().getInstance();
const openPages = await serveWeb(fastify, settings);
fastify.get('/empty', (_request, reply) => reply.send({}));
await openPages();
await app.listen(0, '127.0.0.1');
console.log(await app.getUrl());
