import {
  boothAbsent,
  boothBooked,
  boothCancelled,
  boothOffered,
  boothOfferLapsed,
  boothPlaced,
  boothRenumbered,
  boothUnclaimed,
  boothWithdrawn,
  fairCancelled,
  fairDue,
  fairFits,
  fairInvited,
  fairMoved,
  fairPublished,
  hireAsked,
  hireEnded,
  hiresToChase,
  inviteFitting,
  resultsAsked,
  tellTickets,
  ticketCodeAsked,
  ticketsConcerned,
  turnCalled,
  waitRemoved,
} from '#fair';
import { boothKey, cancelledWords, DUE, fitWords, movedWords, RESULTS, ticketWords } from './fair-news.js';
import { withEnterprise } from './need-news.js';
import { county, enterprise, on, people, tell, visitor, visitors, work, type Reaction } from './reaction.js';

/** THE MAP's lines of fairs and booths: what follows from what, beside the chain. Whoever did not do it is told. */
export const fairFlow: readonly Reaction[] = [
  on(fairPublished, (e) => (e.themed ? [work(inviteFitting, { fairId: e.fairId })] : [])),
  on(fairInvited, (e) => e.enterpriseIds.map((id) => tell('fair.invited', enterprise(id), e.fairId, e))),
  on(fairFits, (e) => e.enterpriseIds.map((id) => tell('fair.fits', enterprise(id), `${e.fairId}:${id}`, fitWords(e)))),
  on(fairDue, (e) => [tell(DUE[e.kind], county(e.nodeId), `${e.fairId}:${e.due}`, e)]),
  on(fairCancelled, (e) => [
    ...e.enterpriseIds.map((id) => tell('fair.cancelled', enterprise(id), e.fairId, e)),
    ...e.waitingIds.map((id) => tell('wait.fair_cancelled', enterprise(id), e.fairId, e)),
    work(tellTickets, { ...cancelledWords(e), version: e.version }),
  ]),
  on(fairMoved, (e) => [
    ...e.enterpriseIds.map((id) => tell('fair.moved', enterprise(id), `${e.fairId}:${e.version}`, movedWords(e))),
    ...e.waitingIds.map((id) => tell('wait.fair_moved', enterprise(id), `${e.fairId}:${e.version}`, movedWords(e))),
    work(tellTickets, { ...ticketWords(e), version: e.version }),
  ]),
  // whoever did not do it is told
  on(boothBooked, (e) => [tell('booth.booked', county(e.nodeId), boothKey(e), e)]),
  on(boothCancelled, (e) => [tell('booth.cancelled', county(e.nodeId), boothKey(e), e)]),
  on(boothPlaced, (e) => [tell('booth.placed', enterprise(e.enterpriseId), boothKey(e), e)]),
  on(boothWithdrawn, (e) => [tell('booth.withdrawn', enterprise(e.enterpriseId), boothKey(e), e)]),
  on(boothRenumbered, (e) => [tell('booth.renumbered', enterprise(e.enterpriseId), boothKey(e), e)]),
  // the waiting list
  on(boothOffered, (e) => [tell('booth.offered', enterprise(e.enterpriseId), boothKey(e), e)]),
  on(boothOfferLapsed, (e) => [tell('booth.offer_lapsed', enterprise(e.enterpriseId), boothKey(e), e)]),
  on(boothUnclaimed, (e) => [tell('booth.unclaimed', enterprise(e.enterpriseId), boothKey(e), e)]),
  on(waitRemoved, (e) => [tell('wait.removed', enterprise(e.enterpriseId), `${e.fairId}:${e.enterpriseId}:${e.at}`, e)]),
  on(boothAbsent, (e) => [
    e.until === null
      ? tell('booth.absent', enterprise(e.enterpriseId), boothKey(e), e)
      : tell('booth.suspended', enterprise(e.enterpriseId), boothKey(e), { ...e, until: e.until }),
  ]),
  // whoever wants a ticket has no account: the code goes to the telephone or address that they gave
  on(ticketCodeAsked, (e) => [tell('ticket.code', visitor(e), `${e.codeId}:${e.sentAt}`, { code: e.code, fairName: e.fairName })]),
  on(turnCalled, (e) => [tell('turn.called', visitor({ ...e, codeId: e.turnId }), `${e.turnId}:${e.calledAt}`, e)]),
  // what came of it: enterprises are asked, and people whether they were hired; who goes after it hears who was not
  on(resultsAsked, (e) => [tell(RESULTS[e.kind], enterprise(e.enterpriseId), `${e.fairId}:${e.enterpriseId}:${e.kind}`, e)]),
  on(hireAsked, (e) => [
    tell(e.days === 0 ? 'hire.asked' : 'hire.asked_later', visitor({ ...e, codeId: e.checkId }), `${e.checkId}:${e.sentAt}`, e),
  ]),
  on(hireEnded, (e) => [
    tell(e.state === 'denied' ? 'hire.denied' : 'hire.left', county(e.nodePath), `${e.checkId}:${e.at}`, withEnterprise(e)),
  ]),
  on(hiresToChase, (e) => [tell('hire.to_chase', people([e.ownerId]), e.firstId, e)]),
  on(ticketsConcerned, (e) => [
    e.reason === null
      ? tell('ticket.fair_moved', visitors(e.holders), `${e.fairId}:${e.version}`, e)
      : tell('ticket.fair_cancelled', visitors(e.holders), e.fairId, { ...e, reason: e.reason }),
  ]),
];
