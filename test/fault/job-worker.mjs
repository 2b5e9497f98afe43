// A worker process of the job specs, on the built libraries. It is killed at the place that its argument names:
// `before` the effect, `inside` the transaction of the effect, `after` its commit; with `run` it lives.
import 'reflect-metadata';
import { Global, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { ConfigModule, loadSettings } from '#platform/config';
import { col, createTable, DbModule, newId, UnitOfWork } from '#platform/db';
import { Trail } from '#platform/http';
import { defineJob, Handles, JobsModule, jobsSchema } from '#platform/jobs';

const place = process.argv[2];
const job = defineJob({ name: 'fault.count', attempts: 1 });
const effects = { entities: [], migrations: [createTable('1700000000001', 'effect', { columns: [col.key(), col.str('what', 60)] })] };

/** Says that it is there and waits to be killed. */
const die = () => {
  console.log(`at ${place}`);
  return new Promise((resolve) => setTimeout(resolve, 60_000));
};

class Counter {
  constructor(uow) {
    this.uow = uow;
  }

  async count({ word }, context) {
    if (place === 'before') await die();
    await context.finish(async () => {
      await this.uow.manager.query(`INSERT INTO effect (id, what) VALUES ('${newId()}', '${word}')`);
      if (place === 'inside') await die();
    });
    if (place === 'after') await die();
  }
}
Handles(job)(Counter.prototype, 'count', Object.getOwnPropertyDescriptor(Counter.prototype, 'count'));

/** Nobody signs in here. */
class NoTrail {}
Module({ providers: [{ provide: Trail, useValue: { record: () => Promise.resolve() } }], exports: [Trail] })(NoTrail);
Global()(NoTrail);

class WorkerModule {}
const settings = loadSettings(process.env);
Module({
  imports: [
    ConfigModule.of(settings),
    NoTrail,
    DbModule.of([jobsSchema, effects]),
    JobsModule.of({ run: true, jobs: [job], tuning: { sweepMs: 200 } }),
  ],
  providers: [{ provide: Counter, inject: [UnitOfWork], useFactory: (uow) => new Counter(uow) }],
})(WorkerModule);

await NestFactory.createApplicationContext(WorkerModule, { logger: false });
console.log('ready');
