import { Injectable } from '@nestjs/common';
import { FieldCipher, normalise } from '#platform/crypto';
import type { UserAccount } from './access.entity.js';

const TABLE = 'user_account';

/** What accounts are found by. */
export type NameIndexes = Pick<UserAccount, 'loginIndex' | 'emailIndex' | 'phoneIndex'>;

export interface Identity {
  name: string;
  login?: string | null | undefined;
  email?: string | null | undefined;
  phone?: string | null | undefined;
}

/** Login names begin with a letter and hold no @, so that none can be taken for somebody's phone number or e-mail address. */
export const LOGIN_PATTERN = /^[A-Za-z][A-Za-z0-9._-]{2,39}$/;

/** Seals what identifies a person and finds them by it. */
@Injectable()
export class Identities {
  constructor(private readonly cipher: FieldCipher) {}

  seal(id: string, { name, login, email, phone }: Identity): Pick<UserAccount, 'name' | 'login' | 'email' | 'phone'> & NameIndexes {
    const plain = { login: login?.trim() || null, email: email?.trim() || null, phone: phone ? normalise.phone(phone) || null : null };
    return {
      name: this.cipher.seal(TABLE, 'name', id, name),
      login: this.cipher.seal(TABLE, 'login', id, plain.login),
      email: this.cipher.seal(TABLE, 'email', id, plain.email),
      phone: this.cipher.seal(TABLE, 'phone', id, plain.phone),
      ...this.indexesOf(plain),
    };
  }

  /** @param names as they are kept */
  indexesOf({ login, email, phone }: Record<'login' | 'email' | 'phone', string | null>): NameIndexes {
    return {
      loginIndex: this.cipher.blindIndex('login', login && normalise.login(login)),
      emailIndex: this.cipher.blindIndex('email', email && normalise.email(email)),
      phoneIndex: this.cipher.blindIndex('phone', phone),
    };
  }

  nameOf({ id, name }: Pick<UserAccount, 'id' | 'name'>): string {
    return this.cipher.open(TABLE, 'name', id, name);
  }

  open(account: UserAccount): { name: string; login: string | null; email: string | null; phone: string | null } {
    const open = (column: 'login' | 'email' | 'phone'): string | null => this.cipher.open(TABLE, column, account.id, account[column]);
    return {
      name: this.nameOf(account),
      login: open('login'),
      email: open('email'),
      phone: open('phone'),
    };
  }

  /** Which column a typed account name is looked up in: what it looks like decides, so at most one account answers to it. */
  lookup(typed: string): { loginIndex: string } | { emailIndex: string } | { phoneIndex: string } {
    if (typed.includes('@')) return { emailIndex: this.cipher.blindIndex('email', normalise.email(typed)) };
    const phone = normalise.phone(typed);
    if (/^\d+$/.test(phone)) return { phoneIndex: this.cipher.blindIndex('phone', phone) };
    return { loginIndex: this.cipher.blindIndex('login', normalise.login(typed)) };
  }
}
