/** Other systems that are told of what happens here: each checks signature, age and repetition as docs/webhooks.md says. */
import { createHmac, timingSafeEqual } from 'node:crypto';

const MOST_AGE = 300;

const sameText = (one, other) => one.length === other.length && timingSafeEqual(Buffer.from(one), Buffer.from(other));

export function hookDouble() {
  const taken = [];
  const seen = new Set();
  const secrets = new Map();
  let behaviour = {};
  let calls = 0;

  const signatureFault = ({ headers, body }, secret) => {
    const [timestamp, id] = [headers['x-gangqiao-timestamp'], headers['x-gangqiao-delivery']];
    if (!(Math.abs(Date.now() / 1_000 - Number(timestamp)) < MOST_AGE)) return 'too old';
    const right = `v1=${createHmac('sha256', secret ?? '')
      .update(`${timestamp}.${id}.${body}`)
      .digest('hex')}`;
    const given = String(headers['x-gangqiao-signature']).split(', ');
    return given.some((one) => sameText(one, right)) ? null : 'wrong signature';
  };

  return {
    get state() {
      return { taken, calls };
    },
    /** `secrets` by name, each system at `/hook/NAME`; `status` for the next `times` calls; `hang`: calls that are never answered. */
    behave({ secrets: given = {}, ...how }) {
      for (const [name, secret] of Object.entries(given)) secrets.set(name, secret);
      behaviour = how;
      return how;
    },
    hangs() {
      const { hang = 0 } = behaviour;
      if (hang > 0) behaviour = { ...behaviour, hang: hang - 1 };
      return hang > 0;
    },
    /** @returns status and answer, or null for what is no call of one */
    answer(request) {
      const [, name] = /^\/hook\/(\w+)$/.exec(request.url.pathname) ?? [];
      if (request.method !== 'POST' || !name) return null;
      calls += 1;
      const wrong = signatureFault(request, secrets.get(name));
      if (wrong) return [401, { error: wrong }];
      const { status, times = Infinity } = behaviour;
      if (status && times > 0) {
        behaviour = { ...behaviour, times: times - 1 };
        return [status, { error: 'as it was told' }];
      }
      const id = request.headers['x-gangqiao-delivery'];
      if (!seen.has(id)) taken.push({ name, ...JSON.parse(request.body) });
      seen.add(id);
      return [204, null];
    },
  };
}
