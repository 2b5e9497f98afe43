import { seal, unseal } from './keys';
import type { Kit } from './server';
import type { KitPart, Store } from './store';

type Part = Pick<Kit, 'facts' | 'rows'>;

/** So many parts may stand behind one another before they are written anew as one. */
const MOST_PARTS = 40;

/** What the duty needs: in memory while the page is open, encrypted on the phone. */
export class KitBox {
  facts: Record<string, unknown> = {};
  readonly rows = new Map<string, readonly string[]>();
  private parts = 0;

  /** @throws when the key is another one */
  async load(store: Store, key: CryptoKey): Promise<void> {
    const kept = (await store.kit()).sort((a, b) => a.id - b.id);
    for (const { said } of kept) this.take(await unseal<Part>(key, said));
    this.parts = kept.length;
  }

  /** @returns whether anything in it is new */
  async add(store: Store, key: CryptoKey, { facts, rows }: Part): Promise<boolean> {
    const fresh = rows.filter(({ id, values }) => this.rows.get(id)?.join('\n') !== values.join('\n'));
    const isNew = fresh.length > 0 || JSON.stringify(facts) !== JSON.stringify(this.facts);
    if (!isNew) return false;
    this.take({ facts, rows: fresh });
    const whole = this.parts >= MOST_PARTS;
    const said = await seal(key, whole ? { facts: this.facts, rows: this.all() } : { facts, rows: fresh });
    const part: KitPart = { id: whole ? 0 : this.parts, said };
    await store.keepKit([part], whole);
    this.parts = whole ? 1 : this.parts + 1;
    return true;
  }

  clear(): void {
    this.facts = {};
    this.rows.clear();
    this.parts = 0;
  }

  private take({ facts, rows }: Part): void {
    this.facts = facts;
    for (const { id, values } of rows) this.rows.set(id, values);
  }

  private all(): Part['rows'] {
    return [...this.rows].map(([id, values]) => ({ id, values: [...values] }));
  }
}
