import { Global, Module, type DynamicModule, type OnApplicationShutdown } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Settings } from '#platform/config';
import { Clock } from './clock.js';
import { openDatabase } from './data-source.js';
import { lockDataDirectory } from './data-lock.js';
import type { SchemaPart } from './migrations.js';
import { UnitOfWork } from './unit-of-work.js';

class DatabaseCloser implements OnApplicationShutdown {
  constructor(
    private readonly source: DataSource,
    private readonly unlock: () => void,
  ) {}

  async onApplicationShutdown(): Promise<void> {
    if (this.source.isInitialized) await this.source.destroy();
    this.unlock();
  }
}

const UNLOCK = Symbol('data directory lock');

/** The database of this process. With the embedded one the data directory is locked first. */
@Global()
@Module({})
export class DbModule {
  static of(schema: SchemaPart[]): DynamicModule {
    return {
      module: DbModule,
      providers: [
        Clock,
        {
          provide: UNLOCK,
          inject: [Settings],
          useFactory: (settings: Settings) => (settings.DATABASE_URL ? () => undefined : lockDataDirectory(settings.GANGQIAO_DATA)),
        },
        { provide: DataSource, inject: [Settings, UNLOCK], useFactory: (settings: Settings) => openDatabase(settings, schema) },
        { provide: UnitOfWork, inject: [DataSource], useFactory: (source: DataSource) => new UnitOfWork(source) },
        {
          provide: DatabaseCloser,
          inject: [DataSource, UNLOCK],
          useFactory: (source: DataSource, unlock: () => void) => new DatabaseCloser(source, unlock),
        },
      ],
      exports: [Clock, DataSource, UnitOfWork],
    };
  }
}
