import { Injectable, Logger, type OnModuleDestroy } from '@nestjs/common';
import { WallReader } from './wall-counts.js';

/** Somebody who looks at a wall. */
export interface Onlooker {
  write(text: string): void;
  end(): void;
}

const LOOK_MS = 1_000;
/** So that whatever stands between does not take a quiet line for a dead one. */
const BEAT_MS = 15_000;
/** Then the screen comes back, and whether it may see this is asked again. */
const LONGEST_MS = 15 * 60_000;
const MOST = 200;

interface Wall {
  onlookers: Map<Onlooker, number>;
  timer: NodeJS.Timeout;
  last: string;
  toldAt: number;
  looking: boolean;
}

/** One look a second for all walls of a fair in this process; only what changed is sent. */
@Injectable()
export class WallHub implements OnModuleDestroy {
  private readonly walls = new Map<string, Wall>();
  private readonly logger = new Logger(WallHub.name);

  constructor(private readonly reader: WallReader) {}

  get full(): boolean {
    return [...this.walls.values()].reduce((sum, { onlookers }) => sum + onlookers.size, 0) >= MOST;
  }

  /** @returns what ends it */
  async connect(fairId: string, onlooker: Onlooker): Promise<() => void> {
    const wall = this.walls.get(fairId) ?? this.open(fairId);
    wall.onlookers.set(onlooker, Date.now());
    onlooker.write(eventOf(wall.last || JSON.stringify(await this.reader.of({ id: fairId }))));
    return () => this.leave(fairId, onlooker);
  }

  onModuleDestroy(): void {
    for (const [fairId, { onlookers, timer }] of this.walls) {
      clearInterval(timer);
      for (const onlooker of onlookers.keys()) onlooker.end();
      this.walls.delete(fairId);
    }
  }

  private open(fairId: string): Wall {
    const timer = setInterval(() => void this.look(fairId), LOOK_MS);
    timer.unref();
    const wall: Wall = { onlookers: new Map(), timer, last: '', toldAt: Date.now(), looking: false };
    this.walls.set(fairId, wall);
    return wall;
  }

  private leave(fairId: string, onlooker: Onlooker): void {
    const wall = this.walls.get(fairId);
    if (!wall) return;
    wall.onlookers.delete(onlooker);
    if (wall.onlookers.size > 0) return;
    clearInterval(wall.timer);
    this.walls.delete(fairId);
  }

  private async look(fairId: string): Promise<void> {
    const wall = this.walls.get(fairId);
    // A slow database is not asked again before it has answered.
    if (!wall || wall.looking) return;
    wall.looking = true;
    try {
      this.tell(wall, JSON.stringify(await this.reader.of({ id: fairId })));
    } catch (error) {
      this.logger.warn(`the wall of ${fairId} could not be read: ${String(error)}`);
    } finally {
      wall.looking = false;
    }
  }

  private tell(wall: Wall, now: string): void {
    const isNews = now !== wall.last;
    const moment = Date.now();
    for (const [onlooker, since] of wall.onlookers)
      if (moment - since > LONGEST_MS) {
        onlooker.end();
        wall.onlookers.delete(onlooker);
      } else if (isNews) onlooker.write(eventOf(now));
      else if (moment - wall.toldAt > BEAT_MS) onlooker.write(': still here\n\n');
    if (isNews || moment - wall.toldAt > BEAT_MS) wall.toldAt = moment;
    wall.last = now;
  }
}

const eventOf = (data: string): string => `event: counts\ndata: ${data}\n\n`;
