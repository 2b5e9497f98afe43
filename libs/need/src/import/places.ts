import type { OrgNode } from '#access';
import { idsOf } from '#access';

/** Where a line's workplace is in the organisation tree. */
export interface PlaceFound {
  nodeId: string;
  nodePath: string;
  /** Division of a workplace outside the tree. */
  divisionCode: string | null;
  /** Said, but not to be understood, or several at once. */
  unknown: boolean;
  /** Outside the node that the list was imported for. */
  elsewhere: boolean;
}

/** Finds nodes for the workplaces of a list that was handed in for one node. */
export class Places {
  private readonly byDivision = new Map<string, OrgNode>();
  private readonly byId = new Map<string, OrgNode>();
  private readonly zones: OrgNode[] = [];
  /** Ids from the root to our node; a division's node has the division's code without its zeros. */
  private readonly above: string[];

  constructor(
    private readonly home: { nodeId: string; nodePath: string },
    countiesAndZones: readonly OrgNode[],
  ) {
    this.above = idsOf(home.nodePath);
    for (const node of countiesAndZones) {
      this.byId.set(node.id, node);
      // A zone stands on a county's division without being it.
      if (node.kind === 'zone') this.zones.push(node);
      else if (node.divisionCode) this.byDivision.set(node.divisionCode, node);
    }
  }

  /** The place that a person picked, where it is this office's. */
  at(nodeId: string): PlaceFound | null {
    const found = { ...this.home, divisionCode: null, unknown: false, elsewhere: false };
    if (nodeId === this.home.nodeId) return found;
    const node = this.byId.get(nodeId);
    return node?.path.startsWith(this.home.nodePath) ? { ...found, nodeId: node.id, nodePath: node.path } : null;
  }

  /** @param text as written; @param code of the division it names, null when it names none or several */
  find(text: string | null, code: string | null): PlaceFound {
    const { nodeId, nodePath } = this.home;
    const home = { nodeId, nodePath, divisionCode: null, unknown: false, elsewhere: false };
    if (text === null) return home;
    const node = this.zone(text, code) ?? (code === null ? undefined : this.byDivision.get(code));
    if (node) return { ...home, nodeId: node.id, nodePath: node.path, elsewhere: !node.path.startsWith(nodePath) };
    if (code === null) return { ...home, unknown: true };
    if (this.isAbove(code)) return home;
    // A county's list holds its own needs only; the city's may name workplaces anywhere.
    return { ...home, divisionCode: code, elsewhere: this.above.length > 2 };
  }

  /** A zone by its name, or in short (高新区) where the text names no other city. */
  private zone(text: string, code: string | null): OrgNode | undefined {
    const ours = code === null || this.isAbove(code) || this.byDivision.has(code);
    return this.zones.find((zone) => text.includes(zone.name) || (ours && new RegExp(`${zone.name.slice(0, 2)}.{0,8}区`).test(text)));
  }

  private isAbove(code: string): boolean {
    return this.above.includes(code.replace(/(00)+$/, ''));
  }
}
