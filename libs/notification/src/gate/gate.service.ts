import { setTimeout as sleep } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { Settings } from '#platform/config';
import { Clock, UnitOfWork } from '#platform/db';
import { Events } from '#platform/jobs';
import type { Outcome } from '../channel.js';
import type { Channel } from '../domain/delivery.js';
import { afterTrouble, canTrip, laneRate, nextPlaces, OPEN_GATE, type Lane, type Places } from '../domain/gate.js';
import { ChannelGate } from './gate.entity.js';
import { channelClosed } from './gate.events.js';

/** Others' news of a gate is known so late, in ms: a read for each message would cost more than the few that meet a closed door. */
const LOOK_MS = 500;
/** How long the one try may take that asks whether a provider works again. */
const ASK_MS = 60_000;
/** Whoever waits behind a closed gate comes back spread over this time. */
const SPREAD_MS = 10_000;
/** A place this far ahead is waited for on the spot; for a later one the job comes back. */
const NEAR_MS = 1_000;
/** Places are taken for so much time at once, so that the row is not written for every message. */
const SLICE_MS = 100;

/** May go now, or at another time; `place` is a place in the line that is then one's own. */
export type Leave = { go: true } | { go: false; at: Date; place: boolean };

/** Keeps all workers together from a provider that does not work, and within what it takes in a second. */
@Injectable()
export class Gates {
  private readonly seen = new Map<Channel, { gate: ChannelGate | null; at: number }>();
  private readonly slices = new Map<string, Places>();
  private readonly reserving = new Map<string, Promise<void>>();

  constructor(
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
    private readonly events: Events,
    private readonly settings: Settings,
  ) {}

  /** Messages a second over all workers; null where the settings name no limit. */
  rateOf(channel: Channel): number | null {
    return { email: this.settings.MAIL_RATE, sms: this.settings.SMS_RATE, wecom: this.settings.WECOM_RATE }[channel] ?? null;
  }

  /** Asks to hand one message over. Waits for a place in the line that is near.
   * @param placed the message comes back at the place that it was given before */
  async leave(channel: Channel, lane: Lane, placed = false): Promise<Leave> {
    const closed = await this.closed(channel);
    if (closed) return { go: false, at: closed, place: false };
    const rate = this.rateOf(channel);
    if (rate === null || placed) return { go: true };
    const place = await this.place(channel, lane, laneRate(rate, lane));
    const wait = place - this.clock.now().getTime();
    if (wait > NEAR_MS) return { go: false, at: new Date(place), place: true };
    if (wait > 0) await sleep(wait);
    return { go: true };
  }

  /** Until when nothing may go; null when the gate is open, or this is the one try that asks. */
  private async closed(channel: Channel): Promise<Date | null> {
    const gate = await this.look(channel);
    if (!gate?.closedUntil) return null;
    const now = this.clock.now();
    if (gate.closedUntil > now) return later(gate.closedUntil);
    if (gate.askedUntil && gate.askedUntil > now) return later(now);
    return (await this.ask(channel, gate)) ? null : later(now);
  }

  /** Who writes first is the one that asks. */
  private async ask(channel: Channel, gate: ChannelGate): Promise<boolean> {
    const askedUntil = new Date(this.clock.now().getTime() + ASK_MS);
    this.seen.delete(channel);
    return this.uow.run(async () => {
      const row = await this.uow.forUpdate(ChannelGate, { channel });
      if (row?.closedUntil?.getTime() !== gate.closedUntil?.getTime() || row?.askedUntil?.getTime() !== gate.askedUntil?.getTime())
        return false;
      await this.uow.manager.update(ChannelGate, { channel }, { askedUntil });
      return true;
    });
  }

  private async look(channel: Channel): Promise<ChannelGate | null> {
    const known = this.seen.get(channel);
    const now = performance.now();
    if (known && now - known.at < LOOK_MS) return known.gate;
    const gate = await this.uow.manager.findOneBy(ChannelGate, { channel });
    this.seen.set(channel, { gate, at: now });
    return gate;
  }

  /** The moment of the next place in a lane, in milliseconds since 1970. */
  private async place(channel: Channel, lane: Lane, perSecond: number): Promise<number> {
    const key = `${channel} ${lane}`;
    for (;;) {
      const slice = this.slices.get(key);
      // Places that passed unused are lost: handed out now they would add to those of this second.
      if (slice && slice.count > 0 && slice.from > this.clock.now().getTime() - NEAR_MS) {
        const place = slice.from;
        this.slices.set(key, { ...slice, from: place + slice.everyMs, count: slice.count - 1 });
        return place;
      }
      const others = this.reserving.get(key);
      if (others) await others;
      else {
        const mine = this.reserve(key, channel, lane, perSecond).finally(() => this.reserving.delete(key));
        this.reserving.set(key, mine);
        await mine;
      }
    }
  }

  private async reserve(key: string, channel: Channel, lane: Lane, perSecond: number): Promise<void> {
    const count = Math.max(1, Math.floor((perSecond * SLICE_MS) / 1_000));
    const column = lane === 'urgent' ? 'urgentTaken' : 'bulkTaken';
    const taken = await this.uow.run(async () => {
      const row = await this.rowOf(channel);
      const places = nextPlaces(row[column], this.clock.now(), count, perSecond);
      await this.uow.manager.update(ChannelGate, { channel }, { [column]: places.until });
      return places;
    });
    this.slices.set(key, taken);
  }

  /** The row, kept from others; made where there is none yet. */
  private async rowOf(channel: Channel): Promise<ChannelGate> {
    const there = await this.uow.forUpdate(ChannelGate, { channel });
    if (there) return there;
    const none = { askedUntil: null, failure: null, closedAt: null, urgentTaken: null, bulkTaken: null };
    const row = { channel, ...OPEN_GATE, ...none };
    await this.uow.manager.createQueryBuilder().insert().into(ChannelGate).values(row).orIgnore().updateEntity(false).execute();
    return (await this.uow.forUpdate(ChannelGate, { channel })) ?? row;
  }

  /** Learns of how a try went. Call outside the transaction that writes what became of the message. */
  async heard(channel: Channel, outcome: Outcome): Promise<void> {
    if (outcome.state === 'no_provider') return;
    if (outcome.state === 'failed' && outcome.whole && canTrip(outcome.failure)) return this.trouble(channel, outcome.failure);
    const gate = await this.look(channel);
    if (gate && (gate.troubles > 0 || gate.closedUntil)) await this.reopen(channel);
  }

  private async trouble(channel: Channel, failure: Parameters<typeof canTrip>[0]): Promise<void> {
    this.seen.delete(channel);
    await this.uow.run(async () => {
      const row = await this.rowOf(channel);
      const now = this.clock.now();
      const next = afterTrouble(row, failure, now, Math.random());
      const closes = next.closedUntil?.getTime() !== row.closedUntil?.getTime();
      const first = closes && row.closedUntil === null;
      await this.uow.manager.update(
        ChannelGate,
        { channel },
        { ...next, failure, ...(closes && { askedUntil: null }), ...(first && { closedAt: now }) },
      );
      if (first) await this.events.record(channelClosed, { channel, failure, at: now.toISOString() });
    });
  }

  /** Opens a gate: its provider works, or staff say that it should be tried again. */
  async reopen(channel: Channel): Promise<void> {
    this.seen.delete(channel);
    await this.uow.run(() =>
      this.uow.manager.update(ChannelGate, { channel }, { ...OPEN_GATE, askedUntil: null, failure: null, closedAt: null }),
    );
  }

  /** As staff see them, by channel; one that never failed has no row. */
  all(): Promise<ChannelGate[]> {
    return this.uow.manager.find(ChannelGate);
  }
}

const later = (instant: Date): Date => new Date(instant.getTime() + 500 + Math.round(Math.random() * SPREAD_MS));
