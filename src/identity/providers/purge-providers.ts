import { Injectable } from '@nestjs/common';

import { Purges } from '../../base/jobs/index.js';

@Injectable()
export class PurgeProviders {
  constructor(purges: Purges) {
    purges.add({ table: 'provider_flow', rows: 'all', keep: { minutes: 1 }, since: 'expires_at' });
    // Names and addresses of people who may not become members.
    purges.add({ table: 'provider_code', rows: 'all', keep: { minutes: 1 }, since: 'expires_at' });
  }
}
