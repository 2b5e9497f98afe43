import { passwordLinkMade } from '#access';
import {
  promiseAccepted,
  promiseDeclined,
  promiseLapsed,
  promiseMade,
  promiseWithdrawn,
  tripArrived,
  tripCancelled,
  tripConfirmed,
  tripDeparted,
  tripHandedOver,
  tripPlanned,
} from '#dispatch';
import { enterpriseChanged, registrationApproved, registrationRefused, registrationRequested } from '#enterprise';
import { boothBooked, boothCancelled, fairCancelled, fairMoved, fairPublished } from '#fair';
import { matchingFinished, proposalDeclined, proposalsSent, proposalsWentStale, proposalWelcomed, staleProposals } from '#matching';
import {
  needApproved,
  needAwaitsCheck,
  needChanged,
  needFilled,
  needPublished,
  needReported,
  needRevised,
  needRevisionApproved,
  needRevisionSentBack,
  needSentBack,
  needsImported,
  needWentStale,
  needWithdrawn,
} from '#need';
import { publishCatalogue } from '#shortage';
import { batchOffered } from '#supply';
import { roundClosed, roundCorrected, roundOpened, roundPublished, surveyAskedBack, surveyInvited, surveyReminded } from '#survey';
import { proposalNews, sum, together } from './proposal-news.js';
import { county, enterprise, nothing, on, people, supplier, tell, work, type FlowReads, type Reaction } from './reaction.js';
import { missingOf } from './trip-news.js';

/**
 * THE MAP: what follows from what. Every event of every library has its line here, and nothing else connects them.
 * Whoever is not named hears nothing.
 */
export const flow: readonly Reaction[] = [
  // accounts
  on(passwordLinkMade, ({ userId, linkId, purpose }) => [
    tell(purpose === 'invite' ? 'account.invited' : 'password.reset', people([userId]), linkId, async ({ directory }) => ({
      linkId,
      name: (await directory.users([userId]))[0]?.name ?? '',
    })),
  ]),

  // enterprises: the county decides about the first person, a colleague about the next
  on(registrationRequested, (e) => [
    tell(
      'registration.requested',
      e.decidedBy === 'county' ? county(e.nodeId) : enterprise(e.enterpriseId),
      `${e.registrationId}:${e.appliedAt}`,
      e,
    ),
  ]),
  // both offices hear when an enterprise moves from one to the other, and it itself
  on(enterpriseChanged, (e) => {
    const key = `${e.enterpriseId}:${e.version}`;
    const moved = { enterpriseName: e.after.name, from: e.before.nodeName, to: e.after.nodeName };
    const renamed = { before: e.before.name, after: e.after.name };
    const offices = [...new Set([e.before.nodeId, e.after.nodeId])];
    const concerned = [...offices.map((id) => [id, county(id)] as const), [e.enterpriseId, enterprise(e.enterpriseId)] as const];
    return concerned.flatMap(([id, audience]) => [
      ...(e.before.nodeId === e.after.nodeId ? [] : [tell('enterprise.moved', audience, `${key}:${id}`, moved)]),
      ...(e.before.name === e.after.name ? [] : [tell('enterprise.renamed', audience, `${key}:${id}`, renamed)]),
    ]);
  }),
  on(registrationApproved, (e) => [tell('registration.approved', people([e.userId]), `${e.registrationId}:${e.appliedAt}`, e)]),
  on(registrationRefused, (e) => [tell('registration.refused', people([e.userId]), `${e.registrationId}:${e.appliedAt}`, e)]),

  // needs: the board follows the ledger by itself; what was proposed for a need as it was is stale
  on(needAwaitsCheck, (e) => [tell('need.awaits_check', county(e.nodePath), `${e.needId}:${e.at}`, needWords(e))]),
  on(needSentBack, (e) => [tell('need.sent_back', enterprise(e.enterpriseId), `${e.needId}:${e.at}`, needWords(e, { reason: e.reason }))]),
  on(needApproved, (e) => [tell('need.approved', enterprise(e.enterpriseId), e.needId, needWords(e))]),
  on(needRevised, (e) => [tell('need.revised', county(e.nodePath), `${e.needId}:${e.at}`, needWords(e))]),
  on(needRevisionApproved, (e) => [tell('need.revision_approved', enterprise(e.enterpriseId), `${e.needId}:${e.at}`, needWords(e))]),
  on(needRevisionSentBack, (e) => [
    tell('need.revision_sent_back', enterprise(e.enterpriseId), `${e.needId}:${e.at}`, needWords(e, { reason: e.reason })),
  ]),
  on(needPublished, nothing),
  on(needChanged, (e) => [work(staleProposals, { needId: e.needId })]),
  on(needWithdrawn, (e) => [work(staleProposals, { needId: e.needId })]),
  on(needFilled, (e) => [work(staleProposals, { needId: e.needId })]),
  on(needReported, (e) => [tell('need.reported', county(e.nodePath), e.reportId, needWords(e, { kind: e.kind }))]),
  on(needWentStale, (e) => [tell('need.went_stale', enterprise(e.enterpriseId), `${e.needId}:${e.confirmedAt}`, needWords(e))]),
  on(needsImported, (e) => [
    tell('import.finished', people([e.userId]), e.batchId, { importId: e.batchId, created: e.created, changed: e.changed }),
  ]),

  // matching
  on(batchOffered, nothing),
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
        ? [tell('proposal.stale', enterprise(id), `${e.needId}:${e.version}`, proposalNews({ ...first, people: sum([first, ...rest]) }))]
        : [],
    ),
  ]),

  // promises
  on(promiseMade, (e) => [tell('promise.made', enterprise(e.enterpriseId), e.promiseId, e)]),
  on(promiseAccepted, (e) => [tell('promise.accepted', supplier(e.supplierId), e.promiseId, withEnterprise(e))]),
  on(promiseDeclined, (e) => [tell('promise.declined', supplier(e.supplierId), e.promiseId, withEnterprise(e))]),
  on(promiseLapsed, (e) => [tell('promise.lapsed', supplier(e.supplierId), e.promiseId, withEnterprise(e))]),
  // whoever did not do it is told; of the bureau's doing both sides
  on(promiseWithdrawn, (e) => [
    ...(e.by === 'enterprise' ? [] : [tell('promise.withdrawn', enterprise(e.enterpriseId), `${e.promiseId}:${e.version}`, e)]),
    ...(e.by === 'supplier' ? [] : [tell('promise.declined', supplier(e.supplierId), `${e.promiseId}:${e.version}`, withEnterprise(e))]),
  ]),

  // trips: each enterprise hears of its own people; its county only when some are missing
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
  on(tripCancelled, (e) => e.stops.flatMap((stop) => missingOf('cancelled', e, stop))),

  // fairs
  on(fairPublished, nothing),
  on(fairCancelled, (e) => e.enterpriseIds.map((enterpriseId) => tell('fair.cancelled', enterprise(enterpriseId), e.fairId, e))),
  on(fairMoved, (e) =>
    e.enterpriseIds.map((id) =>
      tell('fair.moved', enterprise(id), `${e.fairId}:${e.version}`, {
        ...e,
        fromDay: e.before.day,
        fromTime: e.before.opensAt,
        fromPlace: e.before.place,
      }),
    ),
  ),
  on(boothBooked, (e) => [tell('booth.booked', county(e.nodeId), `${e.fairId}:${e.enterpriseId}:${e.at}`, e)]),
  on(boothCancelled, (e) => [tell('booth.cancelled', county(e.nodeId), `${e.fairId}:${e.enterpriseId}:${e.at}`, e)]),

  // the quarter's survey: each enterprise once for each occasion
  on(roundOpened, nothing),
  on(roundClosed, nothing),
  // the catalogue of the quarter; of a round that is corrected after that, another version beside it
  on(roundPublished, (e) => [work(publishCatalogue, { roundId: e.roundId, version: e.version })]),
  on(roundCorrected, (e) => [work(publishCatalogue, { roundId: e.roundId, version: e.version })]),
  on(surveyInvited, (e) => [tell('survey.invited', enterprise(e.enterpriseId), e.memberId, e)]),
  on(surveyReminded, (e) => [tell('survey.reminded', enterprise(e.enterpriseId), `${e.memberId}:${e.occasion}`, e)]),
  on(surveyAskedBack, (e) => [tell('survey.asked_back', enterprise(e.enterpriseId), `${e.memberId}:${e.at}`, e)]),
];

/** What messages about a need name. */
function needWords<M extends object>({ needId, enterpriseId }: { needId: string; enterpriseId: string }, more?: M) {
  return async ({ enterprises, needs }: FlowReads) => ({
    needId,
    needTitle: (await needs.byId(needId))?.title ?? '',
    enterpriseName: (await enterprises.byId(enterpriseId))?.name ?? '',
    ...(more as M),
  });
}

function withEnterprise<E extends { enterpriseId: string }>(event: E): (reads: FlowReads) => Promise<E & { enterpriseName: string }> {
  return async ({ enterprises }) => ({ ...event, enterpriseName: (await enterprises.byId(event.enterpriseId))?.name ?? '' });
}

function tripWords({
  tripId,
  supplierName,
  departAt,
  arriveAt,
  fromPlace,
  toPlace,
}: {
  tripId: string;
  supplierName: string;
  departAt: string;
  arriveAt: string;
  fromPlace: string;
  toPlace: string;
}) {
  return { tripId, supplierName, departAt, arriveAt, from: fromPlace, to: toPlace };
}
