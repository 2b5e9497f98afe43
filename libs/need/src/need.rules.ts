import { Injectable } from '@nestjs/common';
import { AccessService, OrgTree } from '#access';
import { checkCreditCode, EnterpriseReads, isStaffingAgency, type EnterpriseView } from '#enterprise';
import { Clock } from '#platform/db';
import { notFound, type FieldFault, type Principal, type Problem } from '#platform/http';
import { occupations } from '#reference';
import { countedFor, type Figures } from './domain/need.js';
import { pick, POSTING_FIELDS, wordsOf, type Posting } from './domain/posting-fields.js';
import { faultsOf, type PostingFault } from './domain/posting.js';
import { obstaclesOf } from './domain/publishing.js';
import { checkWording, type WordingFinding } from './domain/wording.js';
import type { Need } from './need.entity.js';
import { NeedFigures } from './need.figures.js';
import type { NeedView } from './need.ledger.js';
import { faultWording, gapWording, problems } from './need.problems.js';
import { NeedRepository } from './need.repository.js';

/** A need after a use case, with what a person should look at although it was allowed. */
export interface Saved {
  need: NeedView;
  warnings: WordingFinding[];
}

export interface NeedPlace {
  nodeId: string;
  nodePath: string;
}

/** Refuses what may not be kept, or may not be published: the same for every use case that posts or changes a need. */
@Injectable()
export class NeedRules {
  constructor(
    private readonly needs: NeedRepository,
    private readonly enterprises: EnterpriseReads,
    private readonly org: OrgTree,
    private readonly access: AccessService,
    private readonly clock: Clock,
    readonly figures: NeedFigures,
  ) {}

  /** @throws Problem for what not even a draft may say; what is only doubtful comes back. */
  refuseDraft(posting: Posting, figures?: Figures): WordingFinding[] {
    refuseFaults(faultsOf(posting, this.facts(figures)));
    return refuseWording(wordsOf(posting).flatMap(checkWording));
  }

  /** @param standing the need as it is published, when this is to take its place
   * @throws Problem for whatever keeps it off the board; what is only doubtful comes back. */
  refuseUnpublishable(posting: Posting, enterprise: EnterpriseView, figures?: Figures, standing?: Posting): WordingFinding[] {
    const { faults, gaps, wording } = obstaclesOf(posting, { ...this.facts(figures), owner: ownerOf(enterprise), standing });
    refuseFaults(faults);
    const doubtful = refuseWording(wording);
    // A need that is on the board may be short of nobody any more: then it is filled.
    const missing = gaps.filter((gap) => figures === undefined || gap !== 'short');
    if (missing.length > 0) throw problems('need.gaps', gapWording(missing));
    return doubtful;
  }

  /** A need that is off the board for a while is published again by whatever makes it live. */
  refuseEdit(posting: Posting, enterprise: EnterpriseView, before: Need): WordingFinding[] {
    return this.refuseUnpublishable(posting, enterprise, before, before.state === 'published' ? before : undefined);
  }

  /** @throws Problem 404 for a need outside the person's reach. */
  async allowed(who: Principal, permission: string, id: string): Promise<Need> {
    return this.within(who, permission, id, await this.needs.byId(id));
  }

  /** As {@link allowed}; nobody else changes the need until the end of the unit of work. */
  async allowedForUpdate(who: Principal, permission: string, id: string): Promise<Need> {
    return this.within(who, permission, id, await this.needs.forUpdate(id));
  }

  private within(who: Principal, permission: string, id: string, need: Need | null): Need {
    if (!need) throw notFound('need', id);
    this.access.require(who, permission, { nodePath: need.nodePath, enterpriseId: need.enterpriseId });
    return need;
  }

  async enterprise(id: string | undefined): Promise<EnterpriseView> {
    const enterprise = id ? await this.enterprises.byId(id) : null;
    if (!enterprise) throw problems('need.enterprise');
    return enterprise;
  }

  /** Where a workplace lies: a county, zone or town. Only who checks the needs of the whole city leaves it at that. */
  async place(who: Principal, nodeId: string): Promise<NeedPlace> {
    const node = await this.org.byId(nodeId);
    const local = node?.kind === 'county' || node?.kind === 'zone' || node?.kind === 'town';
    const ours = node && node.kind !== 'province' && this.access.canSee(who, 'need.check', { nodePath: node.path });
    if (!node || !(local || ours)) throw problems('need.node');
    return { nodeId: node.id, nodePath: node.path };
  }

  /** For whom it is counted; null: for nobody. */
  async counted(enterprise: EnterpriseView, posting: Posting): Promise<string | null> {
    const agency = isStaffingAgency(enterprise.industryCode);
    const client = agency && posting.clientCreditCode ? await this.enterprises.byCreditCode(posting.clientCreditCode) : null;
    return countedFor({ agency, enterpriseId: enterprise.id, clientCreditCode: posting.clientCreditCode, clientId: client?.id ?? null });
  }

  private facts(figures: Figures | undefined) {
    return {
      today: this.clock.today(),
      isPostable: (code: string) => occupations.isPostable(code),
      isCreditCode: (code: string) => checkCreditCode(code).ok,
      ...(figures ? { figures } : {}),
    };
  }
}

/** The office that a need belongs to: where the workplace lies, or the enterprise's where that says no more than the whole city. */
export const officeOf = (need: NeedPlace, enterprise: NeedPlace): NeedPlace => {
  const { nodeId, nodePath } = enterprise.nodePath.startsWith(need.nodePath) ? enterprise : need;
  return { nodeId, nodePath };
};

export const ownerOf = (enterprise: EnterpriseView) => ({
  claimed: enterprise.state === 'active',
  hasCreditCode: enterprise.creditCode !== null,
  agency: isStaffingAgency(enterprise.industryCode),
});

const refuseFaults = (found: PostingFault[]): void => {
  const below = found.find((fault) => fault.code === 'below_on_the_way');
  if (below) throw problems('need.below_on_the_way', below.params);
  if (found.length > 0) throw faultsProblem(found);
};

const refuseWording = (findings: WordingFinding[]): WordingFinding[] => {
  const refused = findings.find((finding) => finding.severity === 'refuse');
  if (refused) throw problems('need.wording', { phrase: refused.phrase, ruleZh: refused.rule.zh, ruleEn: refused.rule.en });
  return findings;
};

const faultsProblem = (found: PostingFault[]): Problem => problems('need.posting', { count: found.length }, found.map(inWords));

const inWords = ({ path, code, params }: PostingFault): FieldFault => ({
  path,
  code,
  message: faultWording(code),
  ...(params ? { params } : {}),
});

export const eventOf = ({ id, enterpriseId, nodePath }: Need | NeedView) => ({ needId: id, enterpriseId, nodePath });

/** What is said about a need, without the rest of its row. */
export const postingOf = (need: Need): Posting => pick(need, POSTING_FIELDS);
