import { IsBoolean, IsIn, IsInt, IsOptional, IsString, Matches, Max, Min, MinLength } from 'class-validator';
import { DoorSettings } from './door-settings.js';
import { flag, number } from './setting-kinds.js';

/** Every variable the program reads, with its default. Nothing else in the program reads `process.env`. */
export class Settings extends DoorSettings {
  /** TCP port of the HTTP server; 0 takes a free one. */
  @number
  @IsInt()
  @Min(0)
  @Max(65_535)
  PORT = 3000;

  /** Address to listen on. Demo mode stays on the loopback unless this is set. */
  @IsString()
  @MinLength(1)
  HOST = '127.0.0.1';

  /** Folder of the embedded database, uploaded files and generated keys. */
  @IsString()
  @MinLength(1)
  GANGQIAO_DATA = './data';

  /** MySQL or MariaDB. Without it the embedded database in GANGQIAO_DATA is used. */
  @IsOptional()
  @Matches(/^(mysql|mariadb):\/\/\S+$/, { message: 'expected mysql://user:password@host:port/database' })
  DATABASE_URL?: string;

  /** Connections of one process to MySQL or MariaDB. */
  @number
  @IsInt()
  @Min(2)
  @Max(500)
  DATABASE_POOL = 20;

  /** Redis for job queues and rate limits. Without it jobs run inside the API process. */
  @IsOptional()
  @Matches(/^rediss?:\/\/\S+$/, { message: 'expected redis://host:port/number' })
  REDIS_URL?: string;

  /** Mail server. Without it e-mails are kept as undelivered and shown to administrators. */
  @IsOptional()
  @Matches(/^smtps?:\/\/\S+$/, { message: 'expected smtp://user:password@host:port' })
  SMTP_URL?: string;

  /** Sender of e-mails. */
  @IsString()
  @MinLength(3)
  MAIL_FROM = '岗桥 <no-reply@gangqiao.example>';

  /** Address people use, without a slash at its end: links in messages and the Origin check are made from it. */
  @IsOptional()
  @Matches(/^https?:\/\/[^/\s]+$/, { message: 'expected https://host without a path' })
  PUBLIC_URL?: string;

  /** Proxies in front whose X-Forwarded-For is believed; 0 believes none. */
  @number
  @IsInt()
  @Min(0)
  @Max(10)
  TRUSTED_PROXIES = 0;

  /** Field encryption keys `id:base64,id:base64`, newest first, 32 bytes each. Without it a key file is made in GANGQIAO_DATA. */
  @IsOptional()
  @Matches(/^[A-Za-z0-9_-]{1,16}:[A-Za-z0-9+/]{43}=(,[A-Za-z0-9_-]{1,16}:[A-Za-z0-9+/]{43}=)*$/, {
    message: 'expected id:base64 pairs separated by commas, each key 32 bytes in base64',
  })
  GANGQIAO_KEYS?: string;

  /** Key of the blind index for searches and duplicate claims: 32 bytes in base64; it is never rotated. */
  @IsOptional()
  @Matches(/^[A-Za-z0-9+/]{43}=$/, { message: 'expected 32 bytes in base64' })
  GANGQIAO_INDEX_KEY?: string;

  /** Name of the bureau, as public pages and documents show it; without it it is made from the city's name. */
  @IsOptional()
  @IsString()
  BUREAU_NAME?: string;

  /** Telephone of the bureau for questions about posts and fairs, shown beside the national hotline. */
  @IsOptional()
  @Matches(/^[0-9+()\- ]{5,40}$/, { message: 'expected a telephone number' })
  BUREAU_PHONE?: string;

  /** Six digits of the city (GB/T 2260) this installation serves. */
  @Matches(/^\d{6}$/, { message: 'expected a six-digit division code such as 370700' })
  GANGQIAO_CITY = '370700';

  /** Fills an empty database with the made-up demo city and shows its accounts. */
  @flag
  @IsBoolean({ message: 'expected true or false' })
  GANGQIAO_DEMO = false;

  /** Applies pending migrations at the start. The embedded database always does. */
  @flag
  @IsBoolean({ message: 'expected true or false' })
  GANGQIAO_MIGRATE = false;

  /** Least severity that is logged. */
  @IsIn(['trace', 'debug', 'info', 'warn', 'error', 'silent'])
  LOG_LEVEL = 'info';

  /** Seconds to finish requests and jobs after a stop signal. */
  @number
  @IsInt()
  @Min(1)
  @Max(600)
  SHUTDOWN_SECONDS = 20;

  /** Requests per minute and address to sign-in and registration. */
  @number
  @IsInt()
  @Min(1)
  @Max(100_000)
  RATE_LOGIN = 20;

  /** Requests per minute and address that change something. */
  @number
  @IsInt()
  @Min(1)
  @Max(1_000_000)
  RATE_WRITE = 600;

  /** Answers per minute and address that had to be worked out for people who are not signed in; ten that were kept count as one. */
  @number
  @IsInt()
  @Min(1)
  @Max(1_000_000)
  RATE_READ = 1_200;

  /** Memory of one process, in MiB, for what was answered and may be asked again. */
  @number
  @IsInt()
  @Min(8)
  @Max(16_384)
  CACHE_MIB = 192;

  /** Wrong passwords for one account from one address, or on one known device, before further ones have to wait. */
  @number
  @IsInt()
  @Min(1)
  @Max(1_000)
  SIGN_IN_TRIES = 5;

  /** Minutes that such a wait grows to, twice as long after each further wrong password. */
  @number
  @IsInt()
  @Min(1)
  @Max(10_080)
  SIGN_IN_WAIT_MINUTES = 60;

  /** Wrong passwords for one account from all unknown devices together before each further one waits a minute. */
  @number
  @IsInt()
  @Min(1)
  @Max(1_000_000)
  SIGN_IN_ACCOUNT_TRIES = 50;

  /** Links to a new password that may be asked for one account in an hour. */
  @number
  @IsInt()
  @Min(1)
  @Max(1_000)
  RESET_LINKS = 3;

  /** Days that a device is known after a sign-in: strangers' wrong passwords do not make it wait. */
  @number
  @IsInt()
  @Min(1)
  @Max(3_650)
  DEVICE_DAYS = 180;

  /** Days that a session of an enterprise's or a supplier's person lives without a request. */
  @number
  @IsInt()
  @Min(1)
  @Max(365)
  SESSION_IDLE_DAYS = 14;

  /** Days after which such a session ends at the latest. */
  @number
  @IsInt()
  @Min(1)
  @Max(3_650)
  SESSION_DAYS = 60;

  /** Hours that a session of a bureau account, also one that became so later, lives without a request: a working day. */
  @number
  @IsInt()
  @Min(1)
  @Max(720)
  BUREAU_SESSION_IDLE_HOURS = 10;

  /** Days after which such a session ends at the latest. */
  @number
  @IsInt()
  @Min(1)
  @Max(365)
  BUREAU_SESSION_DAYS = 7;

  /** Minutes between the right password and the second factor. */
  @number
  @IsInt()
  @Min(1)
  @Max(60)
  SECOND_STEP_MINUTES = 10;

  /** Whether a second person has to agree before a quarter is published. */
  @IsIn(['required', 'off'])
  PUBLISH_SECOND_PERSON: 'required' | 'off' = 'required';

  /** Largest uploaded file in MiB. */
  @number
  @IsInt()
  @Min(1)
  @Max(1024)
  UPLOAD_MIB = 20;

  /** Papers in MiB that strangers may hand in from one network (of IPv6: one /64) on one day. */
  @number
  @IsInt()
  @Min(1)
  @Max(1_000_000)
  PAPERS_PER_NETWORK_MIB = 40;

  /** Papers in MiB that strangers may hand in on one day in all. */
  @number
  @IsInt()
  @Min(1)
  @Max(1_000_000)
  PAPERS_PER_DAY_MIB = 1024;

  /** Days in which a saved list of needs can be taken back as a whole, from the day it was confirmed: the bureau's own rule, for a list is
   * looked through within a week. 0: never. */
  @number
  @IsInt()
  @Min(0)
  @Max(90)
  IMPORT_TAKE_BACK_DAYS = 7;

  /** Lines that an uploaded table may have. */
  @number
  @IsInt()
  @Min(1)
  @Max(1_048_576)
  TABLE_ROWS = 200_000;

  /** Columns that an uploaded table may have. */
  @number
  @IsInt()
  @Min(2)
  @Max(16_384)
  TABLE_COLUMNS = 200;

  /** Size in MiB that an uploaded workbook may have when it is unpacked. */
  @number
  @IsInt()
  @Min(1)
  @Max(4096)
  TABLE_UNPACKED_MIB = 400;

  /** Memory in MiB of the process that reads an uploaded table. */
  @number
  @IsInt()
  @Min(192)
  @Max(8192)
  TABLE_MEMORY_MIB = 512;

  /** Seconds that reading an uploaded table may take while somebody waits for it; four times as long in the background. */
  @number
  @IsInt()
  @Min(1)
  @Max(600)
  TABLE_SECONDS = 25;

  /** Worker threads of the solver; 0 takes one per processor. */
  @number
  @IsInt()
  @Min(0)
  @Max(64)
  SOLVER_THREADS = 0;
}
