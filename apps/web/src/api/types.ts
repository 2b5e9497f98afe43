import type { components, paths } from './schema';

/* What the server answers, by the names the pages use. `schema.ts` is generated: `npm run openapi`. */
type Schemas = components['schemas'];

export interface Page<T> {
  items: T[];
  next: string | null;
}

export type DemoAccount = Schemas['DemoAccountDto'];
export type Demo = Schemas['DemoDto'];

export type Role = Schemas['Role'];
export type Grant = Schemas['MyGrantDto'];
export type Me = Schemas['MeDto'];
export type Session = Schemas['SessionDto'];
export type ApiToken = Schemas['ApiTokenDto'];
export type ApiTokenOffer = Schemas['ApiTokenOfferDto'];
export type NewApiToken = Schemas['NewApiTokenDto'];
export type MadeApiToken = Schemas['MadeApiTokenDto'];

export type Webhook = Schemas['WebhookDto'];
export type NewWebhook = Schemas['NewWebhookDto'];
export type ChangedWebhook = Schemas['ChangedWebhookDto'];
export type WebhookSecret = Schemas['WebhookSecretDto'];
export type Dispatch = Schemas['DispatchDto'];
export type WatchRule = Schemas['WatchRuleDto'];

export type Occupation = Schemas['OccupationDto'];
export type GeoDivision = Schemas['DivisionDto'];
export type OrgNode = Schemas['OrgNodeDto'];
export type Industry = Schemas['IndustryDto'];

export type BoardSummary = Schemas['BoardSummaryDto'];
export type BoardRow = Schemas['BoardRowDto'];
export type BoardPage = Schemas['BoardPageDto'];
export type Post = Schemas['PostDto'];
export type Catalogue = Schemas['CatalogueDto'];
export type CatalogueDetail = Schemas['CatalogueDetailDto'];
export type CatalogueLine = Schemas['CatalogueLineDto'];
export type CatalogueLines = Schemas['CatalogueLinesDto'];
export type CatalogueOccupation = Schemas['CatalogueOccupationDto'];
export type OccupationFigure = Schemas['OccupationFigureDto'];
export type OccupationTrend = Schemas['OccupationTrendDto'];
export type SeekerPreview = Schemas['SeekerPreviewDto'];
export type SeekerRegister = Schemas['SeekerRegisterDto'];
export type CatalogueVersion = Schemas['CatalogueVersionDto'];
export type Trace = Schemas['TraceDto'];
export type OccupationFigures = Schemas['OccupationFiguresDto'];

export type NeedState = Schemas['NeedState'];
export type Need = Schemas['NeedDto'];
export type NeedEntry = Schemas['NeedEntryDto'];
export type NeedReport = Schemas['NeedReportDto'];
export type CheckRule = Schemas['CheckRuleDto'];
export type NeedRevision = Schemas['NeedRevisionDto'];
export type DraftOutcome = Schemas['DraftOutcomeDto'];
export type DraftLine = Schemas['DraftLineDto'];
export type NewNeed = Schemas['NewNeedDto'];

export type EnterpriseState = Schemas['EnterpriseState'];
export type Enterprise = Schemas['EnterpriseDto'];
export type EnterprisePerson = Schemas['EnterprisePersonDto'];
export type EnterpriseHistory = Schemas['EnterpriseHistoryDto'];
export type EnterpriseMessage = Schemas['EnterpriseMessageDto'];
export type OwnSize = Schemas['OwnSizeDto'];
export type MyBooth = Schemas['MyBoothDto'];
export type ProportionRule = Schemas['ProportionRuleDto'];
export type NewProportionRule = Schemas['NewProportionRuleDto'];
export type NewGrant = Schemas['NewGrantDto'];
export type MembershipState = Schemas['RegistrationState'];
export type Registration = Schemas['RegistrationDto'];
export type StoredFile = Schemas['FileDto'];
export type DocumentKind = Schemas['DocumentKind'];

export type ImportColumn = Schemas['ImportColumnDto'];
export type ImportColumnField = Schemas['ImportColumnFieldDto'];
export type ImportSheet = Schemas['ImportSheetDto'];
export type ImportSheets = Schemas['ImportSheetsDto'];
export type SheetChoice = Schemas['SheetChoiceDto'];
export type ImportLeftOut = Schemas['ImportLeftOutDto'];
export type ImportCounts = Schemas['ImportCountsDto'];
export type NeedImport = Schemas['ImportDto'];
export type ImportRowKind = Schemas['ImportRowKind'];
export type ImportRow = Schemas['ImportRowDto'];
export type ImportTold = Schemas['ImportToldDto'];
export type SameText = Schemas['SameTextDto'];
export type NewImportCorrection = Schemas['NewImportCorrectionDto'];
export type ImportCorrection = Schemas['ImportCorrectionDto'];
export type ImportAlias = Schemas['ImportAliasDto'];

export type Supplier = Schemas['SupplierDto'];
export type Batch = Schemas['BatchDto'];

export type MatchingRun = Schemas['MatchingRunDto'];
export type MatchingPreview = Schemas['PreviewDto'];
export type RunSummary = Schemas['RunSummaryDto'];
export type EmptyEnterprise = Schemas['EmptyEnterpriseDto'];
export type Comparison = Schemas['ComparisonDto'];
export type ChangedNeed = Schemas['ChangedNeedDto'];
export type MatchingRule = Schemas['RuleDto'];
export type RuleKind = Schemas['RuleKind'];
export type NeedAdvice = Schemas['NeedAdviceDto'];
export type FittingNeed = Schemas['FittingNeedDto'];
export type Unfilled = Schemas['UnfilledDto'];
export type Proposal = Schemas['ProposalDto'];
export type PromiseState = Schemas['PromiseState'];
export type LabourPromise = Schemas['PromiseDto'];
export type Acceptance = Schemas['AcceptDto'];
export type PromiseWithdrawal = Schemas['WithdrawDto'];
export type DispatchRule = Schemas['DispatchRuleDto'];
export type RetentionAnswer = Schemas['RetentionAnswerDto'];
export type Worker = Schemas['WorkerDto'];
export type NewWorker = Schemas['NewWorkerDto'];
export type WorkerStep = Schemas['WorkerStageDto'];
export type Substitute = Schemas['SubstituteDto'];

export type TripState = Schemas['TripState'];
export type LineState = Schemas['LineState'];
/** People of a trip by where they are now; each is in one of these. */
export type Tally = Schemas['TallyDto'];
export type Trip = Schemas['TripDto'];
export type RollCallVerdict = Schemas['VerdictDto'];
export type ManifestLine = Schemas['LineDto'];
export type ManifestPreview = Schemas['ManifestPreviewDto'];

export type Fair = Schemas['FairDto'];
export type Booth = Schemas['BoothDto'];

export type Message = Schemas['MessageDto'];
export type Preference = Schemas['PreferenceDto'];
export type Channel = Schemas['ChannelDto'];
export type Delivery = Schemas['DeliveryDto'];
export type DeliveryFailure = Schemas['DeliveryFailure'];
export type SmsTemplate = Schemas['SmsTemplateDto'];
export type SmsRegistration = Schemas['SmsRegistrationDto'];

export type Job = Schemas['JobDto'];
export type Queue = Schemas['QueueDto'];
export type AuditEntry = Schemas['AuditEntryDto'];
export type AuditWords = Schemas['AuditWordsDto'];
export type User = Schemas['UserDto'];
export type Enrolment = Schemas['EnrolmentDto'];
export type Setting = Schemas['SettingDto'];

export type SurveyRound = Schemas['SurveyRoundDto'];
export type NewSurveyRound = Schemas['NewSurveyRoundDto'];
export type SurveyStratum = Schemas['SurveyStratumDto'];
export type SurveyProgress = Schemas['SurveyProgressDto'];
export type SurveyCall = Schemas['SurveyCallDto'];
export type SurveyDoubt = Schemas['SurveyDoubtDto'];
export type SurveyMember = Schemas['SurveyMemberDto'];
export type SurveyForm = Schemas['SurveyFormDto'];
export type SurveyAnswer = Schemas['SurveyAnswerDto'];
export type SurveyRow = Schemas['SurveyRowDto'];
export type SurveySaved = Schemas['SurveySavedDto'];
export type SurveySheet = Schemas['SurveySheetDto'];
/** An answer that is being written: how many are short may not be told yet. */
export type SurveyDraftAnswer = SurveySheet['answer'];
export type SurveyDraftRow = SurveyDraftAnswer['rows'][number];
export type SurveyCorrection = Schemas['SurveyCorrectionDto'];

export type NewRegistration = Schemas['RegistrationRequestDto'];
export type NewMembership = Schemas['ApplicationDto'];
export type NewSupplier = Schemas['NewSupplierDto'];
export type SupplierChanges = Schemas['SupplierEditDto'];
export type ProvinceSupply = Schemas['ProvinceSupplyDto'];
export type NewSupplierPerson = Schemas['NewSupplierPersonDto'];
export type NewBatch = Schemas['NewBatchDto'];
export type Weights = Schemas['StartRunDto']['weights'];
export type NewRule = Schemas['NewRuleDto'];
export type AppliedAdvice = Schemas['ApplyAdviceDto'];
export type Retention = Schemas['RetentionDto'];
export type PeoplePreview = Schemas['PeoplePreviewDto'];
export type Performance = Schemas['PerformanceDto'];
export type LateFollowUps = Schemas['LateFollowUpsDto'];
export type InsuranceImport = Schemas['InsuranceImportDto'];
export type InsurancePreview = Schemas['InsurancePreviewDto'];
export type CataloguePreview = Schemas['CataloguePreviewDto'];
export type NewTrip = Schemas['NewTripDto'];
export type NewManifestLine = Schemas['NewLineDto'];
export type RollLine = Schemas['RollCallDto']['lines'][number];
export type About = Schemas['AboutDto'];
export type NewFair = Schemas['NewFairDto'];
export type FairChanges = Schemas['FairEditDto'];
export type FairHandStep = Schemas['FairStepDto']['step'];
export type FairClash = Schemas['FairClashDto'];
export type FairClashQuery = paths['/api/fair-clashes']['get']['parameters']['query'];
export type FairRule = Schemas['FairRuleDto'];
export type BoothRule = Schemas['BoothRuleDto'];
export type BoothDetail = Schemas['BoothDetailDto'];
export type BoothDetails = Schemas['BoothDetailsDto'];
export type Booking = Schemas['BookingDto'];
export type AskBooth = Schemas['AskBoothDto'];
export type Wait = Schemas['WaitDto'];
export type MyWait = Schemas['MyWaitDto'];
export type Placement = Schemas['PlacementDto'];
export type FairReplies = Schemas['FairRepliesDto'];
export type FittingFair = Schemas['FittingFairDto'];
export type FairPost = Schemas['FairPostDto'];
export type FairChange = Schemas['FairChangeDto'];
export type FairYear = Schemas['YearDto'];
export type FairYearPart = Schemas['YearPartDto'];
export type FairShortage = Schemas['FairShortageDto'];
export type LateFair = Schemas['LateFairDto'];
export type FairTarget = Schemas['NewTargetDto'];
export type FairFeed = Schemas['FeedDto'];
export type MovePreview = Schemas['MovePreviewDto'];
export type NewSeries = Schemas['SeriesDto'];
export type SeriesDay = Schemas['SeriesDayDto'];
export type SpecialDay = Schemas['SpecialDayDto'];
export type Venue = Schemas['VenueDto'];
export type VenueBrief = Schemas['VenueListDto'];
export type NewVenue = Schemas['NewVenueDto'];
export type VenueChanges = Schemas['VenueEditDto'];
export type Opening = Schemas['OpeningDto'];
export type Room = Schemas['RoomDto'];
export type NewRoom = Schemas['NewRoomDto'];
export type BoothPlace = Schemas['BoothPlaceDto'];
export type Gates = Schemas['GatesDto'];
export type FieldDevice = Schemas['FieldDeviceDto'];
export type NewFieldDevice = Schemas['NewFieldDeviceDto'];
export type FieldInvitation = Schemas['FieldInvitationDto'];
export type FieldConflict = Schemas['FieldConflictDto'];
export type PrintedTicket = Schemas['PrintedTicketDto'];
export type TicketReach = Schemas['TicketReachDto'];
export type NewTicket = Schemas['NewTicketDto'];
export type TicketChange = Schemas['TicketChangeDto'];
export type MyTicket = Schemas['MyTicketDto'];
export type NewUser = Schemas['NewUserDto'];

export type FairPlan = Schemas['FairPlanDto'];
export type NewFairPlan = Schemas['NewPlanDto'];
export type PlanFair = Schemas['PlanFairDto'];
export type PlanGuest = Schemas['PlanGuestDto'];
export type PlanFairChanges = Schemas['PlanFairChangeDto'];
export type PlanFairQuery = NonNullable<paths['/api/fair-plans/{id}/fairs']['get']['parameters']['query']>;
export type PlanningRule = Schemas['PlanningRuleDto'];
export type Invitation = Schemas['InvitationDto'];
export type FairTablePreview = Schemas['TablePreviewDto'];
export type FairTableLines = Schemas['TableLinesDto'];
export type FairTemplate = Schemas['FairTemplateDto'];
export type Floor = Schemas['FloorDto'];
export type PlacedBooth = Schemas['PlacedBoothDto'];
