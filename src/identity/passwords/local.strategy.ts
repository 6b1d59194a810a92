import { Injectable } from '@nestjs/common';
import { Strategy } from 'passport-local';

import { Database } from '../../base/database/index.js';
import { Passports } from '../access/index.js';
import { Passwords } from './passwords.js';

/** Whose password it is, and the hash that it fits. */
export interface PasswordHolder {
  readonly accountId: string;
  readonly hash: string;
}

/** E-mail address and password. */
@Injectable()
export class LocalStrategy extends Strategy {
  constructor(database: Database, passwords: Passwords, passports: Passports) {
    const find = async (email: string, password: string): Promise<PasswordHolder | undefined> => {
      const credential = await database.queryOne<PasswordHolder>(
        `SELECT c.account_id AS "accountId", c.hash FROM account a JOIN password_credential c ON c.account_id = a.id
         WHERE a.email = $1 AND a.status = 'ACTIVE'`,
        [email.trim()],
      );
      if (!(await passwords.matches(password, credential?.hash)) || !credential) return undefined;
      const { accountId, hash } = credential;
      return { accountId, hash: await passwords.strengthen(accountId, password, hash) };
    };
    super({ usernameField: 'email', passwordField: 'password', session: false }, (email, password, done) => {
      find(email, password).then((found) => done(null, found ?? false), done);
    });
    passports.use(this);
  }
}
