import { Injectable } from '@nestjs/common';
import { OrgTree } from '#access';
import { NeedReads } from '#need';
import { addDays, Clock, dayOf, newId, startOfDay } from '#platform/db';
import type { ShortageCatalogue } from './catalogue.entity.js';
import { CatalogueRepository } from './catalogue.repository.js';
import { FiguresRoom, type SealedCatalogue } from './catalogue-thread.js';
import type { CatalogueHead, PackedLine } from './domain/catalogue-pack.js';
import type { RoundData } from './domain/figures/round.js';
import { quarterBefore } from './domain/quarter.js';
import { RoundSource } from './round-source.js';
import { SeekersService } from './seekers.service.js';

const QUARTER_DAYS = 92;

export interface MadeCatalogue {
  catalogue: ShortageCatalogue;
  lines: PackedLine[];
}

/** Makes the catalogue of a quarter from the frozen round of its survey. */
@Injectable()
export class CataloguePublisher {
  constructor(
    private readonly catalogues: CatalogueRepository,
    private readonly org: OrgTree,
    private readonly needs: NeedReads,
    private readonly seekers: SeekersService,
    private readonly clock: Clock,
    private readonly rounds: RoundSource,
  ) {}

  /** Works out what is to be kept, outside any transaction. @returns null when it is there already, or the round was never published. */
  async prepare(roundId: string, version: number): Promise<MadeCatalogue | null> {
    if (await this.catalogues.ofRound(roundId, version)) return null;
    const room = new FiguresRoom();
    try {
      return await this.worked(room, roundId, version);
    } finally {
      room.close();
    }
  }

  private async worked(room: FiguresRoom, roundId: string, version: number): Promise<MadeCatalogue | null> {
    const round = await this.rounds.read(roundId, version);
    if (!round || round.publishedVersion === 0 || version < round.publishedVersion) return null;
    const { quarter, asOf } = round.data.round;
    const { regions, ...made } = await this.figures(room, round.data);
    const { head, seal, lines } = made;
    const nodes = await this.org.byIds(head.cells.flatMap(({ node }) => node ?? []));
    const places = Object.fromEntries([...regions, ...nodes.values()].map(({ id, name, divisionCode }) => [id, { name, divisionCode }]));
    const now = this.clock.now();
    return {
      lines,
      catalogue: {
        id: newId(),
        roundId,
        quarter,
        version,
        state: version === round.publishedVersion ? 'published' : 'later',
        asOf: new Date(asOf),
        madeAt: now,
        publishedAt: version === round.publishedVersion ? (round.publishedAt ?? now) : now,
        digest: round.digest,
        seal,
        head,
        places,
        occupations: lines.length,
      },
    };
  }

  /** The catalogue as it would be published now; nothing is kept. @returns null for a round that is not frozen. */
  async preview(roundId: string): Promise<{ head: CatalogueHead; lines: PackedLine[] } | null> {
    const room = new FiguresRoom();
    try {
      const round = await this.rounds.read(roundId, 'latest');
      return round && (await this.figures(room, round.data));
    } finally {
      room.close();
    }
  }

  private async figures(
    room: FiguresRoom,
    data: RoundData,
  ): Promise<SealedCatalogue & { regions: Awaited<ReturnType<OrgTree['countiesAndZones']>> }> {
    const { quarter, asOf } = data.round;
    const regions = await this.org.countiesAndZones();
    const earlier = await this.catalogues.published(quarterBefore(quarter));
    const before = earlier && { occupations: (await this.catalogues.lines(earlier.id)).map(({ line }) => line) };
    const until = new Date(asOf);
    // What the ledger knows of the quarter's posts, and who looked for work; frozen with the catalogue, as everything in it.
    const posts = await this.needs.outcomes(startOfDay(addDays(dayOf(until), -QUARTER_DAYS)), until);
    const made = await room.pack(
      { ...data, posts, seekers: (await this.seekers.counted(quarter)) ?? undefined },
      { before, divisions: regions.length },
    );
    return { ...made, regions };
  }

  /** Inside the caller's unit of work. @returns its id, or null when another run of the job was faster. */
  async keep({ catalogue, lines }: MadeCatalogue): Promise<string | null> {
    if (!(await this.catalogues.insert(catalogue))) return null;
    await this.catalogues.insertLines(catalogue, lines);
    return catalogue.id;
  }
}
