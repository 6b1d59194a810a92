import { Injectable } from '@nestjs/common';

import { Purges } from '../../base/jobs/index.js';

@Injectable()
export class PurgeSessions {
  constructor(purges: Purges) {
    // A token that could be used no more is kept as long as its session can live, so that its reuse is still noticed.
    purges.add({ table: 'refresh_token', rows: 'all', keep: { days: 30 }, since: 'expires_at' });
    purges.add({
      table: 'sign_in_session',
      rows: 'ended or expired',
      keep: { days: 45 },
      since: 'least(ended_at, expires_at)',
    });
  }
}
