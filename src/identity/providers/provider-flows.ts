import { Injectable } from '@nestjs/common';

import type { Provider } from '../../base/config/index.js';
import { Database } from '../../base/database/index.js';
import { addMinutes, Clock } from '../../base/time/index.js';
import type { Handshake } from './provider-client.js';
import { hashOf } from './secrets.js';

export const FLOW_MINUTES = 10;

/** What the client asked for. */
export interface Asked {
  readonly redirectUri: string;
  readonly state: string;
  readonly codeChallenge: string;
}

interface Row {
  readonly redirect_uri: string;
  readonly client_state: string;
  readonly code_challenge: string;
  readonly code_verifier: string | null;
  readonly nonce: string | null;
}

/** Sign-ins that wait for a provider's answer, by the hash of their `state`. */
@Injectable()
export class ProviderFlows {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  async begin(provider: Provider, state: string, browser: string, asked: Asked, handshake: Handshake): Promise<void> {
    await this.database.query(
      `INSERT INTO provider_flow (state_hash, browser_hash, provider, code_verifier, nonce, redirect_uri, client_state, code_challenge, expires_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
      [
        hashOf(state),
        hashOf(browser),
        provider,
        handshake.codeVerifier,
        handshake.nonce,
        asked.redirectUri,
        asked.state,
        asked.codeChallenge,
        addMinutes(this.clock.now(), FLOW_MINUTES),
      ],
    );
  }

  /** Once, and for the browser alone in which it began: whoever brings somebody else's answer changes nothing. */
  async take(
    provider: Provider,
    state: string,
    browser: string,
  ): Promise<{ asked: Asked; handshake: Handshake } | undefined> {
    const row = await this.database.queryOne<Row>(
      `DELETE FROM provider_flow WHERE state_hash = $1 AND browser_hash = $2 AND provider = $3 AND expires_at > $4
       RETURNING redirect_uri, client_state, code_challenge, code_verifier, nonce`,
      [hashOf(state), hashOf(browser), provider, this.clock.now()],
    );
    return (
      row && {
        asked: { redirectUri: row.redirect_uri, state: row.client_state, codeChallenge: row.code_challenge },
        handshake: { codeVerifier: row.code_verifier, nonce: row.nonce },
      }
    );
  }
}
