import { Injectable } from '@nestjs/common';
import { OrgTree } from '#access';
import { NeedReads } from '#need';
import { addDays, Clock, dayOf, newId, startOfDay } from '#platform/db';
import type { ShortageCatalogue } from './catalogue.entity.js';
import { CatalogueRepository } from './catalogue.repository.js';
import { FiguresRoom } from './catalogue-thread.js';
import type { PackedLine } from './domain/catalogue-pack.js';
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
    const regions = await this.org.countiesAndZones();
    const { quarter, asOf } = round.data.round;
    const earlier = await this.catalogues.published(quarterBefore(quarter));
    const before = earlier && { occupations: (await this.catalogues.lines(earlier.id)).map(({ line }) => line) };
    const until = new Date(asOf);
    // What the ledger knows of the quarter's posts, and who looked for work; frozen with the catalogue, as everything in it.
    const posts = await this.needs.outcomes(startOfDay(addDays(dayOf(until), -QUARTER_DAYS)), until);
    const { head, seal, lines } = await room.pack(
      { ...round.data, posts, seekers: (await this.seekers.counted(quarter)) ?? undefined },
      { before, divisions: regions.length },
    );
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

  /** Inside the caller's unit of work. @returns its id, or null when another run of the job was faster. */
  async keep({ catalogue, lines }: MadeCatalogue): Promise<string | null> {
    if (!(await this.catalogues.insert(catalogue))) return null;
    await this.catalogues.insertLines(catalogue, lines);
    return catalogue.id;
  }
}
