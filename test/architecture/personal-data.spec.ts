import { definedJobs } from '#platform/jobs';
import { sealedColumns, twinOf } from '#platform/crypto';
import { keptTables, retentionRules } from '#platform/db';
import type { DataSource } from 'typeorm';
import { schema } from '../support/app.js';
import { freshDatabase } from '../support/databases.js';

/** Blind indexes and hashes of secrets: equal values are equal, and nothing else can be read from them. */
const BLIND = [
  /^user_account\.(login|email|phone)Index$/,
  /^user_account\.passwordHash$/,
  /^user_name_token\.token$/,
  /^sign_in_attempt\.id$/,
  /^(session|password_link|fair_feed)\.tokenHash$/,
  /^recovery_code\.codeHash$/,
  /^manifest_line\.(idHash|travellerKey)$/,
  /^worker\.(idHash|phoneHash)$/,
  /^upload_tally\.whose$/,
  /^field_device\.codeHash$/,
  /^hand_over\.digest$/,
  /^fair_ticket\.(holderIndex|linkHash)$/,
  /^fair_hire_check\.linkHash$|^counted_hire\.personKey$/,
  /^fair_ticket_code\.(holderIndex|codeHash)$/,
  /^import_alias\.textKey$/,
  /^mass_recipient\.unsubscribeHash$/,
];

/** Public by law or by purpose: what an enterprise publishes of itself, places, and figures that the bureau publishes. */
const PUBLIC: [pattern: RegExp, why: string][] = [
  [/\.(enterpriseName|creditCode|clientCreditCode)$|^(enterprise|import_enterprise)\.name$/, 'legal persons (GB 32100-2015)'],
  [
    /^(supplier\.(name|licenceNo)|org_node\.name|agency_licence\.number|fair_(series\.name|change\.place))$/,
    'offices, agencies and fairs as they are announced',
  ],
  [/^supplier\.(host|agreementNo|covers)$/, 'offices, and what the city agreed with them'],
  [/^fair\.(name|theme|place|note|permitNumber|streamUrl|holderName|holderLicence)$/, 'offices, agencies and fairs as they are announced'],
  [/^(venue\.(name|address|equipment|wayThere)|venue_room\.name|special_day\.(name|source))$/, 'houses and holidays'],
  [/^(fair|dispatch|booth|fair_planning|fair_result)_(rule|target)\.source$/, 'rules of law'],
  [/^(fair_template\.body|floor_picture\.content)$/, 'wording of plans and drawings of rooms'],
  [/^(need|import_row|import_before)\.(title|wageText|workplace|note|licences)$/, 'the post as it is published'],
  [/^shortage_(catalogue|line|document)\./, 'the catalogue as it is published'],
];

/** Not about anybody: codes, keys, counts, digests, times, and what the program itself says. */
const IMPERSONAL: [pattern: RegExp, why: string][] = [
  [/\.(stationKind|degree|idKind|consentForm|stage|leaving)$/, 'codes'],
  [/\.(kind|state|fate|mode|role|form|shift|level|locale|channel|topic|template|format|quarter|purpose|result|campaign|relief)$/, 'codes'],
  [/\.(action|queue|mime|provider)$|^(delivery|channel_gate)\.failure$|^sms_receipt\.code$/, 'codes'],
  [
    /\.(sizeClass|industryCode|occupationCode|divisionCode|stratum|decidedBy|declinedBy|employerSays|insuranceSays|objectKind|refKind)$/,
    'codes',
  ],
  [/\.(workerSays|paidBy)$/, 'codes'],
  [/^insurance_month\.month$|^promise_tally\.cohort$/, 'months'],
  [/\.(nodePath|path|scopeKey|key|waitingKey|scheduleKey|dedupeKey|objectId|requestId|importKey|openKey|importHash)$/, 'keys'],
  [/\.(signature|workerId|target)$/, 'keys'],
  [
    /\.(digest|seal|etag|sha256|fingerprint|providerRef)$|^crypto_key\.id$|^sms_template\.registeredAs$|^sms_receipt\.(ref|once)$/,
    'digests and foreign ids',
  ],
  [/^privacy_consent\.version$/, 'of a published text'],
  [/\.(day|opensAt|closesAt|number)$|^venue\.opening$/, 'days, hours and numbers of booths'],
  [/^fair\.(stage|holderKind|plans|themeOccupation|themeIndustry|audience)$|^fair_reply\.answer$/, 'codes'],
  [
    /^field_(device|entry)\.(dutyKind|dutyName|code|verdict|settled|prev|subject)$/,
    'codes, digests, names of gates and numbers of tickets',
  ],
  [/^field_device\.publicKey$|^ticket_key\.(slot|publicKey)$/, 'keys'],
  [/^fair_(gate\.name|pass\.(way|standing)|ticket\.consents)$/, 'names of doors, and codes'],
  [/^fair_(hire|hire_check|result)\.(state|says|saidBy|reminded)$|^counted_hire\.(slot|channel)$/, 'codes, and keys'],
  [/^fair_figures\.(counts|lines)$/, 'counts'],
  [/^fair_(outcome\.reason|talk\.(reason|needKey))$/, 'codes of reasons, and keys'],
  [/^trip_absence\.(at|outcome)$|^trip_cost\.payer$|^roll_mark\.(call|says|standing)$/, 'codes of roll calls and costs'],
  [/^fair_talk_room\.link$/, 'of a meeting of an enterprise'],
  [/^fair_ticket\.groupName$/, 'a school or an office that brings people'],
  [/^fair_plan\.basis$|^fair_plan_fair\.(themeCode|mark|refusal)$/, 'codes'],
  [/^fair_plan\.figures$|^fair_plan_fair\.guests$/, 'counts, and ids of enterprises and posts'],
  [
    /^data_mark\.reason$|^job\.(name|payload|lastError)$|^(matching_run|fair_plan)\.failure$|^import_batch\.failure(En)?$/,
    'said by the program; payloads hold ids',
  ],
  [/^need_entry\.reason$|^matching_unfilled\.(reason|advice)$|^proposal\.reasons$|\.(gaps|doubts)$/, 'codes of reasons'],
  [/^proposal\.(matched|changes)$/, 'occupation, level, wages, days and places of a need and a batch; no people'],
  [/^matching_run\.(weights|figures|certificate|summary|prices)$|^seeker_register\.rows$/, 'counts'],
  [/^survey_(round\.(reminders|ranges|usualPairs)|doubt\.(now|last)|version\.responded|portion\.rows)$/, 'counts and wages, by enterprise'],
  [/^import_mapping\.mapping$|^import_batch\.choice$|^import_sheet\.(name|headerLines)$/, 'names of columns and sheets'],
  [/^import_(correction|alias)\.(field|value)$/, 'codes, ids and numbers that somebody picked'],
  [/^import_batch\.notices$|^import_(sheet\.leftOut|left_out\.reason)$/, 'codes of reasons, with counts'],
  [/^audit_entry\.(action|fields)$/, 'personal values are taken out before it is written'],
  [/^need_proportion_rule\.source$/, 'what a rule of the bureau rests on'],
  [/^api_token\.(name|hint|permissions|tokenHash)$/, 'of a system, not of somebody'],
  [/^webhook\.(name|kinds)$|^watch_alarm\.(queue|rule)$/, 'of a system, not of somebody'],
  [/^webhook_dispatch\.(data|lastError)$/, 'ids, figures and days; codes of the network'],
  [/^session\.agent$/, 'browser and system, for the person’s own list; gone with the session'],
  [/^worker\.consentWording$/, 'title and version of a wording'],
  [/^supply_batch\.major$/, 'what graduates studied; counts of people, nobody is named'],
  [/^membership\.position$/, 'a job title without the name that it belongs to'],
  [/^(trip|trip_leg|trip_coach)\.(vehicle|fromPlace|toPlace)$|^trip_pickup\.place$/, 'a train and its stations'],
  [
    /^message_(rule|policy)\.(way|timing|goHour|quiet\w*|channels)$|^mass_message\.(channels|filter|after)$/,
    'codes, hours, and paths of offices',
  ],
  [/^message_(rule|policy|quota|wording)\.source$/, 'what a rule of the bureau rests on'],
  [/^message_wording\.(subject|text)(Zh|En)$|^mass_message\.(title|body)(Zh|En)$/, 'words with places for values; no values'],
  [/^(message|message_reminder)\.thing$/, 'a noun and the id of what it is about'],
  [/^delivery\.lastError$/, 'what the mail server or the provider said, with addresses and numbers taken out'],
];

/** Typed by people where no personal data is asked for; kept as long as what it is about. */
const REMARKS = [
  /^(membership|promise|proposal|manifest_line|worker|retention_check|survey_review|survey_version)\.reason$/,
  /\.(cancelReason|sentBack|askedBack|answer)$|^booth\.blocked$|^booth_wait\.orderReason$/,
  /^(need_report|supply_batch|trip|trip_cost|matching_rule)\.note$/,
];

describe('what is kept of people', () => {
  const database = freshDatabase('embedded');
  let source: DataSource;
  beforeAll(async () => void (source = await database.open(schema)));

  const textColumns = (): string[] =>
    source.entityMetadatas.flatMap(({ tableName, columns }) =>
      columns
        .filter(
          ({ type, length, isPrimary }) => /char|text|blob/.test(String(type)) && !(length === '36' || (isPrimary && length === '10')),
        )
        .map(({ databaseName }) => `${tableName}.${databaseName}`),
    );

  it('is sealed in every column that may hold it: a new column is sealed, or it is said here why not', () => {
    const sealed = new Set(
      sealedColumns
        .all()
        .flatMap(({ table, columns, blobs, clear }) => [...columns, ...blobs, ...Object.keys(clear)].map((column) => `${table}.${column}`)),
    );
    const known = (column: string): boolean =>
      sealed.has(column) ||
      [...REMARKS, ...BLIND].some((pattern) => pattern.test(column)) ||
      [...PUBLIC, ...IMPERSONAL].some(([pattern]) => pattern.test(column));
    expect(textColumns().filter((column) => !known(column))).toEqual([]);
  });

  it('has a column for every sealed value that is registered, so that key rotation finds it', () => {
    const columns = new Set(
      source.entityMetadatas.flatMap((entity) => entity.columns.map(({ databaseName }) => `${entity.tableName}.${databaseName}`)),
    );
    const registered = sealedColumns
      .all()
      .flatMap(({ table, columns: own, blobs, clear, key, for: place }) =>
        [...own, ...blobs, ...Object.keys(clear), ...Object.keys(clear).map(twinOf), key, place.key].map((column) => `${table}.${column}`),
      );
    expect(registered.filter((column) => !columns.has(column))).toEqual([]);
  });

  it('goes at some time: every table has a rule, or a ground for having none', () => {
    const kept = keptTables();
    const tables = source.entityMetadatas.map(({ tableName }) => tableName);
    expect(tables.filter((table) => !kept.has(table))).toEqual([]);
    expect([...kept.keys()].filter((table) => !tables.includes(table))).toEqual([]);
    const jobs = new Set(definedJobs().map(({ name }) => name));
    const named = [...kept.values()].flatMap((ground) => [...ground.matchAll(/job (\w+\.\w+)/g)].map(([, job]) => job ?? ''));
    expect(named.filter((job) => !jobs.has(job))).toEqual([]);
    for (const { name, keepDays, source: why } of retentionRules())
      expect([name, keepDays > 0, why.length > 20]).toEqual([name, true, true]);
  });
});
