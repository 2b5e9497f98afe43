import { setTimeout as sleep } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';

/** How long what can wait gives way at most, so that it goes on even while urgent things never end. Milliseconds. */
const LONGEST_MS = 100;
const LOOK_MS = 5;

/** Of what one process hands over, what somebody waits for has the processor first, from its beginning to its last statement. */
@Injectable()
export class Lanes {
  private urgent = 0;

  async first<T>(work: () => Promise<T>): Promise<T> {
    this.urgent += 1;
    try {
      return await work();
    } finally {
      this.urgent -= 1;
    }
  }

  async giveWay(): Promise<void> {
    for (let waited = 0; this.urgent > 0 && waited < LONGEST_MS; waited += LOOK_MS) await sleep(LOOK_MS);
  }
}
