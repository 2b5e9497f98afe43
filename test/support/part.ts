import { Global, Module, type DynamicModule, type Provider } from '@nestjs/common';
import { ObjectNames } from '#access';
import { Proportions, SentMessages } from '#enterprise';
import { doorPorts, modulesOf, schemaOf, type LibraryName } from '#flow';
import { PartnerRecords } from '#matching';
import { Addressees, MessageAudiences, OfficeCalendar } from '#notification';
import { ConfigModule, type Settings } from '#platform/config';
import { CryptoModule } from '#platform/crypto';
import { DbModule } from '#platform/db';
import { Metrics } from '#platform/health';
import { HttpModule } from '#platform/http';
import { definedJobs, Events, JobsModule } from '#platform/jobs';
import { OnceModule } from '#platform/once';

/** The map answers this port with the other libraries' names, which a part may not have. */
export class Nameless extends ObjectNames {
  of(): Promise<Map<string, string>> {
    return Promise.resolve(new Map<string, string>());
  }

  find(): Promise<{ kind: string; ids: string[] }[]> {
    return Promise.resolve([]);
  }
}

/** The map answers with what notification keeps. */
class NothingSent extends SentMessages {
  sentTo(): Promise<{ items: []; next: null }> {
    return Promise.resolve({ items: [], next: null });
  }
}

/** The map answers with the rule of needs. */
class TenTimes extends Proportions {
  timesBefore(): Promise<number> {
    return Promise.resolve(10);
  }
}

/** What the map binds for messages: no free days, nobody to tell who is not named, no offices to show. */
const MESSAGES: Provider[] = [
  { provide: OfficeCalendar, useValue: { from: () => Promise.resolve(new Map()) } },
  { provide: MessageAudiences, useValue: { of: () => [] } },
  { provide: Addressees, useValue: {} },
];

/** The map answers with what became of promises. */
const NOBODY_KNOWN: Provider = {
  provide: PartnerRecords,
  useValue: { of: () => Promise.resolve({ suppliers: new Map(), enterprises: new Map() }) },
};

/** Some libraries on the platform, without the map: `events` hears what they say. */
@Global()
@Module({})
export class PartOfTheHouse {
  /** @param names with all that they build on */
  static of(settings: Settings, names: readonly LibraryName[], events: Events, { jobs = false } = {}): DynamicModule {
    return {
      module: PartOfTheHouse,
      imports: [
        ConfigModule.of(settings),
        DbModule.of(schemaOf(names)),
        CryptoModule,
        JobsModule.of({ run: jobs, jobs: definedJobs().filter(({ name }) => names.some((library) => name.startsWith(`${library}.`))) }),
        OnceModule,
        HttpModule,
        ...modulesOf(names),
      ],
      providers: [
        Metrics,
        { provide: Events, useValue: events },
        { provide: ObjectNames, useClass: Nameless },
        { provide: SentMessages, useClass: NothingSent },
        { provide: Proportions, useClass: TenTimes },
        ...MESSAGES,
        NOBODY_KNOWN,
        ...(doorPorts as Provider[]),
      ],
      exports: [
        ...[Metrics, Events, ObjectNames, SentMessages, Proportions, OfficeCalendar, MessageAudiences, Addressees, PartnerRecords],
        ...doorPorts.map(({ provide }) => provide),
      ],
    };
  }
}
