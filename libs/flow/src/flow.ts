import { AccessService, Audit, Door, ObjectNames, passwordLinkMade } from '#access';
import {
  KeptWords,
  promiseAccepted,
  promiseDeclined,
  promiseLapsed,
  promiseLapsing,
  promiseMade,
  promiseWithdrawn,
  promiseWithoutTrip,
  tripArrived,
  tripCancelled,
  tripConfirmed,
  tripDeparted,
  tripHandedOver,
  tripPlanned,
} from '#dispatch';
import {
  enterpriseChanged,
  ownerRegisteredAgain,
  Proportions,
  registrationApproved,
  registrationRefused,
  registrationRequested,
  SentMessages,
} from '#enterprise';
import { FoundSource, SpecialDayReads } from '#fair';
import {
  FoundByMatching,
  MatchedProposals,
  matchingFinished,
  PartnerRecords,
  proposalDeclined,
  proposalsSent,
  proposalsWentStale,
  proposalWelcomed,
  staleOfBatch,
  staleOfImport,
  staleProposals,
} from '#matching';
import {
  importTakenBack,
  needApproved,
  needAwaitsCheck,
  NeedFeed,
  NeedReads,
  needChanged,
  needFiguresConfirmed,
  needFilled,
  needPublished,
  needReported,
  needRevised,
  needRevisionApproved,
  needRevisionSentBack,
  needSentBack,
  needsImported,
  needStartPassed,
  needWentStale,
  needWithdrawn,
  NeedProportionRules,
} from '#need';
import { Duties } from '#field';
import { Addressees, MessageAudiences, Messages, OfficeCalendar } from '#notification';
import { RoundSource } from '#catalogue';
import { Authenticator, Authorizer, Trail } from '#platform/http';
import { batchChanged, batchOffered, Proposals, supplierPaperEnds } from '#supply';
import { SurveyedRounds } from '#survey';
import { proposalNews, sum, together } from './proposal-news.js';
import { absenceFlow } from './absence-flow.js';
import { enterpriseNews } from './enterprise-news.js';
import { fairFlow } from './fair-flow.js';
import { Audiences } from './audiences.js';
import { FieldDuties } from './field-duties.js';
import { machineFlow } from './machine-flow.js';
import { NamedObjects } from './named-objects.js';
import { MassAddressees } from './mass-addressees.js';
import { needWords, withEnterprise } from './need-news.js';
import { retentionFlow } from './retention-flow.js';
import { bind, type Feed, type Port } from './port.js';
import { city, county, enterprise, nothing, on, people, supplier, tell, work, type Reaction } from './reaction.js';
import { surveyFlow } from './survey-flow.js';
import { missingOf, tripWords } from './trip-news.js';

/** What the platform asks about people: who it is, what they may, and where it is written what they did. */
export const doorPorts: readonly Port[] = [bind(Authenticator, Door), bind(Authorizer, AccessService), bind(Trail, Audit)];

/**
 * What one library asks of another that it may not know: the port, in the words of the one that asks, and who answers.
 * There is no other way to bind one.
 */
export const ports: readonly Port[] = [
  ...doorPorts,
  bind(Proposals, MatchedProposals), // dispatch: what was proposed, when a station promises it
  bind(SentMessages, Messages), // enterprise: what its people were told, for its office
  bind(Proportions, NeedProportionRules), // enterprise: how far from before a headcount is asked about
  bind(Duties, FieldDuties), // field: what phones at gates need, and what becomes of what they see
  bind(OfficeCalendar, SpecialDayReads), // notification: holidays, on which what can wait does
  bind(Addressees, MassAddressees), // notification: enterprises that a message to many is for
  bind(MessageAudiences, Audiences), // notification: whom each kind of message goes to
  bind(ObjectNames, NamedObjects), // access: what the objects of the trail are called
  bind(PartnerRecords, KeptWords), // matching: how stations and enterprises kept what they said
  bind(FoundSource, FoundByMatching), // fair: whom the last matching found, so that fairs are planned for the others
  bind(RoundSource, SurveyedRounds), // catalogue: the frozen rounds that its figures are made of
];

/** What follows the ledger by reading it: nobody tells them of a need, they look. */
export const feeds: readonly Feed[] = [
  { library: 'board', reads: NeedFeed, when: 'what changed, every 300 ms, in each process' },
  { library: 'matching', reads: NeedReads, when: 'what is open, when a run or somebody who looks for fitting needs begins' },
  { library: 'survey', reads: NeedReads, when: 'what an enterprise is short of, when its questionnaire is opened' },
  { library: 'catalogue', reads: NeedReads, when: 'what became of the quarter’s posts, when its catalogue is made' },
];

/**
 * THE MAP: what follows from what, along the chain and then beside it. Every event of every library has its line here;
 * besides the ports and feeds above, nothing else connects the libraries. Whoever is not named hears nothing.
 */
export const flow: readonly Reaction[] = [
  // NEED: written into the ledger, checked where a county wants it, kept true; what was proposed for a need as it was is stale
  // BOARD: follows by reading, see the feeds
  on(needAwaitsCheck, (e) => [tell('need.awaits_check', county(e.nodePath), `${e.needId}:${e.at}`, needWords(e))]),
  on(needSentBack, (e) => [tell('need.sent_back', enterprise(e.enterpriseId), `${e.needId}:${e.at}`, needWords(e, { reason: e.reason }))]),
  on(needApproved, (e) => [tell('need.approved', enterprise(e.enterpriseId), e.needId, needWords(e))]),
  on(needRevised, (e) => [tell('need.revised', county(e.nodePath), `${e.needId}:${e.at}`, needWords(e))]),
  on(needRevisionApproved, (e) => [tell('need.revision_approved', enterprise(e.enterpriseId), `${e.needId}:${e.at}`, needWords(e))]),
  on(needRevisionSentBack, (e) => [
    tell('need.revision_sent_back', enterprise(e.enterpriseId), `${e.needId}:${e.at}`, needWords(e, { reason: e.reason })),
  ]),
  on(needFiguresConfirmed, (e) => [
    tell('need.figures_confirmed', county(e.nodePath), `${e.needId}:${e.at}`, needWords(e, { short: e.short })),
  ]),
  on(needPublished, nothing),
  on(needChanged, (e) => [work(staleProposals, { needId: e.needId })]),
  on(needWithdrawn, (e) => [work(staleProposals, { needId: e.needId })]),
  on(needReported, (e) => [tell('need.reported', county(e.nodePath), e.reportId, needWords(e))]),
  on(needWentStale, (e) => [tell('need.went_stale', enterprise(e.enterpriseId), `${e.needId}:${e.confirmedAt}`, needWords(e))]),
  on(needStartPassed, (e) => [
    tell('need.start_passed', enterprise(e.enterpriseId), `${e.needId}:${e.startBy}`, needWords(e, { startBy: e.startBy })),
  ]),
  on(needsImported, (e) => [
    work(staleOfImport, { importId: e.batchId }),
    tell('import.finished', people([e.userId]), e.batchId, { importId: e.batchId, created: e.created, changed: e.changed }),
  ]),
  on(importTakenBack, (e) => [
    work(staleOfImport, { importId: e.batchId }),
    tell('import.taken_back', people([e.userId]), e.batchId, { importId: e.batchId, back: e.back, stay: e.stay }),
  ]),

  // MATCH: batches offered, a run, what it proposed to both sides and what they say to it
  on(batchOffered, nothing),
  on(batchChanged, (e) => [work(staleOfBatch, { batchId: e.batchId })]),
  on(matchingFinished, (e) => [tell('matching.finished', people([e.startedById]), e.runId, e)]),
  on(proposalsSent, (e) => [
    ...together(e.proposals, ({ supplierId }) => supplierId).map(([id, proposals]) =>
      tell('proposal.sent', supplier(id), `${e.runId}:${proposals[0]?.proposalId}`, {
        people: sum(proposals),
        proposals: proposals.length,
        enterprises: new Set(proposals.map(({ enterpriseId }) => enterpriseId)).size,
      }),
    ),
    ...together(e.proposals, ({ enterpriseId }) => enterpriseId).map(([id, proposals]) =>
      tell('proposal.offered', enterprise(id), `${e.runId}:${proposals[0]?.proposalId}`, {
        people: sum(proposals),
        proposals: proposals.length,
      }),
    ),
  ]),
  on(proposalWelcomed, (e) => [tell('proposal.welcomed', supplier(e.supplierId), e.proposalId, proposalNews(e))]),
  // whoever did not do it is told; of the bureau's doing both sides
  on(proposalDeclined, (e) => [
    ...(e.by === 'enterprise'
      ? []
      : [tell('proposal.declined', enterprise(e.enterpriseId), e.proposalId, proposalNews(e, { reason: e.reason }))]),
    ...(e.by === 'supplier'
      ? []
      : [tell('proposal.declined', supplier(e.supplierId), `${e.proposalId}:station`, proposalNews(e, { reason: e.reason }))]),
  ]),
  on(proposalsWentStale, (e) => [
    ...e.proposals.map((proposal) => tell('proposal.stale', supplier(proposal.supplierId), proposal.proposalId, proposalNews(proposal))),
    ...together(e.proposals, ({ enterpriseId }) => enterpriseId).flatMap(([id, [first, ...rest]]) =>
      first
        ? [
            tell(
              'proposal.stale',
              enterprise(id),
              `${e.needId}:${first.proposalId}`,
              proposalNews({ ...first, people: sum([first, ...rest]) }),
            ),
          ]
        : [],
    ),
  ]),

  // PROMISE: a station's word for so many people, accepted (committed), declined, lapsed or withdrawn
  on(promiseMade, (e) => [tell('promise.made', enterprise(e.enterpriseId), e.promiseId, e)]),
  on(promiseAccepted, (e) => [
    e.notTaken > 0
      ? tell('promise.accepted_in_part', supplier(e.supplierId), e.promiseId, withEnterprise({ ...e, reason: e.reason ?? '' }))
      : tell('promise.accepted', supplier(e.supplierId), e.promiseId, withEnterprise(e)),
  ]),
  // whoever can still do something about it
  on(promiseLapsing, (e) =>
    [enterprise(e.enterpriseId), supplier(e.supplierId)].map((who) => tell('promise.lapsing', who, e.promiseId, e)),
  ),
  on(promiseWithoutTrip, (e) =>
    [supplier(e.supplierId), county(e.nodePath)].map((who) => tell('promise.without_trip', who, `${e.promiseId}:${e.at}`, e)),
  ),
  on(promiseDeclined, (e) => [tell('promise.declined', supplier(e.supplierId), e.promiseId, withEnterprise(e))]),
  on(promiseLapsed, (e) => [tell('promise.lapsed', supplier(e.supplierId), e.promiseId, withEnterprise(e))]),
  // whoever did not do it is told; of the bureau's doing both sides
  on(promiseWithdrawn, (e) => [
    ...(e.by === 'enterprise' ? [] : [tell('promise.withdrawn', enterprise(e.enterpriseId), `${e.promiseId}:${e.version}`, e)]),
    ...(e.by === 'supplier' ? [] : [tell('promise.declined', supplier(e.supplierId), `${e.promiseId}:${e.version}`, withEnterprise(e))]),
  ]),

  // TRIP: each enterprise hears of its own people; its county only when some are missing
  on(tripPlanned, (e) =>
    e.stops.map((stop) => tell('trip.announced', enterprise(stop.enterpriseId), e.tripId, { ...tripWords(e), people: stop.people })),
  ),
  on(tripDeparted, (e) =>
    e.stops.flatMap((stop) => [
      tell('trip.departed', enterprise(stop.enterpriseId), e.tripId, { ...tripWords(e), people: stop.counts.boarded }),
      ...missingOf('boarding', e, stop),
    ]),
  ),
  on(tripArrived, (e) =>
    e.stops.flatMap((stop) => [
      tell('trip.arrived', enterprise(stop.enterpriseId), e.tripId, { ...tripWords(e), people: stop.counts.arrived }),
      ...missingOf('arrival', e, stop),
    ]),
  ),
  on(tripHandedOver, nothing),
  on(tripCancelled, (e) =>
    e.stops.flatMap((stop) => [
      tell('trip.cancelled', enterprise(stop.enterpriseId), e.tripId, { ...tripWords(e), people: stop.people }),
      ...missingOf('cancelled', e, stop),
    ]),
  ),

  ...absenceFlow,

  // FILLED: people signed; a need that has all of them is done
  on(tripConfirmed, (e) =>
    e.stops.flatMap((stop) => [
      tell('trip.confirmed', supplier(e.supplierId), `${e.tripId}:${stop.enterpriseId}`, async ({ enterprises }) => ({
        tripId: e.tripId,
        signed: stop.counts.signed,
        refused: stop.counts.refused,
        enterpriseName: (await enterprises.byId(stop.enterpriseId))?.name ?? '',
      })),
      ...missingOf('signing', e, stop),
    ]),
  ),
  ...retentionFlow,
  on(needFilled, (e) => [work(staleProposals, { needId: e.needId })]),

  // suppliers: an agreement or a licence ends soon; the city renews it with them
  on(supplierPaperEnds, (e) =>
    [supplier(e.supplierId), city(e.nodePath)].map((who) =>
      tell(e.paper === 'licence' ? 'supplier.licence_ends' : 'supplier.agreement_ends', who, `${e.supplierId}:${e.paper}:${e.until}`, e),
    ),
  ),

  // beside the chain. Fairs and booths
  ...fairFlow,

  // the quarter's survey and the catalogue that is made of it
  ...surveyFlow,

  // enterprises: the county decides about the first person, a colleague about the next
  on(registrationRequested, (e) => [
    tell(
      'registration.requested',
      e.decidedBy === 'county' ? county(e.nodeId) : enterprise(e.enterpriseId),
      `${e.registrationId}:${e.appliedAt}`,
      e,
    ),
  ]),
  on(ownerRegisteredAgain, ({ userIds, day }) => [tell('account.registered_again', people(userIds), day, {})]),
  // both offices hear when an enterprise moves from one to the other, and it itself
  on(enterpriseChanged, (e) => enterpriseNews(e)),
  on(registrationApproved, (e) => [tell('registration.approved', people([e.userId]), `${e.registrationId}:${e.appliedAt}`, e)]),
  on(registrationRefused, (e) => [tell('registration.refused', people([e.userId]), `${e.registrationId}:${e.appliedAt}`, e)]),

  // what the machinery tells whoever keeps it running
  ...machineFlow,

  // accounts
  on(passwordLinkMade, ({ userId, linkId, purpose }) => [
    tell(purpose === 'invite' ? 'account.invited' : 'password.reset', people([userId]), linkId, async ({ directory }) => ({
      linkId,
      name: (await directory.users([userId]))[0]?.name ?? '',
    })),
  ]),
];
