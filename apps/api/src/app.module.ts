import { Module, type DynamicModule } from '@nestjs/common';
import { AccessModule } from '#access';
import { BoardModule } from '#board';
import { CatalogueModule } from '#catalogue';
import { DispatchModule } from '#dispatch';
import { EnterpriseModule } from '#enterprise';
import { FairModule } from '#fair';
import { FlowModule } from '#flow';
import { MatchingModule } from '#matching';
import { NeedModule } from '#need';
import { NotificationModule } from '#notification';
import { ConfigModule, type Settings } from '#platform/config';
import { CryptoModule } from '#platform/crypto';
import { DbModule } from '#platform/db';
import { HealthModule } from '#platform/health';
import { HttpModule } from '#platform/http';
import { JobsModule } from '#platform/jobs';
import { LogModule } from '#platform/log';
import { ReferenceModule } from '#reference';
import { SupplyModule } from '#supply';
import { SurveyModule } from '#survey';
import { InstallationController } from './installation.controller.js';
import { schema } from './schema.js';

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
        DbModule.of(schema),
        CryptoModule,
        JobsModule.of({ run: runJobs }),
        HealthModule,
        HttpModule,
        AccessModule,
        ReferenceModule,
        NotificationModule,
        EnterpriseModule,
        NeedModule,
        BoardModule,
        CatalogueModule,
        SupplyModule,
        MatchingModule,
        DispatchModule,
        FairModule,
        SurveyModule,
        FlowModule,
      ],
      controllers: [InstallationController],
    };
  }
}
