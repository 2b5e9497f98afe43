import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { FieldCipher, normalise } from '#platform/crypto';
import { UnitOfWork } from '#platform/db';
import { UserAccount, UserNameToken } from './access.entity.js';
import { namePieces, piecesToFind } from './domain/name-pieces.js';
import { Identities } from './identity.js';

/** More people than this are no answer to a search. */
const MOST = 200;

/** Finds people by part of their name, which is sealed: by blind indexes of its pieces. */
@Injectable()
export class NameIndex {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly cipher: FieldCipher,
    private readonly identities: Identities,
  ) {}

  /** Joins the caller's unit of work. */
  async add(people: readonly { id: string; name: string }[]): Promise<void> {
    const rows = people.flatMap(({ id, name }) =>
      namePieces(normalise.name(name)).map((piece) => ({ token: this.hash(piece), userId: id })),
    );
    if (rows.length === 0) return;
    const insert = this.uow.manager.createQueryBuilder().insert().into(UserNameToken);
    await insert.values(rows).orIgnore().updateEntity(false).execute();
  }

  /** Ids of people whose name holds the text; at most {@link MOST}. */
  async find(text: string): Promise<string[]> {
    const wanted = normalise.name(text).toLowerCase();
    const tokens = piecesToFind(wanted).map((piece) => this.hash(piece));
    if (tokens.length === 0) return [];
    const found = await this.uow.manager
      .createQueryBuilder(UserNameToken, 'piece')
      .select('piece.userId', 'userId')
      .where({ token: In(tokens) })
      .groupBy('piece.userId')
      .having('COUNT(*) = :all', { all: tokens.length })
      .limit(MOST)
      .getRawMany<{ userId: string }>();
    if (found.length === 0) return [];
    const accounts = await this.uow.manager.findBy(UserAccount, { id: In(found.map(({ userId }) => userId)) });
    return accounts
      .filter((account) => normalise.name(this.identities.open(account).name).toLowerCase().includes(wanted))
      .map(({ id }) => id);
  }

  /** Takes in people who were there before the index was. @returns how many; fewer than `limit` ends it. */
  async catchUp(limit: number): Promise<number> {
    return this.uow.run(async () => {
      const accounts = await this.uow.manager
        .createQueryBuilder(UserAccount, 'account')
        .where('NOT EXISTS (SELECT 1 FROM user_name_token piece WHERE piece.userId = account.id)')
        .limit(limit)
        .getMany();
      await this.add(accounts.map((account) => ({ id: account.id, name: this.identities.open(account).name })));
      return accounts.length;
    });
  }

  private hash(piece: string): string {
    return this.cipher.blindIndex('name_piece', piece);
  }
}
