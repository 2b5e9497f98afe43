/** People asked for and placed, by whatever needs or batches are gathered under. */
interface Tally {
  asked: number;
  placed: number;
}

const add = (sums: Map<string, Tally>, key: string, asked: number, placed: number): void => {
  const sum = sums.get(key);
  if (!sum) sums.set(key, { asked, placed });
  else {
    sum.asked += asked;
    sum.placed += placed;
  }
};

/** Adds a run up by county, supplier and enterprise, row by row, so that whoever feeds it may rest in between. */
export class RunTally {
  /** By the county of the need. */
  readonly counties = new Map<string, Tally>();
  /** By supplier: people who were free, and placed. */
  readonly suppliers = new Map<string, Tally>();
  readonly enterprises = new Map<string, Tally>();

  ask(county: string, enterprise: string, people: number): void {
    add(this.counties, county, people, 0);
    add(this.enterprises, enterprise, people, 0);
  }

  offer(supplier: string, people: number): void {
    add(this.suppliers, supplier, people, 0);
  }

  place(county: string, enterprise: string, supplier: string, people: number): void {
    add(this.counties, county, 0, people);
    add(this.enterprises, enterprise, 0, people);
    add(this.suppliers, supplier, 0, people);
  }
}
