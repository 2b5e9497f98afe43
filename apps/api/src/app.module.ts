import { Module, type DynamicModule } from '@nestjs/common';
import { FlowModule, schemaOf } from '#flow';
import { ConfigModule, type Settings } from '#platform/config';
import { CryptoModule } from '#platform/crypto';
import { DbModule } from '#platform/db';
import { HealthModule } from '#platform/health';
import { HttpModule } from '#platform/http';
import { JobsModule } from '#platform/jobs';
import { LogModule } from '#platform/log';
import { OnceModule } from '#platform/once';
import { InstallationController } from './installation.controller.js';

/** Every library, composed once; API, worker and command line differ in what they do with it. */
@Module({})
export class AppModule {
  /** @param runJobs whether this process does background work itself */
  static of(settings: Settings, runJobs: boolean): DynamicModule {
    return {
      module: AppModule,
      imports: [
        LogModule.of(settings),
        ConfigModule.of(settings),
        DbModule.of(schemaOf()),
        CryptoModule,
        JobsModule.of({ run: runJobs }),
        HealthModule,
        OnceModule,
        HttpModule,
        FlowModule,
      ],
      controllers: [InstallationController],
    };
  }
}
